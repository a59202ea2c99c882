"""The bounds in one row of a plan file, each as one complete `Ask`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from tests.published.plan_figures import is_number
from tests.published.plan_periods import Time, in_years, when
from tests.published.plan_units import is_unemployment
from tjstats import Period

Row = Mapping[str, Any]

# The further bounds of a target, and which of its keys they take over where they have none of their own.
SAME = (
    "relation",
    "kind",
    "value",
    "period",
    "unit",
    "qualifier",
    "test",
    "basis",
    "base_period",
    "ref_period",
    "read_as",
    "direction",
)
ROLES: dict[str, tuple[str, ...]] = {
    "secondary": ("basis",),
    "alternative": ("basis",),
    "variant": SAME,
    "next": SAME,
    "then": SAME,
    "long_range": SAME,
    "interim": SAME,
    "final": SAME,
    "conditional": SAME,
    "of_which": SAME,
}
# Kinds that a bound without one has, by its relation.
CHANGES = {"increase_by", "decrease_by", "decrease_by_fraction"}
FALLING_KINDS = {"annual_decrease", "annual_average_decrease"}
GROWTH_KINDS = {"annual_growth", "annual_average_growth", "relative_growth"}
VALUE_KINDS = {"level", "annual_flow", "cumulative_total", "period_average", "ratio"}
FACTORS = {"double": "2", "halve": "0.5"}
_EVERY = re.compile(r"every year|each year|throughout|keep above|每年|各年|逐年", re.I)
_FALL = r"降低率?|下降率?|减少|降幅|减排|reduc\w*|decreas\w*|declin\w*|cut|fall\w*|fell|drop\w*"
_FALL_WORDS = re.compile(rf"(?:{_FALL})[^\d,，;；。]{{0,8}}$", re.I)
_FALL_NAME = re.compile(r"(降低|下降|减少|降低率|下降率|reduction|decrease)\)?$", re.I)


@attrs.frozen
class Ask:
    """One bound. Fields as in the plan files; role is the key that held it ("" for the row's own)."""

    role: str
    relation: str
    kind: str
    value: Any
    period: Time
    name: str
    name_en: str = ""
    text: str = ""
    unit: Any = None
    more: Mapping[str, Any] = attrs.field(factory=dict)

    @property
    def falls(self) -> bool:
        """Whether the bound is on a fall, written as a positive number."""
        if (
            self.kind in FALLING_KINDS
            or self.relation == "decrease_by"
            or self.more.get("direction") in {"decrease", "down"}
        ):
            return True
        if (
            self.kind in VALUE_KINDS
            or self.relation == "increase_by"
            or not is_number(_first(self.value))
        ):
            return False
        if float(_first(self.value)) <= 0 or self.kind not in {
            "cumulative_change",
            "annual_change",
            "annual_change_pp",
        }:
            return False
        return bool(_FALL_NAME.search(self.name)) or bool(
            _FALL_WORDS.search(_before(self.text, self.value))
        )

    @property
    def near(self) -> bool:
        """Whether 左右 or about qualifies the relation."""
        said = f"{self.more.get('qualifier') or ''}"
        return bool(re.search(r"左右|约|about|around", said)) or self.relation == "about"

    @property
    def every(self) -> str | None:
        """For each year: if the text says so, or if a level, a yearly growth or a flow is targeted over several years."""
        test = str(self.more.get("test") or "")
        if self.value is None or in_years(self.period) < 2 or "mean" in test or "average" in test:
            return None
        if _EVERY.search(test):
            return "1y"
        if test or is_unemployment(f"{self.name} {self.name_en}"):
            return None
        return (
            "1y"
            if self.kind in {"level", "annual_growth", "annual_flow", "ratio", "annual_change"}
            else None
        )


def _first(value: Any) -> Any:
    return value[0] if isinstance(value, list) and value else value


def _before(text: str, value: Any) -> str:
    """The text before the number."""
    number = f"{float(_first(value)):g}"
    return text.partition(number)[0] if number in text else ""


def asks(row: Row, source: Row) -> list[Ask]:
    """Every bound of a row, its own first."""
    found: list[Ask] = []
    for target in _listed(row.get("target")):
        if isinstance(target, Mapping):
            found += _with_more(target, row, source)
    return found


def _with_more(target: Row, row: Row, source: Row) -> Iterator[Ask]:
    plan = plan_period(target, row, source)
    yield from _split(_ask("", target, row, source, plan))
    for role, kept in ROLES.items():
        for given in _listed(target.get(role)):
            parent = _parent(role, given, target, row)
            if (part := _as_mapping(given)) is not None:
                inherited = {key: parent[key] for key in kept if key in parent}
                merged = {
                    **inherited,
                    "role": role,
                    **{key: value for key, value in part.items() if value is not None},
                }
                if role in {"of_which", "variant"}:
                    merged.setdefault("text", target.get("text"))
                yield from _split(_ask(role, merged, row, source, plan))


def _parent(role: str, given: Any, target: Row, row: Row) -> Row:
    """The bound to which a bare number belongs: a condition in percent for a level in other units belongs to its other form."""
    other = target.get("alternative")
    percent = f"{given}%" in str(target.get("text") or "") and not str(
        row.get("unit") or ""
    ).startswith("%")
    if role == "conditional" and isinstance(other, Mapping) and percent:
        return {**target, "kind": None, "unit": "%", **other}
    return target


def _listed(given: Any) -> list[Any]:
    """A list of bounds; a list of numbers is the two ends of one."""
    if isinstance(given, list) and not all(is_number(each) for each in given):
        return given
    return [] if given is None or isinstance(given, bool) else [given]


def _as_mapping(given: Any) -> Row | None:
    if isinstance(given, Mapping):
        return given
    if isinstance(given, list):
        return {"value": given, "relation": "within"}
    if is_number(given):
        return {"value": given}
    return {"text": str(given), "relation": "qualitative", "value": None}


def plan_period(target: Row, row: Row, source: Row) -> Time:
    """The plan of a row: the target's span, else that of the source's title, else the years from the baseline."""
    time = when(target.get("period"), source, fiscal=True)
    if in_years(time) != 1 or not isinstance(time, Period):
        return time
    last = time.end.year
    if found := re.search(
        r"((?:19|20)\d\d)\s*[-–—~至]\s*((?:19|20)\d\d)", str(source.get("title") or "")
    ):
        first, end = int(found[1]), int(found[2])
        if first <= last <= end and end - first < 12:
            return Period.years(first, last, start_month=time.start.month)
    base = re.match(
        r"(?:19|20)\d\d(?!\s*[-–/])", str((row.get("baseline") or {}).get("period") or "")
    )
    first = int(base[0]) + 1 if base and int(base[0]) < time.start.year else time.start.year - 4
    return Period.years(first, time.start.year, start_month=time.start.month)


def _ask(role: str, given: Row, row: Row, source: Row, plan: Time) -> Ask:
    relation = given.get("relation") or (">=" if role in {"secondary", "alternative"} else "")
    if given.get("read_as") in {"<=", ">=", "<", ">"}:
        relation, given = (
            given["read_as"],
            {"qualifier": "左右" if relation == "about" else "", **given},
        )
    kind = given.get("kind") or _kind(relation, given)
    own = given.get("period")
    spans = kind in {
        "cumulative_change",
        "cumulative_total",
        "annual_average_growth",
        "annual_average_decrease",
        "period_average",
    }
    based = given.get("base_period") or given.get("ref_period")
    time = when(own, source, fiscal=True) if own else None
    if time is None:
        first = _listed(row.get("target"))[0]
        asked = when(first.get("period"), source, fiscal=True)
        time = plan if spans and not based and role != "alternative" else asked
    name = str(
        given.get("indicator") or row.get("indicator") or row.get("indicator_en") or "indicator"
    )
    name_en = "" if given.get("indicator") else str(row.get("indicator_en") or "")
    text = str(given.get("text") or "")
    return Ask(
        role,
        str(relation),
        str(kind),
        given.get("value"),
        time,
        name,
        name_en,
        text,
        given.get("unit"),
        given,
    )


def _kind(relation: str, given: Row) -> str:
    if relation in CHANGES:
        return "cumulative_change"
    words = f"{given.get('text') or ''} {given.get('unit') or ''}".lower()
    if re.search(r"per year|per annum|annual|年均|a year|/年", words) and re.search(
        r"%|percent", words
    ):
        return "annual_average_growth"
    return "level"


def _split(ask: Ask) -> Iterator[Ask]:
    """One bound for each value of a clause, or each indicator in a row."""
    values = ask.value if isinstance(ask.value, list) else []
    several = ask.relation == "multi" or (
        bool(ask.more.get("composite")) and ask.relation != "within"
    )
    if not several or len(values) < 2:
        yield ask
        return
    names = _names(ask, len(values))
    for name, value in zip(names, values, strict=True):
        near = "左右" if "左右" in ask.text else ask.more.get("qualifier")
        more = {**ask.more, "qualifier": near} if ask.relation == "multi" else ask.more
        if ask.falls and ask.relation in {
            "multi",
            "decrease_by",
        }:  # one 下降 covers the list: 分别下降8%、10%
            more = {"direction": "decrease", **more}
        yield attrs.evolve(ask, value=value, name=name, name_en="", more=more)


def _names(ask: Ask, count: int) -> list[str]:
    given = ask.more.get("composite")
    if isinstance(given, list) and len(given) == count:
        return [str(each) for each in given]
    names = [
        part.strip() for part in re.split(r"、|和|与|及|/|;|；| and ", ask.name) if part.strip()
    ]
    return (
        names if len(names) == count else [f"{ask.name} {number}" for number in range(1, count + 1)]
    )
