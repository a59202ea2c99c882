"""Units of the world: the currencies of ISO 4217, prefixes, and how tables in English and code lists write them."""

import random
from difflib import get_close_matches

import pytest

from tjstats import Figure
from tjstats.errors import UnknownUnitError
from tjstats.values.units import kept_unit, parse_unit
from tjstats.values.units.currencies import CURRENCIES
from tjstats.values.units.nearest import nearest
from tjstats.values.units.table import ALL_WORDS, SCALES_EN, UNITS

# List one of ISO 4217, without the codes for tests and for no currency.
ISO_4217 = """
AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CLF CLP CNY
COP COU CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD
IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN
MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD
SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD USN UYI UYU UYW UZS VED VES VND VUV WST XAD XAF XAG XAU XBA
XBB XBC XBD XCD XCG XDR XOF XPD XPF XPT XSU XUA YER ZAR ZMW ZWG
""".split()


@pytest.mark.parametrize("code", ISO_4217)
def test_every_currency_has_a_unit(code):
    """By its code, by its names, with a scale on either side, and by head."""
    row = UNITS[code]
    for scale, exponent in SCALES_EN.items():
        assert parse_unit(f"{scale} {code}")[1] == exponent
    for text in (
        f"{code} million",
        f"{code} millions",
        f"{code}, million",
        f"million {code}",
        f"{code} (millions)",
        f"Million {code}",
    ):
        assert (str(parse_unit(text)[0]), parse_unit(text)[1]) == (code, 6)
    assert str(parse_unit(f"{code} per capita")[0]) == f"{code}/person"
    assert {str(parse_unit(name)[0]) for name in (row.zh, row.en, *row.words)} == {code}
    assert parse_unit(f"万{row.zh}")[1] == 4


def test_no_currency_is_in_two_tables():
    """The table of units has those with words of texts, the other the rest."""
    codes = [code for code, *_ in CURRENCIES]
    assert len(codes) == len(set(codes))
    assert set(ISO_4217) <= set(UNITS)


SPELLINGS = {
    "mln EUR": ("EUR", 6), "m EUR": ("EUR", 6), "Mio. EUR": ("EUR", 6), "Mrd. €": ("EUR", 9), "k€": ("EUR", 3), "Tsd. EUR": ("EUR", 3),
    "EUR mln": ("EUR", 6), "EUR bln": ("EUR", 9), "US$bn": ("USD", 9), "th EUR": ("EUR", 3), "current international $": ("international_dollar", 0),
    "constant 2017 international $": ("international_dollar", 0), "PPP$": ("international_dollar", 0), "kt of CO2 equivalent": ("tCO2e", 3),
    "kg of oil equivalent per capita": ("toe/person", -3), "g CO2/km": ("tCO2/km", -6), "% GDP": ("percent", 0), "% p.a.": ("percent", 0),
    "% per annum": ("percent/year", 0), "annual growth rate (%)": ("percent", 0), "Unemployment, %": ("percent", 0), "pct of GDP": ("percent", 0),
    "number of persons": ("person", 0), "No. of vehicles": ("vehicle", 0), "deaths per 100,000": ("person/person", -5), "bcm": ("m**3", 9),
    "mb/d": ("barrel/day", 6), "Mbit/s": ("Mbps", 0), "Gbit/s": ("Mbps", 3), "KTOE": ("toe", 3), "MIO_PPS": ("PPS", 6), "EUR_HAB": ("EUR/person", 0),
    "T_HAB": ("tonne/person", 0), "PCH_SM": ("percent", 0),
    "ppm": ("ratio", -6), "ppb": ("ratio", -9), "‱": ("ratio", -4),
    "tCO2": ("tCO2", 0), "t CO2": ("tCO2", 0), "t CO₂": ("tCO2", 0), "Mt CO2": ("tCO2", 6), "kg CO2": ("tCO2", -3),
    "tCO2e": ("tCO2e", 0), "t CO2-eq": ("tCO2e", 0), "kt CO2e": ("tCO2e", 3), "MtCO2e": ("tCO2e", 6), "Gt CO2eq": ("tCO2e", 9),
    "t CO2/capita": ("tCO2/person", 0),
    "kWh": ("kWh", 0), "TWh": ("kWh", 9), "PJ": ("kJ", 12), "TJ": ("kJ", 9), "GJ": ("kJ", 6), "ktoe": ("toe", 3), "kt": ("tonne", 3),
    "Mt": ("tonne", 6), "metric tons": ("tonne", 0), "Thousand tonnes": ("tonne", 3), "Tonnes per hectare": ("tonne/hectare", 0),
    "km2": ("km**2", 0), "sq. km": ("km**2", 0), "Square kilometers": ("km**2", 0), "people per sq. km": ("person/km**2", 0),
    "µg/m3": ("ug/m**3", 0), "Micrograms per cubic meter": ("ug/m**3", 0), "m3 per capita": ("m**3/person", 0),
    "Percent": ("percent", 0), "PERCENT": ("percent", 0), "per cent": ("percent", 0), "Percentage": ("percent", 0), "% of GDP": ("percent", 0),
    "Percent of total population": ("percent", 0), "Percentage of women in parliament": ("percent", 0), "% (annual)": ("percent", 0),
    "PC": ("percent", 0), "PC_GDP": ("percent", 0), "p.p.": ("percentage_point", 0), "pp": ("percentage_point", 0), "bp": ("percentage_point", -2),
    "Percentage points": ("percentage_point", 0), "Basis points": ("percentage_point", -2),
    "index 2015=100": ("index", 0), "Index (2010 = 100)": ("index", 0), "2015=100": ("index", 0), "Index, 2015=100": ("index", 0),
    "Index": ("index", 0), "上年=100": ("index", 0), "2015-03=100": ("index", 0),
    "per 100,000 people": ("ratio/person", -5), "per 100 000 population": ("ratio/person", -5), "per 1,000 live births": ("ratio/person", -3),
    "deaths per 100,000 people": ("person/person", -5), "1/10万": ("ratio", -5), "1/100000": ("ratio", -5), "1/万": ("ratio", -4),
    "MIO_EUR": ("EUR", 6), "THS_PER": ("person", 3), "NR": ("item", 0), "Number": ("item", 0), "doses": ("item", 0), "Million doses": ("item", 6),
    "People": ("person", 0), "Persons": ("person", 0), "Persons, thousands": ("person", 3), "Thousands of persons": ("person", 3),
    "US dollars": ("USD", 0), "US Dollars": ("USD", 0), "US$ millions": ("USD", 6), "Euros": ("EUR", 0), "Euro per inhabitant": ("EUR/person", 0),
    "current US$": ("USD", 0), "constant 2015 US$": ("USD", 0), "US$ (constant 2015)": ("USD", 0), "US$ per capita, constant 2015": ("USD/person", 0),
    "Billions of Chained 2017 Dollars": ("USD", 9), "Billions of chained (2017) dollars": ("USD", 9), "million EUR, current prices": ("EUR", 6),
    "EUR million, constant 2015 prices": ("EUR", 6), "Chain linked volumes (2010), million euro": ("EUR", 6), "CLV10_MEUR": ("EUR", 6), "I15": ("index", 0),
    "bn EUR": ("EUR", 9), "EUR bn": ("EUR", 9), "EUR m": ("EUR", 6), "€m": ("EUR", 6), "£m": ("GBP", 6), "US$ bn": ("USD", 9), "US$tn": ("USD", 12),
    "INR crore": ("INR", 7), "₹ lakh": ("INR", 5), "lakh people": ("person", 5), "crore rupees": ("INR", 7), "PPS": ("PPS", 0), "pps": ("percentage_point", 0),
    "GgCO2eq": ("tCO2e", 3), "passenger-km": ("person_km", 0), "Million tonne-km": ("tonne_km", 6), "births per woman": ("person/person", 0),
    "元每月": ("CNY/month", 0), "人每平方公里": ("person/km**2", 0), "万元每人": ("CNY/person", 4),
    "Years": ("year", 0), "Kilometers": ("km", 0), "Litres": ("litre", 0),
}  # fmt: skip


@pytest.mark.parametrize(("text", "meant"), SPELLINGS.items(), ids=SPELLINGS)
def test_spellings_of_tables(text, meant):
    """Each is the unit and the exponent of ten that it names, and a figure keeps the words."""
    found, exponent = parse_unit(text)
    assert (str(found), exponent) == meant
    assert Figure("1", text).word == text


@pytest.mark.parametrize(
    "text",
    [
        "day m",
        "km m",
        "kWh bn",
        "current prices",
        "current LCU",
        "$bn",
        "$",
    ],
)
def test_what_a_spelling_does_not_name_is_no_unit(text):
    """Letters for a scale belong to a currency; prices and a sign of many currencies name none."""
    with pytest.raises(UnknownUnitError):
        parse_unit(text)


def test_the_sign_of_a_currency_stands_apart():
    """Before its scale as alone; that of percent does not."""
    assert [str(Figure("5", word)) for word in ("€ million", "£m", "% of GDP")] == [
        "5 € million",
        "5 £m",
        "5% of GDP",
    ]


def test_an_unknown_unit_is_answered_in_its_language_and_with_real_words():
    """Names that are plurals only by their ending are not among them."""
    with pytest.raises(UnknownUnitError, match=r"'million \[compani\]'") as caught:
        parse_unit("million compani")
    assert "companie" not in caught.value.suggestions
    with pytest.raises(UnknownUnitError, match=r"'万\[股\]'"):
        parse_unit("万股")


@pytest.mark.parametrize(
    "text", "jobs|number of nights|万[股|crude rate|ct/kWh|score per day|% [x".split("|")
)
def test_what_keeps_an_unknown_word_can_be_read(text):
    """The text in brackets that an error proposes is a unit."""
    with pytest.raises(UnknownUnitError) as caught:
        parse_unit(text)
    if caught.value.kept:
        assert "[" in str(parse_unit(caught.value.kept)[0])


@pytest.mark.parametrize(
    "text",
    "annual growth rate|crude rate|nights spent|jobs|FTE|teachers per student".split("|"),
)
def test_no_name_is_near_that_nobody_means(text):
    """A word with half of the letters of another is not near it; a word inside the text is."""
    with pytest.raises(UnknownUnitError) as caught:
        parse_unit(text)
    assert caught.value.suggestions == ()


def test_a_sign_of_many_currencies_is_answered_with_some():
    """With the scale that was written."""
    for text in ("$", "$ million", "$bn"):
        with pytest.raises(UnknownUnitError) as caught:
            parse_unit(text)
        assert f"US{text}" in caught.value.suggestions
        assert all(parse_unit(each) for each in caught.value.suggestions)


@pytest.mark.parametrize(
    "text",
    [
        "million",
        "Thousands",
        "千",
        "万",
        "1/",
        "元/万",
        "USD/thousand",
        "millions of",
        "100",
        "of GDP",
    ],
)
def test_a_scale_is_no_unit(text):
    """A scale word alone says nothing about what is counted; below a bare 1 it does."""
    with pytest.raises(UnknownUnitError):
        parse_unit(text)
    assert parse_unit("1/万")


@pytest.mark.parametrize(
    ("misspelt", "meant"),
    [("persn", "person"), ("peple", "people"), ("Kilomters", "kilometers"), ("hectre", "hectare"), ("percnt", "percent"), ("tonns", "tonnes"), ("househlds", "households"), ("euroes", "euros"), ("US dolars", "US dollars"), ("swiss franks", "Swiss francs"), ("kilowat-hours", "kilowatt-hours"), ("平方公理", "平方公里"), ("百份点", "百分点")],
)  # fmt: skip
def test_a_misspelling_names_what_is_meant(misspelt, meant):
    """Among the first that the error names."""
    with pytest.raises(UnknownUnitError) as caught:
        parse_unit(misspelt)
    assert meant in caught.value.suggestions


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("股", "[股]"),
        ("万股", "万[股]"),
        ("million shares", "million [shares]"),
        ("bushels", "[bushels]"),
        ("a/b", None),
        ("x" * 70, None),
    ],
)
def test_a_word_that_no_table_knows_in_brackets(text, kept):
    """After its scale word, if brackets can hold it; and it reads as itself."""
    assert kept_unit(text) == kept
    assert kept is None or parse_unit(kept)


def test_the_nearest_words_are_those_of_all():
    """A misspelling of one letter names what a comparison with every word finds nearest."""
    choice = random.Random(15)
    words = [word for word in ALL_WORDS if len(word) > 3 and word.isalpha() and not word.isupper()]
    for word in choice.sample(words, 60):
        at = choice.randrange(len(word))
        wrong = word[:at] + choice.choice("abcdefg万人") + word[at + choice.choice((0, 1)) :]
        if wrong in ALL_WORDS:
            continue
        every = [known for known in ALL_WORDS if not known.isupper()]
        best = get_close_matches(wrong, every, n=1, cutoff=0.45)
        assert nearest(wrong, (wrong,))[:1] == tuple(best)


def test_a_long_text_has_no_nearest_word():
    """It is no misspelling, and the error takes no time."""
    assert nearest("persn" * 200_000, ("persn",)) == ()
