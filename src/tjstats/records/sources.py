"""Source: a publication, shared by the figures printed in it."""

from __future__ import annotations

from typing import Final

import attrs

from tjstats.records.classifications import check_code, check_texts, check_type
from tjstats.streams import Modelled
from tjstats.values.languages import Language, spoken
from tjstats.values.periods import Period

__all__ = ["Source"]


@attrs.frozen
class Source(Modelled):
    """A publication. Fields: code (a short key of your own), title, publisher, published (a
    Period), url, note.
    """

    code: str
    title: str = ""
    publisher: str = ""
    published: Period | None = None
    url: str | None = None
    note: str | None = None

    def __attrs_post_init__(self) -> None:
        check_code(self)
        check_texts(self, "title", "publisher", "url", "note")
        expected = "a Period, for example Period.month(2025, 11)"
        check_type(self, "published", (Period, type(None)), expected)

    def text(self, lang: Language | None = None) -> str:
        """Publisher and title as they stand, and the time of publication in words."""
        lang = spoken(lang, self.publisher, self.title)
        published = "" if self.published is None else self.published.text(lang)
        parts = filter(None, (self.publisher, self.title, published))
        return _LISTED[lang].join(parts) or self.code

    def __str__(self) -> str:
        parts = (self.publisher, self.title, self.published)
        return ", ".join(str(part) for part in parts if part) or self.code


_LISTED: Final = {"en": ", ", "zh": "，"}
