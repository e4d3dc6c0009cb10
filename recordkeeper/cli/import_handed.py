"""What the keeper hands over: files, archives and folders, each told by its content."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from recordkeeper.catalogue import gettext as _
from recordkeeper.errors import BadInput, ImportRefused, Unsaid
from recordkeeper.intake.export import Export, export_at


class Refused(NamedTuple):
    """One of several that was not brought in, and why."""

    name: str
    error: ImportRefused | Unsaid


@dataclass(frozen=True, slots=True)
class Handed:
    """What the keeper handed over.

    Attributes:
        exports: in the order given; those in a folder by name.
        refused: what was named and is no export.
        left_out: what lies in a folder beside exports, and is none.
    """

    exports: list[Export] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    left_out: list[Refused] = field(default_factory=list)

    @property
    def several(self) -> bool:
        """Whether it is more than one, so that one which is refused must not stop the others."""
        return len(self.exports) + len(self.refused) > 1


def handed_over(paths: tuple[Path, ...], format_name: str) -> Handed:
    """The exports at some paths. A folder that is none itself is looked into: one export for each file.

    Raises:
        BadInput: nothing is at a path, or no format has that name.
        ImportRefused: what is at the one path is no export, or a folder that holds none.
    """
    for path in paths:
        if not path.exists():
            raise BadInput(
                _("There is no file {path}. Nothing was recorded.").format(path=path),
                _("Check the name, or drag the file into this window to have its path typed."),
            )
    handed = Handed()
    for path in paths:
        try:
            _look_at(path, format_name, handed)
        except ImportRefused as error:
            if len(paths) == 1:
                raise
            handed.refused.append(Refused(path.name, error))
    return handed


def _look_at(path: Path, format_name: str, handed: Handed) -> None:
    try:
        handed.exports.append(export_at(path, format_name))
    except ImportRefused:
        if not path.is_dir() or not _look_inside(path, format_name, handed):
            raise


def _look_inside(folder: Path, format_name: str, handed: Handed) -> bool:
    """Take each file or folder in a folder that is an export by itself; whether there is any."""
    found: list[Export] = []
    others: list[Refused] = []
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or path.is_symlink():
            continue
        try:
            found.append(export_at(path, format_name))
        except ImportRefused as error:
            others.append(Refused(path.name, error))
    if found:
        handed.exports.extend(found)
        handed.left_out.extend(others)
    return bool(found)
