"""SDMX-ML data messages, versions 2.0 to 3.1, generic and structure-specific, as rows of cells with
every digit.

A message is read as it stands, without its structure, so that in a structure-specific one only
names and values tell a dimension from an attribute. Document types, and so entities, are refused.
Sources: SDMX 2.1 and 3.0 section 3, schemas of data messages; cross-domain concepts 2009 and 2015.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterable, Iterator, Set
from itertools import chain
from typing import Any, Final, NamedTuple, TypeAlias
from xml.parsers import expat

from tjstats.errors import LoadError, Problem
from tjstats.rows.cells import Row

__all__ = ["MessageRow", "decoded", "ml_rows", "with_groups"]


class MessageRow(NamedTuple):
    """An observation of a message. Fields: place, structure ("AGENCY:ID(1.0)"), cells by component,
    attributes (the components that are known not to be dimensions).
    """

    place: str
    structure: str
    cells: Row
    attributes: frozenset[str]


# Attributes of structures of many agencies, by their names.
_ATTRIBUTES: Final = frozenset(
    "AVAILABILITY BASE_PER BREAKS CODE COLLECTION COMMENT COMMENT_DSET COMMENT_OBS COMMENT_TS "
    "COMPILATION COMPILING_ORG COVERAGE DATE_PUBLICATION DECIMALS DIRECTION DISS_ORG DOM_SER_IDS "
    "EMBARGO_DATE IDBANK LAST_UPDATE METHODOLOGY NATURE NAT_TITLE OBS_COM OBS_PRE_BREAK "
    "PREF_MEASURE PRE_BREAK_VALUE PUBL_ECB PUBL_MU PUBL_PUBLIC SERIES_KEY SOURCE_AGENCY SOURCE_PUB "
    "TIME_FORMAT TITLE TITLE_COMPL TITLE_EN TITLE_FR UNIT UNIT_INDEX_BASE UNIT_MULT URL".split()
)
_CODE: Final = re.compile(r"[A-Za-z0-9_@$\-.+:]*", re.ASCII)
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_STRUCTURE: Final = re.compile(r"[\w.]+:\w+\([\w.+]+\)")
_DECLARED: Final = re.compile(rb"""\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.\-]{1,40})["']""")
_OF_DATA_SET: Final = re.compile(r"action|structureRef|dataScope|setID|.*(?:Date|Year|Period|ID)")
_DELETE: Final = ("delete", "d")
# What no message of an office has; expat keeps what is open, and a row has a cell for each.
_DEPTH: Final = 64
_COMPONENTS: Final = 256


def decoded(data: bytes) -> str:
    """The text of an XML or JSON message in the encoding that it declares, else UTF-8. Raises
    `LoadError`.
    """
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    declared = _DECLARED.match(data)
    name = marked or (declared[1].decode() if declared else "utf-8")
    try:
        return data.decode(name)
    except LookupError:
        problem = f"its encoding {name!r} is not known; save it as UTF-8"
    except UnicodeDecodeError as error:
        problem = f"not valid {name} at byte {error.start}"
    raise LoadError((Problem("", problem),)) from None


def ml_rows(text: str) -> Iterator[MessageRow]:
    """The observations of a message, in order. Raises `LoadError`."""
    message = _Message()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = message.start
    parser.EndElementHandler = message.end
    parser.CharacterDataHandler = message.characters
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        parser.Parse(text.lstrip("\ufeff \t\r\n"), True)
    except (expat.ExpatError, UnicodeEncodeError) as error:
        problem = f"no SDMX message, or cut off: {error}"
        raise LoadError((Problem("", problem),)) from None
    if not message.sets:
        problem = "the message holds no data; codelists reads code lists"
        raise LoadError((Problem("", problem),))
    return (row for found in message.found for row in found.rows())


def _refuse_doctype(*_: Any) -> None:
    problem = "a document type is not read: it may define entities; remove <!DOCTYPE …>"
    raise LoadError((Problem("", problem),))


class _Message:
    """The state of reading a message.

    Attributes: found (the finished data sets), sets (their number), depth, structures (by the ID in
    the header), header and text (of the structure being read there), and of the data set being
    read: structure, at_observation (its dimension there), shared (its attributes), groups, series,
    holder (the cells of the element being read), pending (its rows' own
    cells) and above (their series), attributes (their names, as
    far as they are known), in_attributes.
    """

    def __init__(self) -> None:
        self.found: list[_DataSet] = []
        self.sets = self.depth = 0
        self.structures: dict[str, tuple[str, str]] = {}
        self.header: tuple[str, str] | None = None
        self.text: list[str] = []
        self.structure, self.at_observation = "", "TIME_PERIOD"
        self.shared: Row = {}
        self.groups: list[Row] = []
        self.series: Row = {}
        self.holder: Row = {}
        self.pending: list[Row] = []
        self.above: list[Row] = []
        self.attributes: set[str] = set()
        self.in_attributes = False

    def start(self, name: str, given: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > _DEPTH or max(len(given), len(self.holder)) > _COMPONENTS:
            limits = f"{_DEPTH} elements within each other, or {_COMPONENTS} components of a row"
            raise LoadError((Problem("", f"no SDMX message: more than {limits}"),))
        local = name.rpartition(" ")[2]
        plain = {name: value for name, value in given.items() if " " not in name}
        starter = _STARTS.get("DataSet" if local.endswith("DataSet") else local)
        if starter is not None:
            starter(self, plain, {name.rpartition(" ")[2]: value for name, value in given.items()})

    def end(self, name: str) -> None:
        self.depth -= 1
        local = name.rpartition(" ")[2]
        ender = _ENDS.get("DataSet" if local.endswith("DataSet") else local)
        if ender is not None:
            ender(self)

    def characters(self, text: str) -> None:
        if self.header is not None:
            self.text.append(text)

    # --- the header -------------------------------------------------------------------------------

    def start_structure(self, plain: Row, _: Row) -> None:
        if plain.get("structureID"):
            at = plain.get("dimensionAtObservation") or "TIME_PERIOD"
            self.header, self.text = (str(plain["structureID"]), at), []

    def start_reference(self, plain: Row, _: Row) -> None:
        if self.header is not None:
            agency, ident, version = map(plain.get, ("agencyID", "id", "version"))
            self.text.append(f"{agency}:{ident}({version or '1.0'})")

    def end_structure(self) -> None:
        found = _STRUCTURE.search("".join(self.text))
        if self.header is not None and found is not None:
            ident, at = self.header
            self.structures[ident] = (found[0], at)

    def end_header(self) -> None:
        self.header = None

    # --- a data set -------------------------------------------------------------------------------

    def start_set(self, plain: Row, every: Row) -> None:
        self.header = None
        if (every.get("action") or "").lower() in _DELETE:
            problem = "a data set that deletes; only data to keep are read"
            raise LoadError((Problem(f"data set {self.sets}", problem),))
        first = next(iter(self.structures.values()), ("", "TIME_PERIOD"))
        known = self.structures.get(every.get("structureRef") or "", first)
        self.structure, self.at_observation = known
        own = (name for name in plain if not _OF_DATA_SET.fullmatch(name))
        self.shared = {name: plain[name] for name in own}
        self.groups, self.pending, self.above, self.series = [], [], [], {}
        self.attributes = {*self.shared}
        self.holder = self.shared

    def end_set(self) -> None:
        parts = self.shared, self.groups, self.pending, self.above, self.attributes
        self.found.append(_DataSet(self.structure, *parts))
        self.sets += 1

    def start_group(self, plain: Row, _: Row) -> None:
        self.holder = {name: text for name, text in plain.items() if name != "type"}
        self.groups.append(self.holder)

    def start_series(self, plain: Row, _: Row) -> None:
        self.series = self.holder = dict(plain)

    def end_series(self) -> None:
        self.series = {}

    def start_observation(self, plain: Row, _: Row) -> None:
        self.holder = dict(plain)

    def end_observation(self) -> None:
        self.pending.append(self.holder)
        self.above.append(self.series)
        self.holder = {}

    # --- the parts of a generic message -----------------------------------------------------------

    def start_attributes(self, _: Row, __: Row) -> None:
        self.in_attributes = True

    def end_attributes(self) -> None:
        self.in_attributes = False

    def start_value(self, plain: Row, _: Row) -> None:
        name = plain.get("id") or plain.get("concept")
        if name:
            self.holder[name] = plain.get("value")
            if self.in_attributes:
                self.attributes.add(name)

    def start_dimension(self, plain: Row, _: Row) -> None:
        self.holder[plain.get("id") or self.at_observation] = plain.get("value")

    def start_number(self, plain: Row, _: Row) -> None:
        self.holder["OBS_VALUE"] = plain.get("value")


class _DataSet(NamedTuple):
    """A data set as read, whose rows are put together one at a time, since a series that all share
    is small in a message. Fields: structure, shared (its attributes), groups, pending (the own
    cells of its rows), above (the series of each), attributes (the names of those known).
    """

    structure: str
    shared: Row
    groups: list[Row]
    pending: list[Row]
    above: list[Row]
    attributes: set[str]

    def rows(self) -> Iterator[MessageRow]:
        known, series = self.attributes | _ATTRIBUTES, {id(row): row for row in self.above}
        every = [*series.values(), *self.pending]
        attributes = frozenset(self.attributes | self._of_groups(known) | _attributes_of(every))
        whole = ({**above, **own} for above, own in zip(self.above, self.pending, strict=True))
        for number, row in enumerate(with_groups(whole, self.groups, known)):
            place = f"{self.structure}, row {number}"
            cells = {**row, **{name: text for name, text in self.shared.items() if name not in row}}
            yield MessageRow(place, self.structure, cells, attributes)

    def _of_groups(self, known: Set[str]) -> set[str]:
        """The names that groups give to rows without them: attributes."""
        if not self.groups:
            return set()
        given = {name for group in self.groups for name in group}
        shapes = {(*above, *own) for above, own in zip(self.above, self.pending, strict=True)}
        return {name for shape in shapes for name in given.difference(shape)}


def with_groups(rows: Iterable[Row], groups: list[Row], known: Set[str]) -> Iterator[Row]:
    """The rows with the attributes of the groups whose dimensions they have. A group says its
    dimensions only in a generic message, by *known* attributes. Raises `LoadError`.
    """
    indexes: dict[tuple[str, ...], _Index] = {}
    for row in rows:
        shape = tuple(row) if groups else ()
        if shape not in indexes:
            if len(indexes) * len(groups) > _MOST_INDEXED:
                problem = f"no SDMX message: {len(groups)} groups of too many kinds"
                raise LoadError((Problem("", problem),))
            indexes[shape] = _index(groups, {*shape} - known)
        more: Row = {}
        for names, by_key in indexes[shape].items():
            more |= by_key.get(tuple(row[name] for name in names), {}) | more
        yield {**row, **{name: text for name, text in more.items() if name not in row}}


_MOST_INDEXED: Final = 10**6  # groups, once for each set of names that a row may have

_Index: TypeAlias = dict[tuple[str, ...], dict[tuple[str | None, ...], Row]]


def _index(groups: list[Row], dimensions: set[str]) -> _Index:
    """The attributes of groups, by the names and the values of their dimensions."""
    found: _Index = {}
    for group in groups:
        names = tuple(sorted(dimensions & group.keys()))
        if names:
            key = tuple(group[name] for name in names)
            more = {name: text for name, text in group.items() if name not in names}
            found.setdefault(names, {}).setdefault(key, {}).update(more)
    return found


def _attributes_of(rows: list[Row]) -> set[str]:
    """The components that cannot be dimensions: known by name, or a value is no code."""
    found = {name for row in rows for name, text in row.items() if not _CODE.fullmatch(text or "")}
    return found | _ATTRIBUTES.intersection(chain.from_iterable(rows))


_STARTS: Final[dict[str, Callable[[_Message, Any, Any], None]]] = {
    "Structure": _Message.start_structure,
    "Ref": _Message.start_reference,
    "DataSet": _Message.start_set,
    "Group": _Message.start_group,
    "Series": _Message.start_series,
    "Obs": _Message.start_observation,
    "Attributes": _Message.start_attributes,
    "Value": _Message.start_value,
    "ObsDimension": _Message.start_dimension,
    "ObsValue": _Message.start_number,
}
_ENDS: Final[dict[str, Callable[[_Message], None]]] = {
    "Structure": _Message.end_structure,
    "Header": _Message.end_header,
    "DataSet": _Message.end_set,
    "Series": _Message.end_series,
    "Obs": _Message.end_observation,
    "Attributes": _Message.end_attributes,
}
