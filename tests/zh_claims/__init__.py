"""Passages in our own words with claims whose truth is known, and the means to falsify them."""
