"""Views of records for people: the report as text, in English and Chinese."""
