"""What the keeper hands over: files, archives and folders, each told by its content."""

from pathlib import Path

from recordkeeper.catalogue import gettext as _
from recordkeeper.cli import output
from recordkeeper.errors import BadInput, ImportRefused
from recordkeeper.intake.export import Export, export_at

LOOKED_AT = 200
"""Files beside an export in its folder that are looked at for being exports of their own."""


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
        export = export_at(path, format_name)
    except ImportRefused:
        if not path.is_dir():
            raise
        found = _inside(path, format_name)
        if not found:
            raise
        return found
    if path.is_dir():
        _name_others(path, export)
    return [export]


def _name_others(folder: Path, export: Export) -> None:
    """Say what lies in a folder and is an export of its own: it is kept with the folder, and not read.

    A folder of downloads may hold one backup of the phone, and a chat beside it that nobody must miss.
    """
    for path in _shown(folder)[:LOOKED_AT]:
        try:
            other = export_at(path)
        except (ImportRefused, BadInput):
            continue
        if other.importer.name != export.importer.name or other.material.container == "zip":
            also = _("Also in {folder}, and not read with it: {name}, {format}. By itself: rk import {path}")
            output.note(
                also.format(folder=folder.name, name=path.name, format=other.importer.name, path=path)
            )


def _shown(folder: Path) -> list[Path]:
    """What lies directly in a folder, hidden files and links left out."""
    found = sorted(folder.iterdir())
    return [path for path in found if not (path.name.startswith(".") or path.is_symlink())]


def _inside(folder: Path, format_name: str) -> list[Export]:
    """Each file or folder in a folder that is an export by itself; what is none is named."""
    found = []
    for path in _shown(folder):
        try:
            found.append(export_at(path, format_name))
        except ImportRefused as refused:
            left = _("Left out: {name}. {why}").format(name=path.name, why=refused.message)
            output.note(left)
    return found
