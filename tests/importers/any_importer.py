"""What is asked of every importer alike: exports made to order, and how many records stand in them."""

from dataclasses import dataclass, field

from recordkeeper.importers.importer import Importer, Said


@dataclass(frozen=True)
class Sample:
    """An export made to order.

    Attributes:
        importer: what reads it.
        files: its bytes: one named "" for a lone file, several for a folder.
        seen: how many records stand in it, parsed or skipped.
        said: what the keeper says.
        name: its file name.
    """

    importer: Importer
    files: dict[str, bytes]
    seen: int
    said: Said = field(default_factory=Said)
    name: str = "export"
