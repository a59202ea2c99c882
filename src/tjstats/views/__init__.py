"""Views of records for people: pictures, a page to hand on, plans side by side, the report as text;
in English and Chinese. They load on first use.
"""

from __future__ import annotations

from typing import Final

from tjstats.loading import on_first_use

HOMES: Final = {"": "pages pictures plans report", "pages": "Page Section page"}

__getattr__, __dir__, __all__ = on_first_use(__name__, HOMES)
