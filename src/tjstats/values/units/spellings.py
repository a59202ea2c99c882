"""Units as tables in English and code lists write them, as `parse_unit` reads them.

USD million, €m, constant 2015 US$, % of GDP, index 2015 = 100, per 100 000 people, Percent, CO₂,
元每月.
Each form is a row.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

__all__ = ["spellings"]

_SMALL: Final = {ord(sign): str(digit) for digit, sign in enumerate("₀₁₂₃₄₅₆₇₈₉")}
_GROUPED: Final = re.compile(r"(?<=\d)[ ,\u00a0\u202f](?=\d{3}(?!\d))")
_TITLE: Final = re.compile(r"\b[A-Z](?:[a-z]{2,}|[A-Z]{4,})\b")
_SCALE: Final = r"(thousand|lakh|million|crore|billion|trillion)s?"

# Prices are no part of a unit: that they are of a year is the basis of an observation.
_PRICES: Final = (
    r"(?:current|constant|chained|chain[- ]linked)(?: prices| volumes?)?(?:,? \(?\d{4}\)?)?"
    r"(?: prices)?"
)
_BASIS: Final = re.compile(rf",? \(?(?:in )?{_PRICES}\)?$|\b{_PRICES},? ", re.IGNORECASE)
_CURRENCY: Final = r"(?-i:(?:US|HK|R|A|C|NZ)?[$€£¥₹]|[A-Z]{3})"
# Scales in letters; those of German tables too (Mio. EUR, Mrd. EUR, Tsd. EUR).
_SHORT: Final = {
    **dict.fromkeys(("k", "th", "ths", "thsd", "tsd"), "thousand"),
    **dict.fromkeys(("m", "mn", "mln", "mio"), "million"),
    **dict.fromkeys(("bn", "bln", "mrd"), "billion"),
    **dict.fromkeys(("tn", "trn"), "trillion"),
}
_SHORTS: Final = rf"(?:{'|'.join(sorted(_SHORT, key=len, reverse=True))})\.?"


def _abbreviated(*parts: str) -> str:
    """A currency and its scale in letters, in either order."""
    scale, currency = sorted(parts, key=lambda part: _short(part) not in _SHORT)
    return f"{_SHORT[_short(scale)]} {currency}"


def _short(part: str) -> str:
    return part.lower().rstrip(".")


_PER_HEAD: Final = {"KG": "kg", "T": "tonne", "NR": "item"}  # of codes of Eurostat
# What a whole text means, and what to read instead of it.
_FORMS: Final[tuple[tuple[str, Callable[..., str]], ...]] = (
    (
        r"(?:%|pct|percent(?:age)?|per cent)(?: of | in | growth| change| gdp|, | ?\().*",
        lambda: "percent",
    ),
    (r".+[ ,]\(?(?:%|percent|per cent)\)?", lambda: "percent"),
    (r"(?:%|percent|per cent) p\.? ?a\.?", lambda: "percent"),
    (r"(?-i:(EUR|PPS|NR|KG|T)_HAB)", lambda code: f"{_PER_HEAD.get(code, code)}/person"),
    (r"(?:number|no\.|nr\.?|count) of (.+)", "{}".format),
    (r"(?:index[^=]*)?\(?\S*\d{4}\S* ?= ?100\)?|index(?: .*)?|.*=100", lambda: "index"),
    (rf"(.+?),? \(?(?:in )?{_SCALE}\)?", "{1} {0}".format),
    (r"per (.+)", "1 per {}".format),
    (r"(.+ per 10+)", "{} people".format),  # deaths per 100,000
    (r"([MG])bit/s", "{}bps".format),
    (r"(\S+)每(\S+)", "{}/{}".format),
    (rf"({_CURRENCY}) ?({_SHORTS})|({_SHORTS}) ({_CURRENCY})|({_SHORTS})([€£¥₹])", _abbreviated),
)
_COMPILED: Final = tuple((re.compile(form, re.IGNORECASE), meaning) for form, meaning in _FORMS)


def spellings(text: str) -> Iterator[str]:
    """The texts that may be read instead of one that is no unit, the nearest first.

    >>> next(spellings("USD million")), next(spellings("% of GDP"))
    ('million USD', 'percent')
    """
    plain = _GROUPED.sub("", text.translate(_SMALL))
    for whole in dict.fromkeys((plain, _BASIS.sub("", plain))):
        for form, meaning in _COMPILED:
            if not (parts := form.fullmatch(whole)):
                continue
            if found := meaning(*(part for part in parts.groups() if part is not None)):
                yield found
                yield _small(found)
        yield whole
        yield _small(whole)


def _small(text: str) -> str:
    """The text with words such as Percent in small letters; codes stay in capitals."""
    return _TITLE.sub(lambda word: word[0].lower(), text)
