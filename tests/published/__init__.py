"""Results that statistical offices published, as data, and the calls that reproduce them."""
