"""What a figure is made of: numbers, bounds, units, figures, periods, plans, verdicts. No record,
no input or output.
"""
