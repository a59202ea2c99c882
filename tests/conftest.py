"""Settings for all tests.

No deadline for a single example, since the first one may import pint. The same examples in each run, so that a run says
something of the change and not of the day; `TJSTATS_RANDOM=1 pytest` looks for new ones.
"""

import os

from hypothesis import settings

settings.register_profile(
    "tjstats", deadline=None, derandomize=not os.environ.get("TJSTATS_RANDOM")
)
settings.load_profile("tjstats")

# What type checkers read, and nobody runs: misspelt names cannot be imported.
collect_ignore = ["typing"]
