"""Questions over data frames of any engine, through narwhals (the extra `frames`). The answer has
the native type of the input.

Names load on first use, because reading texts needs much that growth does not.
"""

from __future__ import annotations

from typing import Final

from tjstats.loading import on_first_use

HOMES: Final = {
    "attainment": "assess",
    "comparison": "compare",
    "evaluations": "from_evaluation",
    "growth_rates": "growth verify",
    "pace": "track",
    "records": "from_records",
    "rows": "to_records",
    "texts": "read",
    "validation": "validate",
}

__getattr__, __dir__, __all__ = on_first_use(__name__, HOMES)
