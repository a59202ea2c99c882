"""Records as rows of cells, shared by all table formats and data frames."""
