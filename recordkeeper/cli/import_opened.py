"""One file or folder that the keeper hands over, opened only where opening it is safe and has an end."""

from pathlib import Path

from recordkeeper.catalogue import gettext as _
from recordkeeper.errors import ImportRefused
from recordkeeper.intake.export import Export, export_at


def opened(path: Path, format_name: str) -> Export:
    """The export at a path.

    To open a pipe would wait for ever, and a device need have no end: neither is opened.

    Raises:
        BadInput: it cannot be read, or no format has that name.
        ImportRefused: it is no export, it is empty, or neither a file nor a folder.
    """
    if not (path.is_file() or path.is_dir()):
        raise ImportRefused(
            _("{path} is neither a file nor a folder. Nothing was brought in.").format(path=path),
            _("Save what it gives as a file, and bring in that file."),
        )
    if path.is_file() and not path.stat().st_size:
        raise ImportRefused(
            _("{name} is empty: it has 0 bytes. Nothing was brought in.").format(name=path.name),
            _("Copy it here again; what lies only in a cloud has to be downloaded first."),
        )
    return export_at(path, format_name)
