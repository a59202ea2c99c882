"""Whole columns of a data frame at once."""
