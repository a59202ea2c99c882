"""What records and answers print, in both languages: as agreed, word by word."""

from tests.agreed import PRINTED, printed


def test_what_is_printed_is_as_agreed():
    """No text, cell or report changes unseen: after a change on purpose, `python -m tests.agreed` writes it again."""
    found = "\n".join(printed()).splitlines()
    assert found == PRINTED.read_text("utf-8").splitlines()
