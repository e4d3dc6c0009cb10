"""The whole family of errors, drawn as a tree.

::

    RecordkeeperError            exit 1   something went wrong, nothing was lost
    ├── WriteUncertain           exit 1   the disk failed while committing: recorded or not, look it up
    ├── NewerFormat              exit 1   a newer version of this program wrote it; nothing was tried
    ├── BadInput                 exit 2   what was typed cannot be understood or is not allowed
    │   └── Unsaid               exit 2   something must be said before a file can be read
    ├── Locked                   exit 4   the passphrase or key file did not open the record
    ├── NotFound                 exit 5   no such entry, person, boundary, file or record
    ├── IntegrityError           exit 6   what is stored is not what was sealed: damage or change
    └── ImportRefused            exit 7   nothing, or not all, of a file could be brought in

Every error says what happened (``message``), and what to do next (``advice``), in words for the
keeper. Only ``cli`` prints them and only ``cli`` exits.
"""

from collections.abc import Mapping
from typing import ClassVar


class RecordkeeperError(Exception):
    """Something went wrong; nothing was lost.

    Args:
        message: what happened, one or two sentences, and whether anything was lost.
        advice: the exact next command, or what to do; may be empty.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, advice: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice


class WriteUncertain(RecordkeeperError):
    """The disk failed while committing. Look the entry's id up before recording it again."""


class NewerFormat(RecordkeeperError):
    """A newer version of this program wrote it: it is left alone, never guessed at."""


class BadInput(RecordkeeperError):
    """What was typed cannot be understood, or is not allowed here."""

    exit_code = 2


class Unsaid(BadInput):
    """Something must be said before a file can be read for certain; nothing was brought in.

    Args:
        message: what cannot be told from the file, and why.
        option: the option that says it, such as ``--date-order``.
        choices: what can be said, with what each would mean; empty where anything can.
    """

    def __init__(self, message: str, option: str, choices: Mapping[str, str] | None = None) -> None:
        self.option = option
        self.choices = dict(choices or {})
        named = " | ".join(self.choices)
        meant = (f"\n  {one}  {words}" for one, words in self.choices.items() if words != one)
        advice = f"Say it, and run the same command again: {option} {named}".rstrip()
        super().__init__(message, advice + "".join(meant))


class Locked(RecordkeeperError):
    """The passphrase or key file did not open an intact record. Nothing was changed."""

    exit_code = 4


class NotFound(RecordkeeperError):
    """No such entry, person, boundary, consequence, file or record."""

    exit_code = 5


class IntegrityError(RecordkeeperError):
    """What is stored is not what was sealed: damage, or a change made outside the program."""

    exit_code = 6


class ImportRefused(RecordkeeperError):
    """Nothing, or not all, of a file could be brought in."""

    exit_code = 7
