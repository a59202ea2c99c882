"""Records as Arrow streams, as fields of models and as pictures, and what else they make by
functions of higher layers, which load only when they are needed: the package registers them here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from tjstats.tables import Language
    from tjstats.views.pictures.record import Picture

__all__ = ["Modelled", "Pictured", "Streamed", "made", "register"]

_makers: dict[str, Callable[..., Any]] = {}


def register(**makers: Callable[..., Any]) -> None:
    """Set the functions by their names. The package calls it on import."""
    _makers.update(makers)


def made(name: str, *records: object) -> Any:
    """What the function of that name makes of records."""
    return _makers[name](*records)


class Modelled:
    """A record that pydantic and FastAPI take as a type (the extra `pydantic`)."""

    __slots__ = ()

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        return made("model", cls)


class Streamed:
    """A record that data frames accept directly (the extra `arrow`): `polars.DataFrame(series)`."""

    __slots__ = ()

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """The observations and targets as an Arrow stream. Raises `MissingExtraError`."""
        return made("table", self).__arrow_c_stream__(requested_schema)

    def __array__(self, dtype: object = None, copy: object = None) -> NoReturn:
        """Raise `RecordTypeError`: `pandas.DataFrame(series)` would have one column of objects."""
        from tjstats.errors import RecordTypeError

        expected = "numbers; frames.from_records(records, engine='pandas') gives a frame of columns"
        raise RecordTypeError("array", "values", self, expected)


class Pictured:
    """An answer or record that has a picture, which notebooks show above its table."""

    __slots__ = ()

    def picture(
        self, lang: Language | None = None, width: int = 640, title: str | None = None
    ) -> Picture:
        """The picture of it, *width* pixels wide, under its own title or another: see
        `tjstats.views.pictures`.
        """
        picture: Picture = made("picture", self, lang, width, title)
        return picture

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        html: str = self._repr_html_()  # type: ignore[attr-defined]
        picture = self.picture()
        return {
            "text/plain": repr(self),
            "text/html": f"{picture.html()}{html}" if picture.shows else html,
        }
