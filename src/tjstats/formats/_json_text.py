"""JSON texts as data, for every format that contains some: all digits, no duplicate
keys, no NaN.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from typing import Any, NoReturn

from tjstats.errors import InvalidRecordError, LoadError, Problem, TjstatsError
from tjstats.values.numbers import number

__all__ = ["parsed"]


def parsed(text: str | bytes | bytearray, numeral: Callable[[str], Any] | None = None) -> Any:
    """The data of a JSON text in UTF-8; *numeral* makes its numbers, else they are int or Decimal.

    Raises `LoadError`.
    """
    try:
        if not isinstance(text, str):
            text = text.decode("utf-8-sig")
        return json.loads(
            text.removeprefix("\ufeff"),
            parse_float=numeral or number,
            parse_int=numeral or _integer,
            parse_constant=_refuse,
            object_pairs_hook=_without_duplicates,
        )
    except json.JSONDecodeError as error:
        problem = f"not JSON, or cut off: {error.msg} at line {error.lineno}, column {error.colno}"
        raise LoadError((Problem("", problem),)) from None
    except (UnicodeDecodeError, RecursionError, TjstatsError) as error:
        raise LoadError((Problem("", f"not readable JSON: {error}"),)) from None


def _integer(text: str) -> Any:
    return int(text) if len(text) < 20 else number(text)


def _refuse(text: str) -> NoReturn:
    raise InvalidRecordError("JSON", "number", text, "NaN and infinities are not published values")


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    entries = dict(pairs)
    if len(entries) < len(pairs):
        counts = Counter(key for key, _ in pairs)
        twice = ", ".join(sorted(key for key, count in counts.items() if count > 1))
        raise InvalidRecordError("JSON", "object", twice[:200], "a key stands twice in an object")
    return entries
