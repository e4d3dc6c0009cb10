"""What a defect is: a way to tamper with the record of `record.make`, and what notices."""

from collections.abc import Callable
from typing import NamedTuple

from tests.forger import Forger


class Defect(NamedTuple):
    """One way to tamper with a record, and what notices.

    ``fails`` names the steps of ``verify``; ``refused`` tells whether reading commands stop. They go on
    where no word of the record book is altered: in the private book, in files, in the rules of the tables,
    in the place of an erased entry; and where a key holder added to the end, or took from it.
    """

    inflict: Callable[[Forger], None]
    fails: tuple[int, ...]
    refused: bool = True

    @property
    def name(self) -> str:
        """The defect, which is the name of the function."""
        return self.inflict.__name__
