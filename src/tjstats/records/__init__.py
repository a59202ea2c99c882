"""Frozen attrs records for the content of a publication: indicators, observations, sources, series,
targets, datasets.
"""
