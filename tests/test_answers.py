"""Each answer uses one language: the one requested, else the one set, else that of its words."""

from decimal import Decimal
from itertools import combinations

import pytest

import tjstats as tj
from tests.indicators import JOBS, PLAN
from tjstats import Dataset, Figure, Indicator, Target
from tjstats.questions.answers import on_side
from tjstats.values.wording import full

F = Figure
DECADE = JOBS.series({str(year): F(year - 2010, "万人") for year in range(2016, 2026)})
GOAL = Target(JOBS, PLAN, F.at_least("175", "万人"))
ANSWERS = {
    "growth": tj.growth(DECADE["2025"], DECADE["2020"]),
    "growth without a rate": tj.growth(F("5", "万人"), F("0", "万人")),
    "attainment": tj.assess(GOAL, DECADE),
    "no verdict": tj.assess(GOAL, tj.Series(DECADE.observations[:8])),
    "comparison": tj.compare(DECADE, tj.plan(13), tj.plan(14)),
    "no comparison": tj.compare(
        JOBS.series({"2016-01-01/P5Y": F.over("5", "万人"), "2021-01-01/P5Y": F("6", "万人")}),
        tj.plan(13),
        tj.plan(14),
    ),
    "claim": tj.verify(tj.Claim(DECADE["2025"], F("20", "万人"))),
    "review": tj.review(Dataset("d", observations=DECADE.observations, targets=(GOAL,))),
}


def has_chinese(text: str) -> bool:
    """Whether a text contains a Chinese character."""
    return any("\u4e00" <= character <= "\u9fff" for character in text)


@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS)
def test_the_words_decide(answer):
    """Figures in 万人 are answered in Chinese, unless another language is requested or set."""
    chinese, english, shown = answer.text("zh"), answer.text("en"), repr(answer)
    assert str(answer) == answer.text() == chinese
    assert not has_chinese(english)
    with tj.language("en"):
        assert str(answer) == answer.text() == english
        assert answer.text("zh") == chinese
        assert answer.table() == answer.table("en")
    with tj.language("zh"):
        assert repr(answer) == shown
    assert answer.table() == answer.table("zh") != answer.table("en")


def test_the_only_name_of_an_indicator_decides():
    """The only name decides if no unit has a printed word."""
    named = {"zh": "失业率", "en": "unemployment rate"}
    for lang, names in (("zh", {"zh": named["zh"]}), ("en", {"en": named["en"]}), ("en", named)):
        rate = Indicator("test.rate", "%", "rate", "lower", **names)
        answer = tj.assess(Target(rate, PLAN, F.at_most("5", "%")), rate.observe(PLAN.code, "4"))
        assert str(answer) == answer.text(lang)


@pytest.mark.parametrize("lang", ["fr", "", 5])
def test_another_language_is_refused(lang):
    """The error names the two languages."""
    for answer in ANSWERS.values():
        with pytest.raises(tj.errors.InvalidRecordError, match="'en' or 'zh'"):
            answer.text(lang)


@pytest.mark.parametrize("low_in", [True, False])
@pytest.mark.parametrize("high_in", [True, False])
@pytest.mark.parametrize(("low", "high"), list(combinations(range(-2, 3), 2)))
def test_the_side_of_a_difference_is_that_of_all_its_values(low, high, low_in, high_in):
    """Above zero or below it, an end at zero included; across it there is no side, and the size is never turned."""
    figure = Figure.between(low, high, "人", lower_closed=low_in, upper_closed=high_in)
    name, size = on_side(figure, "gap", "past", "short")
    assert name == ("past" if low >= 0 else "short" if high <= 0 else "gap")
    assert size == (-figure if name == "short" else figure)
    assert on_side(None, "gap", "past", "short") == ("gap", None)


@pytest.mark.parametrize("exponent", range(-3, 4))
@pytest.mark.parametrize("digits", [1, 12, 120, 1200])
def test_a_number_in_full_has_no_exponent_and_no_zeros_behind_the_point(digits, exponent):
    """Written out it is as many digits as it needs."""
    value = Decimal(digits).scaleb(exponent)
    shown = str(full(value))
    assert Decimal(shown) == value
    assert "E" not in shown and not ("." in shown and shown.endswith("0"))
