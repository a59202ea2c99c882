"""The reference pages, written from the tables that the code reads, the pictures of the pages, and
the stubs of the packages whose names load on first use.

`python docs/render.py` writes the reference and the pictures of docs and docs/zh, and the stubs; with
`--check` it writes nothing and exits 1 where a file is stale. The words of the Chinese reference are
those of the tables, else those of docs/chinese.py.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable
from decimal import Decimal
from inspect import cleandoc
from pathlib import Path
from types import ModuleType
from typing import Final, TypeAlias

import tjstats
from tjstats import (
    AsOf,
    Degree,
    Direction,
    Figure,
    Force,
    Measure,
    Qualifier,
    Relation,
    TjstatsError,
    plan,
)
from tjstats.formats._sdmx import FLAG_LETTERS, STATUS_LETTERS
from tjstats.frames.growth_rates import NO_PAIR
from tjstats.loading import names_of
from tjstats.questions.aggregation import NO_TOTAL
from tjstats.questions.attainment import NO_VERDICT
from tjstats.questions.comparison import NO_COMPARISON
from tjstats.questions.growth import NO_AVERAGE, NO_RATE
from tjstats.questions.pace.formulas import FORMULAS
from tjstats.questions.pace.offices import SCHEMES
from tjstats.questions.pace.reasons import NO_LEVEL, NO_QUESTION, NO_STATUS, NO_VALUE, NO_WAY
from tjstats.questions.pace.schemes import BASE_CHOICES, BEYOND, WITHIN, Scheme
from tjstats.questions.reasons import Case
from tjstats.records.classifications import FLAG_TEXTS, NATURES, STATUS_TEXTS, WITHOUT_FIGURE
from tjstats.records.targets import ACCEPTS, Ends, accepted
from tjstats.rows.columns import COLUMNS, READING_COLUMNS, RECORD_COLUMNS, RECORD_KINDS
from tjstats.values.plans import CHINA
from tjstats.values.qualifiers import ROUNDINGS, unround
from tjstats.values.units.table import COMPOUND_WORDS, SCALED_WORDS, SCALES_EN, SCALES_ZH, UNITS
from tjstats.values.verdicts import REASON_TEXTS, VERDICT_TEXTS
from tjstats.zh.lexicon import bounds
from tjstats.zh.lexicon import units as unit_words
from tjstats.zh.lexicon.characters import DIGITS, SCALES
from tjstats.zh.lexicon.names import NAMES_AFTER

DOCS = Path(__file__).parent
sys.path.insert(0, str(DOCS))  # where this module is imported and not run

from chinese import CHINESE  # noqa: E402

# The words of a page in its language.
Say: TypeAlias = Callable[[str], str]

SAID: Final[set[str]] = set()


def in_english(words: str) -> str:
    return words


def in_chinese(words: str) -> str:
    """The Chinese for *words*; the end where nobody has written it yet."""
    SAID.add(words)
    found = NATURES[words].zh if words in NATURES else CHINESE.get(words)
    if found is None:
        raise SystemExit(f"write the Chinese for this into docs/chinese.py: {words!r}")
    return found


def table(header: str, rows: Iterable[Iterable[object]]) -> str:
    """A Markdown table; *header* is the column names with bars between them."""
    names = [name.strip() for name in header.split("|")]
    lines = [
        names,
        ["---"] * len(names),
        *([str(cell).replace("|", "\\|") for cell in row] for row in rows),
    ]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def code(value: object) -> str:
    return f"`{value}`"


def first_sentence(thing: object) -> str:
    return (
        " ".join((thing.__doc__ or "").partition("\n\n")[0].split())
        .partition(". ")[0]
        .removesuffix(".")
    )


def names() -> list[str]:
    found = [(name, getattr(tjstats, name)) for name in tjstats.__all__ if name != "__version__"]
    rows = ((code(f"tjstats.{name}"), first_sentence(thing)) for name, thing in found)
    return ["# Public names", "For details see `help(name)`.", table("name | what it is", rows)]


def units(say: Say) -> list[str]:
    yes = say("yes")
    rows = (
        (code(u.code), u.zh, u.en, ", ".join(u.words), code(u.definition), yes * u.counted)
        for u in UNITS.values()
    )
    scales = {word: ("", size) for word, size in (SCALES_ZH | SCALES_EN).items()}
    words = {word: (unit, 0) for word, unit in COMPOUND_WORDS.items()} | SCALED_WORDS | scales
    return [
        "# " + say("Units"),
        say(
            "Each counted thing and each currency has a separate dimension. Compounds use a slash or per: 元/月, 万元/人, 件/万人."
        ),
        table(say("code | 中文 | English | also read | definition | counted"), rows),
        "## " + say("Powers and scales"),
        say(
            "A scale word precedes a unit; in Chinese several may follow one another (百万, 万亿). It becomes the figure's multiplier."
        ),
        table(
            say("word | code | exponent of ten"),
            ((word, code(unit) * bool(unit), size) for word, (unit, size) in words.items()),
        ),
    ]


def samples(low: str, high: str, unit: str) -> dict[Qualifier, Figure]:
    return {
        q: Figure(low, unit, q, upper=high if q is Qualifier.BETWEEN else None) for q in Qualifier
    }


def qualifiers(say: Say) -> list[str]:
    yes = say("yes")
    shown = samples("175", "180", "万人").items()
    words = (
        (code(q.name), f.text("zh"), f.text("en"), f.bounds, f.unrounded, yes * f.approximate)
        for q, f in shown
    )
    rules = (
        (code(rule), *(unround(Decimal(v), 1, rule) for v in ("22.4", "-22.4", "0.0")))
        for rule in ROUNDINGS
    )
    return [
        "# " + say("Qualifiers and rounding"),
        say("The meaning of the words around a printed number, for 175万人 (and 175 to 180)."),
        table(say("qualifier | 中文 | English | `bounds` | `unrounded` | approximate"), words),
        "## " + say("Before rounding"),
        say(
            "The numbers that round to a printed one: `Figure.unround(rule)`. `unrounded` uses `any`, which allows every way to round a tie."
        ),
        table(say("rule | 22.4 | −22.4 | 0.0"), rules),
    ]


def classifications(say: Say) -> list[str]:
    natures = (
        (
            code(n),
            r.zh,
            say(" or ").join(t.__name__ for t in r.times),
            say(r.over_time),
            say(r.change),
        )
        for n, r in NATURES.items()
    )
    statuses = (
        (code(s), t["en"], t["zh"], say("no" if s in WITHOUT_FIGURE else "yes"))
        for s, t in STATUS_TEXTS.items()
    )
    flags = ((code(flag), t["en"], t["zh"]) for flag, t in FLAG_TEXTS.items())
    answers = ((code(each), t["en"], t["zh"]) for each, t in VERDICT_TEXTS.items())
    lists = (
        (kind.__name__, say(first_sentence(kind)), ", ".join(map(code, kind)))
        for kind in (Direction, Measure, Force, Degree, Relation)
    )
    return [
        "# " + say("Classifications"),
        "## " + say("Nature"),
        table(say("nature | 中文 | time of a value | over a longer period | change in"), natures),
        "## " + say("Status"),
        say("From the firmest to the weakest; an answer has the weakest status among its inputs."),
        table(say("status | English | 中文 | has a figure"), statuses),
        "## " + say("Flag"),
        say("In addition to its status an observation has a set of flags, usually empty."),
        table(say("flag | English | 中文"), flags),
        "## " + say("Verdict"),
        table(say("code | English | 中文"), answers),
        "## " + say("Other lists"),
        table(say("list | meaning | codes"), lists),
    ]


def ends_of(ends: Ends, say: Say) -> str:
    """The ends of the accepted range in words."""
    parts = [("from", ends.floor), ("to", ends.ceiling)]
    return " ".join(say(f"{way} {end}") for way, end in parts if end)


def targets(say: Say) -> list[str]:
    figures = samples("5", "6", "%")
    accepts = {
        (q, d): f"{accepted(f, d)} {ends_of(ACCEPTS[q, d], say)}"
        for q, f in figures.items()
        for d in Direction
    }
    rows = (
        (code(q.name), f.text("zh"), *(accepts[q, d] for d in Direction))
        for q, f in figures.items()
    )
    return [
        "# " + say("What a target accepts"),
        say(
            "By the qualifier of its figure and the good direction, with the ends of the range: the figure's value, or an end of its bounds."
        ),
        table(say("qualifier | example") + " | " + " | ".join(map(say, Direction)), rows),
    ]


LADDERS = {
    "A row of a data frame without a base": NO_PAIR,
    "No growth rate": NO_RATE,
    "A rate without average annual growth": NO_AVERAGE,
    "No figure for a longer period": NO_TOTAL,
    "No verdict on a target": NO_VERDICT,
    "Figures for two plans without a comparison": NO_COMPARISON,
    "No pace for this kind of target": NO_QUESTION,
    "No level for a pace": NO_LEVEL,
    "A level without a path from a base": NO_WAY,
    "A path without a value of the formula": NO_VALUE,
    "A value without a status": NO_STATUS,
}


def ladder(title: str, cases: Iterable[Case], say: Say) -> list[str]:
    rows = (
        (number, code(case.reason), say(case.meaning)) for number, case in enumerate(cases, start=1)
    )
    return [f"### {say(title)}", table(say("order | reason | when"), rows)]


def reasons(say: Say) -> list[str]:
    rows = ((code(reason), t["en"], t["zh"]) for reason, t in REASON_TEXTS.items())
    ladders = [part for title, cases in LADDERS.items() for part in ladder(title, cases, say)]
    return [
        "# " + say("Reasons"),
        say("Why an answer, or a part of it, is missing."),
        table(say("reason | English | 中文"), rows),
        "## " + say("Precedence"),
        say(
            "If several reasons apply, the answer gives the first one in this order. Records and data frames read the same tables."
        ),
        *ladders,
    ]


def errors(say: Say) -> list[str]:
    named = (e for e in vars(tjstats.errors).values() if isinstance(e, type))
    leaves = [e for e in named if TjstatsError in e.__bases__]
    facts = {
        e: ", ".join(code(name) for name in e.__annotations__) for e in sorted(leaves, key=str)
    }
    rows = (
        (
            f"[{code(e.__name__)}](#{e.__name__.lower()})",
            code(e.__bases__[1].__name__),
            say(first_sentence(e) + ".").rstrip(".。"),
            fact,
        )
        for e, fact in facts.items()
    )
    return [
        "# " + say("Errors"),
        say(
            "Every error is a `TjstatsError` and also the matching builtin. They are in `tjstats.errors`. "
            "Below, each is raised once, with what to write instead."
        ),
        "```python\n>>> import tjstats as tj\n```",
        table(say("error | also | raised if | attributes"), rows),
        *(part for e in facts for part in example(e, say)),
    ]


NEEDS_POLARS = (
    '<!-- skip: {} if(any(__import__("importlib.util").util.find_spec(name) is None '
    'for name in ("narwhals", "polars")), reason="narwhals or polars is not installed") -->'
)


def example(error: type[TjstatsError], say: Say) -> list[str]:
    """The section of an error, its docstring: what raises it, and what to write instead."""
    parts = cleandoc(error.__doc__ or "").split("\n\n")
    shown = [
        fenced(part) if part.startswith(">>>") else say(" ".join(part.split())) for part in parts
    ]
    if error.__name__.startswith("Frame"):
        shown = [shown[0], NEEDS_POLARS.format("start"), *shown[1:], "<!-- skip: end -->"]
    return [f"## {error.__name__}", *shown]


def fenced(examples: str) -> str:
    """A block of code; the message of an error, which ends it, in one line."""
    before, error, message = examples.partition("\ntjstats.errors.")
    return f"```python\n{before}{error}{' '.join(message.split())}\n```"


def columns(say: Say) -> list[str]:
    rows = ((code(c.name), say(c.kind), say(c.sdmx), say(c.meaning)) for c in COLUMNS.values())
    marks = {
        name: [k for k, filled in RECORD_COLUMNS.items() if name in filled] for name in COLUMNS
    }
    kinds = ((code(kind), say(meaning)) for kind, meaning in RECORD_KINDS.items())
    filled = ((code(name), ", ".join(marks[name])) for name in COLUMNS if marks[name])
    read = ((code(c.name), say(c.kind), say(c.meaning)) for c in READING_COLUMNS.values())
    letters = ((code(s), code(letter)) for s, letter in {**STATUS_LETTERS, **FLAG_LETTERS}.items())
    return [
        "# " + say("Columns"),
        say(
            "The columns of CSV, SDMX-CSV, Arrow, SDMX-ML and data packages. A table needs INDICATOR, TIME_PERIOD and OBS_VALUE."
        ),
        table(say("column | kind | in SDMX | meaning"), rows),
        "## " + say("Rows"),
        say("The kinds of row in the column RECORD."),
        table(say("record | meaning"), kinds),
        "## " + say("Which row fills which column"),
        table(say("column | filled in rows of"), filled),
        "## " + say("Figures of a column of texts"),
        say("The columns that `tjstats.frames.read` adds to a data frame."),
        table(say("column | kind | meaning"), read),
        "## " + say("Status in SDMX"),
        say("The letter of CL_OBS_STATUS for each status; SDMX-CSV also keeps the word in STATUS."),
        table(say("status or flag | OBS_STATUS"), letters),
        say(
            "The [JSON Schema](json-schema.json) of the JSON documents is a separate file: `tjstats.formats.json.schema()`."
        ),
    ]


def plans(say: Say) -> list[str]:
    rows = (
        (p.number, p.zh, p.en, code(p.period), code(p.base), code(AsOf(p.base.end)))
        for p in map(plan, CHINA)
    )
    intro = say("China's five-year plans; the years 1963 to 1965 belong to none.")
    return [
        "# " + say("Plans"),
        intro,
        table(say("number | 中文 | English | period | base | end of the base"), rows),
    ]


def datasets(say: Say) -> list[str]:
    found = [tjstats.datasets.load(name) for name in tjstats.datasets.names()]
    counts = (
        (
            code(d.code),
            d.zh,
            d.en,
            len(d.indicators),
            len(d.observations),
            len(d.targets),
            len(d.sources),
        )
        for d in found
    )
    held = {
        i.code: (i, [d.code for d in found if i.code in d]) for d in found for i in d.indicators
    }
    rows = (
        (
            code(i.code),
            i.zh,
            i.en,
            i.unit.text("zh", i.multiplier),
            say(i.nature),
            say(i.direction),
            ", ".join(names),
        )
        for i, names in (held[key] for key in sorted(held))
    )
    return [
        "# " + say("Built-in datasets"),
        say(
            "`tjstats.datasets.load(name)`. Every figure has a source, or is derived from figures that have one."
        ),
        table(say("name | 中文 | English | indicators | observations | targets | sources"), counts),
        "## " + say("Indicators"),
        say("A concept has the same code and the same record in all datasets."),
        table(say("code | 中文 | English | unit | nature | good | in"), rows),
    ]


def zh(say: Say) -> list[str]:
    def by_qualifier(table: dict[str, Qualifier]) -> list[tuple[str, str]]:
        return [
            (code(q.name), " ".join(word for word, meant in table.items() if meant is q))
            for q in Qualifier
            if q in table.values()
        ]

    numerals = (
        " ".join(f"{word} {number}" for word, number in table.items()) for table in (DIGITS, SCALES)
    )
    own = ((word, code(unit), size) for word, (unit, size) in unit_words.ALIASES.items())
    return [
        "# " + say("Words of Chinese text"),
        say(
            "The words that `zh.read` knows. [Reading Chinese](../explanation/reading-chinese.md) explains how the tables work together."
        ),
        "## " + say("Bounds"),
        table(say("qualifier | before the number"), by_qualifier(bounds.BEFORE)),
        table(say("qualifier | behind the unit"), by_qualifier(bounds.AFTER)),
        table(
            say("the word before | makes it another word"),
            ((w, " ".join(c + w for c in chars)) for w, chars in bounds.NOT_AROUND.items()),
        ),
        table(
            say("in brackets | the end is"),
            ((w, say("in" if meant else "not in")) for w, meant in bounds.ENDS.items()),
        ),
        "## " + say("From one number to the next"),
        table(
            say("what | words"),
            (
                (say("ranges"), " ".join(sorted(bounds.RANGES))),
                (say("lists"), " ".join(sorted(bounds.JOINS))),
            ),
        ),
        "## " + say("Numerals"),
        table(
            say("what | characters and numbers"),
            zip((say("digits"), say("scale words, exponents of ten")), numerals, strict=True),
        ),
        "## " + say("Units"),
        say("The words of [the unit tables](units.md), and these:"),
        table(say("word | code | exponent of ten"), own),
        say(
            "Words that no table knows keep their word, as the unit `[手]`; these are known to be words of units: {}."
        ).format(" ".join(sorted(unit_words.KEPT))),
        say("Directly behind a number these are no unit: {}.").format(
            " ".join(sorted(unit_words.NO_HEADS))
        ),
        "## " + say("Lengths of time"),
        say(
            "A number of years or months is a figure after or before one of these; otherwise it dates the statement."
        ),
        table(
            say("where | words"),
            (
                (say("before"), " ".join(bounds.LENGTHS_BEFORE)),
                (say("behind"), " ".join(bounds.LENGTHS_AFTER)),
            ),
        ),
        "## " + say("Names"),
        say("A unit word with one of these continuations is part of a name."),
        table(
            say("unit word | goes on"),
            ((word, " ".join(rest)) for word, rest in NAMES_AFTER.items()),
        ),
    ]


def scheme_rules(scheme: Scheme, say: Say) -> list[str]:
    """The rules of a scheme other than its bands, in words."""

    def rule(words: str, *facts: object) -> str:
        return say(words).format(*facts)

    windows = (rule("{} {} years", code(name), years) for name, years in scheme.windows)
    against_time = scheme.against_time
    rules = {
        rule("target reached: {}", code(scheme.achieved))
        + say(", only beyond the number itself") * scheme.strict: True,
        rule("no answer: {}", code(scheme.not_available)): True,
        rule("bands apply to: {}", say(FORMULAS[scheme.formula].meaning))
        + say(", divided by the share of time elapsed") * against_time: True,
        rule(
            "limits that hold so far: {}, others: {}; means over several periods and targets for "
            "every part are judged by what holds so far",
            code(WITHIN),
            code(BEYOND),
        ): against_time,
        rule("if the base has no value: {}", say(BASE_CHOICES[scheme.base_rule].meaning)): True,
        rule("natural limits with the exponent {}", scheme.limit_exponent): scheme.limit_exponent,
        rule("replaces a zero on request by {}", scheme.zero_replacement): scheme.zero_replacement,
        rule("within {} of 0 % or 100 % counts as reached", scheme.near): scheme.near,
        rule("values after the target's time are ignored"): scheme.until_target,
        rule(
            "several series: the target is reached if each of them reached its own"
        ): scheme.all_achieved,
        rule(
            "a target that is not reached has this one status, whatever the trend"
        ): scheme.by_level,
        rule("windows: {}", say(", ").join(windows)): scheme.windows,
        rule("scores are clipped at ±{}", scheme.best_score): scheme.best_score,
        say(scheme.note) if scheme.note else "": scheme.note,
    }
    return [words for words, applies in rules.items() if applies]


def schemes(say: Say) -> list[str]:
    found = [
        "# " + say("Schemes of pace"),
        say(
            "How offices turn a series into a status: `track(target, series, scheme)`. A bracket includes its number."
        ),
    ]
    for each in SCHEMES.values():
        source = each.source
        named = (source.publisher, source.title, source.url, source.note and say(source.note))
        bands = (each.with_target, each.without_target, each.score_bands)
        kinds = (
            say("with a target: value"),
            say("without one: rate a year, as a ratio"),
            say("several series: mean score"),
        )
        rows = [
            (kind, code(band.status), band.bounds)
            for kind, some in zip(kinds, bands, strict=True)
            for band in some
        ]
        lines = [
            (
                kind,
                say("all below") if line.start is None else say("from {}").format(line.start),
                str(line).replace("value", say("value")),
            )
            for kind, some in zip(
                kinds, (each.score_with_target, each.score_without_target), strict=False
            )
            for line in some
        ]
        found += [
            f"## {each.code}",
            say("Version {}. Source: {}.").format(
                each.version, say(", ").join(filter(None, named))
            ),
            table(say("of | status | range"), rows),
        ]
        found += [table(say("of | range | score"), lines)] if lines else []
        found += ["\n".join(f"- {rule}" for rule in scheme_rules(each, say))]
    return found


def stub(package: ModuleType) -> str:
    """What type checkers read of a package whose names load on first use."""
    names = names_of(package.__name__, package.HOMES)
    places = sorted((home, name) for name, home in names.items())
    return "\n".join(
        [
            "# Written by docs/render.py from HOMES in __init__.py; do not edit.",
            "",
            *(f"from {home} import {name} as {name}" for home, name in places),
            "",
            "__all__ = [",
            *(f'    "{name}",' for name in names),
            "]",
            "",
        ]
    )


# The pages of the reference in both languages, in their order; that of names is English.
TABLES: Final[tuple[Callable[[Say], list[str]], ...]] = (
    units,
    qualifiers,
    classifications,
    targets,
    schemes,
    reasons,
    errors,
    plans,
    datasets,
    columns,
    zh,
)


def reference(say: Say, to_names: str) -> dict[str, list[str]]:
    """The parts of each page in a language, and of their index, by the name of the page."""
    pages = {page.__name__: page(say) for page in TABLES}
    entries = (f"- [{parts[0].removeprefix('# ')}]({name}.md)" for name, parts in pages.items())
    about = say("Tables that the code itself reads.")
    pages["index"] = ["# " + say("Reference"), about, "\n".join([to_names, *entries])]
    return pages


def rendered() -> dict[str, str]:
    """The text of each page of the reference by its path in docs."""
    english = reference(in_english, "- [Public names](names.md)")
    chinese = reference(in_chinese, "- [公开名称](../../reference/names.md)（英文）")
    if unsaid := CHINESE.keys() - SAID:
        raise SystemExit(f"docs/chinese.py has words that no page says: {sorted(unsaid)}")
    pages = {"reference/names.md": names()}
    for name, (title, *parts) in english.items():
        switch = f"English | [中文](../zh/reference/{name}.md)"
        pages[f"reference/{name}.md"] = [title, switch, *parts]
    for name, (title, *parts) in chinese.items():
        switch = f"[English](../../reference/{name}.md) | 中文"
        pages[f"zh/reference/{name}.md"] = [title, switch, *parts]
    mark = "<!-- Written by docs/render.py from the code; do not edit. -->"
    schema = json.dumps(tjstats.formats.json.schema(), indent=1, ensure_ascii=False)
    return {path: "\n\n".join([mark, *parts]) + "\n" for path, parts in pages.items()} | {
        "reference/json-schema.json": schema + "\n"
    }


def drawn() -> dict[str, str]:
    """The pictures that the pages on pictures and the READMEs show, each also for a phone, by their
    path in docs.
    """
    folders = {"en": "pictures", "zh": "zh/pictures"}
    return {
        f"{folder}/{name}{kind}.svg": drawing.svg() + "\n"
        for lang, folder in folders.items()
        for name, picture in pictures_in(lang).items()
        for kind, drawing in (("", picture), (".narrow", picture.narrow()))
    }


def pictures_in(lang: str) -> dict[str, tjstats.views.pictures.Picture]:
    """The pictures of one language; that of a remainder is Chinese in both, as its page says."""
    pictures = tjstats.views.pictures
    ministry, plans = map(tjstats.datasets.load, ("mohrss", "china-plans"))
    names = {"zh": "城镇新增就业", "en": "New urban jobs"}
    ours = tjstats.Indicator("jobs", "万人", "flow", "higher", **names)
    target = tjstats.Target(ours, plan(14), Figure.at_least("175", "万人"))
    over = ours.observe(plan(14).period, Figure.over("175", "万人"), status="forecast")
    insured = ministry["social_security.unemployment_insured"]
    path = tjstats.track(insured.targets[0], insured.series, latest="2021-12-31")
    jobs = ministry["employment.new_urban_jobs"]
    series, goal = jobs.series, jobs.targets[3]
    parts = {
        "en": ("Consumption", "Capital formation", "Net exports"),
        "zh": ("最终消费支出", "资本形成总额", "货物和服务净出口"),
    }[lang]
    points = (Figure(value, "个百分点") for value in ("4.3", "1.5", "-0.6"))
    pairs = [tjstats.compare(series, plan(number), plan(number + 1)) for number in (12, 13)]
    evaluation = tjstats.evaluate(plans, plan(14), at="2026-03-31")
    return {
        "attainment": tjstats.assess(target, over).picture(lang),
        "path": path.picture(lang),
        "remaining": tjstats.remaining(goal, series["2021":"2023"]).picture("zh"),
        "plans": pictures.plans(*pairs, lang=lang),
        "scorecard": evaluation.picture(lang),
        "series": pictures.series(series, goal, lang=lang),
        "contributions": pictures.contributions(
            dict(zip(parts, points, strict=True)), Figure("5.2", "%"), lang
        ),
    }


def main() -> int:
    """Write the pages, or with --check list those that are stale."""
    check = "--check" in sys.argv
    pages = {DOCS / path: text for path, text in (rendered() | drawn()).items()}
    for package in (tjstats, tjstats.formats, tjstats.frames, tjstats.views, tjstats.zh):
        pages[Path(str(package.__file__)).with_suffix(".pyi")] = stub(package)
    stale = [
        path for path, text in pages.items() if not path.exists() or path.read_text("utf-8") != text
    ]
    for path in stale:
        print("stale:" if check else "written:", os.path.relpath(path))
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(pages[path], "utf-8", newline="\n")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
