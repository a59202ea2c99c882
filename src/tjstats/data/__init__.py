"""Data files of the built-in datasets; `tjstats.datasets.load` reads them."""
