"""Results published by statistical offices, as data, and the calls that reproduce them."""
