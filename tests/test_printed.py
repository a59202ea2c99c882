"""What records and answers print, in both languages, and what is written in tables: as agreed, word by word."""

from tests.agreed import PRINTED, WRITTEN, printed, written


def test_what_is_printed_is_as_agreed():
    """No text, cell or report changes unseen: after a change on purpose, `python -m tests.agreed` writes it again."""
    found = "\n".join(printed()).splitlines()
    assert found == PRINTED.read_text("utf-8").splitlines()


def test_what_is_written_is_as_agreed():
    """No column, code or cell of a table changes unseen: files of earlier versions have them."""
    found = "\n".join(written()).splitlines()
    assert found == WRITTEN.read_text("utf-8").splitlines()
