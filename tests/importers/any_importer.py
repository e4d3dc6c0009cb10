"""What is asked of every importer alike: exports made to order, and how many records stand in them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from recordkeeper.importers.importer import Importer, Said
from recordkeeper.importers.material import Limits, Material
from tests.importers.materials import folder, lone


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

    def said_within(self, limits: Limits) -> Said:
        """What the keeper says, with other limits."""
        return replace(self.said, limits=limits)


def material_of(sample: Sample, changed: Mapping[str, bytes] | None = None) -> Material:
    """A sample as a material, with some of its files changed."""
    files = sample.files | dict(changed or {})
    return lone(files[""], sample.name) if list(files) == [""] else folder(files, sample.name)
