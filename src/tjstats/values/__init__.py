"""The parts of a figure: numbers, bounds, units, figures, periods, plans, verdicts; no records, no
input or output.
"""
