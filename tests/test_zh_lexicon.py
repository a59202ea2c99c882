"""The words of the Chinese reader stand in `zh/lexicon`, each class once."""

import ast
import re
from pathlib import Path

import pytest

from tjstats import zh
from tjstats.values.units.table import ALL_WORDS
from tjstats.zh.lexicon import bounds, changes, characters, units
from tjstats.zh.unit_words import WORDS, unknown_word_at

FOLDER = Path(zh.__file__).parent
MODULES = {path.relative_to(FOLDER).as_posix(): path for path in sorted(FOLDER.rglob("*.py"))}
RULES = [name for name in MODULES if not name.startswith("lexicon/")]
MOST = 6  # words of a rule's own


def words_of(node):
    """The Chinese words of a literal: of its parts, of a text that is split, of a pattern."""
    if isinstance(node, ast.Dict):
        if not any(isinstance(value, ast.Constant) for value in node.values):  # rules by their word
            return []
        return [each for key in node.keys if key is not None for each in words_of(key)]
    if isinstance(node, ast.Tuple | ast.List | ast.Set):
        return [each for part in node.elts for each in words_of(part)]
    text = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
    return [word for word in re.split(r"[\s|]+", text) if re.search("[\u4e00-\u9fff]", word)]


@pytest.mark.parametrize("name", RULES)
def test_rules_hold_no_list_of_words(name):
    """A module outside the lexicon has no table, and no pattern, of more than six Chinese words."""
    tree = ast.parse(MODULES[name].read_text("utf-8"))
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    long = [
        node.lineno
        for node in ast.walk(tree)
        if id(node) not in docs
        and isinstance(node, ast.Dict | ast.Tuple | ast.List | ast.Set | ast.Constant)
        and len(words_of(node)) > MOST
    ]
    assert long == []


@pytest.mark.parametrize("name", [name for name in MODULES if name.startswith("lexicon/")])
def test_the_lexicon_knows_no_rule(name):
    """A table of words imports from no module that reads."""
    assert "tjstats.zh." not in MODULES[name].read_text("utf-8").replace("tjstats.zh.lexicon", "")


def test_a_word_of_a_unit_has_one_meaning():
    """A further word is no word of the unit table, and a kept one neither of them."""
    known = set(ALL_WORDS)
    assert not {word for word in units.ALIASES if word in known} - {"人民币"}
    assert units.KEPT & known == {"块"}
    assert not units.KEPT & set(units.ALIASES)
    assert units.NO_HEADS & set(WORDS) == {"块"}  # money in one table, pieces in a text


@pytest.mark.parametrize("name", [name for name in MODULES if name.startswith("lexicon/")])
def test_the_verbs_of_rise_and_fall_stand_once(name):
    """What needs them takes the tables of changes; of lengths (延长) only some are said."""
    verbs = {*changes.RISES, *changes.FALLS}
    texts = [
        node.value
        for node in ast.walk(ast.parse(MODULES[name].read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    again = [text for text in texts if len(verbs & {*re.split(r"[\s|()?:]+", text)}) > MOST + 3]
    assert len(again) == (2 if name == "lexicon/changes.py" else 0)


def test_a_bound_word_has_one_meaning():
    """No word is a bound both before and behind the number."""
    assert not set(bounds.BEFORE) & set(bounds.AFTER)


def test_a_character_has_one_form():
    """A traditional character is no simplified one and stands for one; no sign is both."""
    assert not set(characters.SIMPLIFIED) & set(characters.SIMPLIFIED.values())
    assert not set(characters.SIMPLIFIED) & set(characters.WIDE_SIGNS)
    assert all(len(each) == 1 for pair in characters.SIMPLIFIED.items() for each in pair)


def test_simplified_text_stays():
    """The characters of GB 2312, those of simplified text, are written as they are, but for these five."""
    level = [bytes((high, low)) for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF)]
    plain = {code.decode("gb2312", "ignore") for code in level} - {"", *"於後徵仟佰"}
    assert not plain & set(characters.SIMPLIFIED)


@pytest.mark.parametrize("word", sorted(units.KEPT))
def test_a_kept_word_stays_whole(word):
    """A figure in a unit that no table knows has the whole word, and says that it is not known."""
    (reading,) = zh.read(f"全年完成12.5万{word}。")
    assert (reading.figure.unit.code, reading.known) == (f"[{word}]", False)


def test_what_stands_behind_a_number_is_no_unit():
    """Verbs and particles behind a number begin no unit."""
    assert all(unknown_word_at(f"{sign}测次", 0, True) is None for sign in units.NO_UNIT)
