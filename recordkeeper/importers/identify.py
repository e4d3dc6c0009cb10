"""Which importer reads a file: decided by content, and never guessed."""

from recordkeeper.catalogue import gettext as _
from recordkeeper.errors import ImportRefused
from recordkeeper.importers.importer import Importer
from recordkeeper.importers.sms_backup import SmsBackupRestore

HEAD = 64 << 10
"""How many bytes of a file are looked at to tell what it is."""

IMPORTERS: tuple[Importer, ...] = (SmsBackupRestore(),)
"""Every format that can be read: a tuple, not plug-ins, which would run inside an unlocked vault."""


def choose(head: bytes, name: str) -> Importer:
    """The one importer that claims a file.

    Args:
        head: its first bytes, up to `HEAD`.
        name: its name, for formats whose content alone says too little.

    Raises:
        ImportRefused: none claims it, or more than one does.
    """
    claims = [importer for importer in IMPORTERS if importer.identify(head, name)]
    if not claims and b"<!DOCTYPE" in head.upper():
        raise ImportRefused(
            _("This file declares a document type, which no phone's export does. Nothing was brought in."),
            _("Such files can hide traps. Export from the phone again, and bring in that file."),
        )
    if not claims:
        raise ImportRefused(
            _("This is not a kind of file that can be read into entries. Nothing was brought in."),
            _("Keep it as it is, as an attachment to an entry: rk attach"),
        )
    if len(claims) > 1:
        raise ImportRefused(
            _("This file could be read as {kinds}, which would give different entries.").format(
                kinds=", ".join(importer.name for importer in claims)
            ),
            _("Nothing was brought in. Keep it as it is, as an attachment to an entry: rk attach"),
        )
    return claims[0]
