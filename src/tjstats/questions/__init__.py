"""Pure functions from records to an answer, also a record: growth, attainment,
comparison, claims.
"""
