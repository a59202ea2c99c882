"""A record as a row of cells and back: what every format of tables and every data frame shares."""
