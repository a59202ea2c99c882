"""Settings of all tests: no deadline for a single example, since the first one may import pint."""

from hypothesis import settings

settings.register_profile("tjstats", deadline=None)
settings.load_profile("tjstats")
