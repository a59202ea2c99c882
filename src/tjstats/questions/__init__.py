"""Pure functions of records, a record back: growth, attainment, comparison, claims."""
