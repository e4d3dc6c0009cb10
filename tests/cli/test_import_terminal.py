"""An import on a real terminal: what is asked, in which order, and how it reads."""

from pathlib import Path

from tests.cli.chat import EITHER, chat
from tests.cli.conftest import Program
from tests.cli.terminal import converse

ASKED = """\
In chat.txt:
Nothing in this file shows whether its dates are written with the day or the month first.
Which is it?
  1  03/04/26 is Fri 3 Apr 2026
  2  03/04/26 is Wed 4 Mar 2026
Number: 1

In chat.txt:
   1  Alex  2 messages or calls
   2  Sam  1 message or call
Which of these is the other person? A number: 1

In chat.txt:
   1  Sam  1 message or call
Which is you? A number; Enter if none of them is, or you are not sure: 1

chat.txt: 3 messages and calls, whatsapp
"""


def test_what_a_chat_cannot_say_is_asked_one_thing_after_the_other(record: Program, tmp_path: Path) -> None:
    """Its dates, the other person, the keeper, then the look at it, with room between them."""
    vault = ("--vault", str(record.vault), "--key-file", str(record.key))
    path = chat(tmp_path / "chat.txt", "Alex: Why?", "Sam: Please stop.", "Alex: No", day=EITHER)
    turns = [("Number: ", "1"), ("A number: ", "1"), ("not sure: ", "1"), ("Bring it in? [Y/n]: ", "y")]
    code, screen = converse((*vault, "import", path), turns)
    assert (code, "Saved as #5 (the file) and #6 to #8." in screen) == (0, True), screen
    assert ASKED in screen
