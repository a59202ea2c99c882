"""Words in brackets: unknown units, kept unchanged, each with a separate dimension."""

import pickle

import pytest

import tjstats as tj
from tjstats.errors import UnitMismatchError, UnknownUnitError
from tjstats.values.units import parse_unit, unit

F = tj.Figure


@pytest.mark.parametrize(
    ("text", "code", "exponent"),
    [
        ("[股]", "[股]", 0),
        ("万[股]", "[股]", 4),
        ("万亿 [股]", "[股]", 12),
        ("元/[股]", "CNY/[股]", 0),
        ("[股]/万人", "[股]/person", -4),
        ("million [shares]", "[shares]", 6),
        ("100[股]", "[股]", 2),
        ("[kg per head]", "[kg per head]", 0),
        ("元/[股]/年", "CNY/[股]/year", 0),
        ("[股]**2", "[股]**2", 0),
        ("[票]·[股]", "[票]*[股]", 0),
        ("[ 股 ]", "[股]", 0),
        ("[caf\u0065\u0301s]", "[caf\u00e9s]", 0),
        ("[万股]", "[万股]", 0),
        ("[人]", "[人]", 0),
    ],
)
def test_a_word_in_brackets_is_a_unit(text, code, exponent):
    """Scale words precede the brackets; nothing inside is interpreted. The code reads back."""
    found, scale = parse_unit(text)
    assert (found.code, scale) == (code, exponent)
    assert parse_unit(code) == (found, 0)
    assert pickle.loads(pickle.dumps(found)) is found is unit(code)


@pytest.mark.parametrize(
    "text",
    [
        "[]",
        "[ ]",
        "[a/b]",
        "[a*b]",
        "[股",
        "股]",
        "[[股]]",
        "[股][票]",
        "人[股]",
        "[股]人",
        "[a\nb]",
        f"[{'x' * 65}]",
    ],
)
def test_what_brackets_cannot_hold(text):
    """No empty word, no sign used in codes, no line break, nothing overlong; next to them only scale words."""
    with pytest.raises(UnknownUnitError, match="brackets hold a word"):
        parse_unit(text)


@pytest.mark.parametrize("code", ["[cafe\u0301s]", "[ 股]", "[]", "[股]/ratio", "person*[股]"])
def test_codes_are_canonical(code):
    """A code is NFC, without surrounding spaces, in the order of the table."""
    with pytest.raises(UnknownUnitError, match="canonical"):
        tj.Unit(code)


def test_unknown_words_are_still_refused():
    """The error says that brackets keep a word."""
    with pytest.raises(UnknownUnitError, match=r"write it in brackets: '万\[股\]'"):
        F("5", "万股")


def test_brackets_are_not_printed():
    """repr keeps them, because it rebuilds the figure."""
    shares = F("3600", "万[股]")
    assert (shares.text("zh"), shares.text("en")) == ("3600万股", "36 million 股")
    assert repr(shares) == "Figure('3600', '万[股]')"
    assert F("1", "[shares]").text("en") == "1 shares"
    assert F.some_over("1.2", "万[股]").text("zh") == "1.2万余股"
    assert F("2.5", "元/[股]").text("en") == "2.5 yuan/股"
    assert unit("[股]").text("zh", 4) == "万股"
    assert repr(F("5", unit("[股]"), multiplier=8)) == "Figure('5', '亿[股]')"


def test_a_kept_word_is_not_confused_with_a_known_one():
    """千[瓦] is a thousand of the word, and never kilowatts."""
    assert unit("[瓦]") != unit("千瓦")
    assert F("5", "千[瓦]").to(unit("[瓦]")).text("zh") == "5000瓦"
    assert F("5", unit("[瓦]"), multiplier=3).text("zh") == "5000瓦"
    assert not unit("[人]").is_compatible(unit("人"))


def test_bracketed_words_are_counted_like_any_unit():
    """Sums in one unit, quotients and products by the rules."""
    shares, price = F("200", "万[股]"), F("12.5", "元/[股]")
    assert (shares + F("50", "[股]")).plain == 2000050
    assert (shares * price).unit == unit("元")
    assert (F("5", "[股]") / F("2", "[股]")).unit == unit("ratio")
    assert (shares / F("4", "人")).unit.code == "[股]/person"
    assert (F("5", "%") * shares).unit.code == "[股]"
    for other in ("人", "[票]"):
        with pytest.raises(UnitMismatchError):
            _ = shares + F("5", other)


def test_a_bracketed_word_converts_to_itself_only():
    """Other parts of the unit convert as usual."""
    assert unit("吨/[股]").factor_to(unit("公斤/[股]")) == (1000, 1)
    assert F("3", "[股]/年").to("[股]/年") == F("3", "[股]/年")
    assert not unit("[股]/人").is_compatible(unit("[票]/人"))
    assert not unit("[股]").is_compatible(unit("ratio"))


def test_pint_uses_a_plain_name_for_brackets():
    """The quantity converts back to the same unit."""
    shares = F("5", "万[股]")
    again = F.from_quantity(shares.quantity)
    assert (again.plain, again.unit) == (50000, shares.unit)
    price = F("2", "元/[A 股]").quantity
    assert F.from_quantity(price * shares.quantity).unit.code == "CNY*[股]/[A 股]"


def test_is_per_and_of_change():
    """Amounts per year, and the unit of differences."""
    assert unit("[股]/年").is_per(unit("[股]"))
    assert unit("人/季度").is_per(unit("人"))
    assert unit("元/人/年").is_per(unit("元/人"))
    assert not unit("人/日").is_per(unit("人"))
    assert not unit("人").is_per(unit("人"))
    assert [unit(u).of_change.code for u in ("%", "‰", "℃", "人", "[股]")] == [
        "percentage_point",
        "percentage_point",
        "delta_degC",
        "person",
        "[股]",
    ]
