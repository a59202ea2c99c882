"""Frozen attrs records of what a publication says: indicators, observations, sources, series,
targets, datasets.
"""
