"""What the keeper hands over: files, archives and folders, each told by its content."""

from pathlib import Path

from recordkeeper.catalogue import gettext as _
from recordkeeper.catalogue import ngettext
from recordkeeper.cli import output
from recordkeeper.cli.import_opened import opened
from recordkeeper.errors import BadInput, ImportRefused
from recordkeeper.importers.material import Limits
from recordkeeper.intake.export import Export

MOST_NAMED = 10
"""Files left out that are named one by one: a folder may hold thousands."""


def exports_at(paths: tuple[Path, ...], format_name: str) -> list[Export]:
    """The exports at some paths. A folder that is none itself is looked into: one export for each file.

    Raises:
        BadInput: nothing is at a path, or no format has that name.
        ImportRefused: what is there is no export, or a folder holds none.
    """
    for path in paths:
        if not path.exists():
            raise BadInput(
                _("There is no file {path}. Nothing was recorded.").format(path=path),
                _("Check the name, or drag the file into this window to have its path typed."),
            )
    return [export for path in paths for export in _exports(path, format_name)]


def _exports(path: Path, format_name: str) -> list[Export]:
    try:
        return [opened(path, format_name)]
    except ImportRefused:
        if not path.is_dir():
            raise
        found = _inside(path, format_name)
        if not found:
            raise
        return found


def _inside(folder: Path, format_name: str) -> list[Export]:
    """Each file or folder in a folder that is an export by itself; what is none is named, or counted."""
    inside = sorted(folder.iterdir())
    if len(inside) > Limits().members:
        return []
    found, left = [], 0
    for path in inside:
        if path.name.startswith(".") or path.is_symlink():
            continue
        try:
            found.append(opened(path, format_name))
        except ImportRefused as refused:
            left += 1
            if left <= MOST_NAMED:
                told = _("Left out: {name}. {why}").format(name=path.name, why=refused.message)
                output.note(output.safe(told, lines=False))
    if left > MOST_NAMED:
        more = left - MOST_NAMED
        output.note(ngettext("Left out: {count} more", "Left out: {count} more", more).format(count=more))
    return found
