"""Which importer reads what was handed over: decided by content, and never guessed."""

import re

from recordkeeper.catalogue import gettext as _
from recordkeeper.errors import ImportRefused
from recordkeeper.importers.android.sms_backup import SmsBackupRestore
from recordkeeper.importers.android.sms_ie import SmsImportExport
from recordkeeper.importers.apple.calls import AppleCalls
from recordkeeper.importers.apple.messages import AppleMessages
from recordkeeper.importers.google.chat import GoogleChat
from recordkeeper.importers.google.voice import GoogleVoice
from recordkeeper.importers.importer import Importer
from recordkeeper.importers.mail.export import EMail
from recordkeeper.importers.material import Material
from recordkeeper.importers.meta.export import Meta
from recordkeeper.importers.signal.export import Signal
from recordkeeper.importers.tables.export import CsvExport
from recordkeeper.importers.telegram.export import Telegram
from recordkeeper.importers.whatsapp.export import WhatsApp

IMPORTERS: tuple[Importer, ...] = (
    SmsBackupRestore(),
    SmsImportExport(),
    AppleMessages(),
    AppleCalls(),
    Signal(),
    Meta(),
    Telegram(),
    GoogleVoice(),
    GoogleChat(),
    CsvExport(),
    EMail(),
    WhatsApp(),
)
"""Every format that can be read: a tuple, not plug-ins, which would run inside an unlocked vault."""

_PAGE = re.compile(rb"<!DOCTYPE\s+HTML\b")


def choose(material: Material) -> Importer:
    """The one importer that claims it.

    Raises:
        ImportRefused: none claims it, or more than one does.
    """
    claims = [importer for importer in IMPORTERS if importer.identify(material)]
    if not claims:
        raise _unclaimed(material)
    if len(claims) > 1:
        raise ImportRefused(
            _("This could be read as {kinds}, which would give different entries.").format(
                kinds=", ".join(importer.name for importer in claims)
            ),
            _("Nothing was brought in. Say which one: rk import --format {first}").format(
                first=claims[0].name
            ),
        )
    return claims[0]


def _unclaimed(material: Material) -> ImportRefused:
    """Why nothing can be read of what nobody claims, as far as that can be told."""
    head = b"".join(material.head(one.name) for one in material.members[:1]).upper()
    if _PAGE.search(head):
        return ImportRefused(
            _("This is a web page, and not one that can be read into entries. Nothing was brought in."),
            _("Export from the app again; where it asks for a format, choose JSON."),
        )
    if b"<!DOCTYPE" in head:
        return ImportRefused(
            _("This file declares a document type, which no phone's export does. Nothing was brought in."),
            _("Such files can hide traps. Export from the phone again, and bring in that file."),
        )
    if material.container and any(one.name.lower().endswith(".zip") for one in material.members):
        return ImportRefused(
            _("There are archives inside it, which are not opened. Nothing was brought in."),
            _("Take them out, and bring in each of them by itself."),
        )
    return ImportRefused(
        _("This is not a kind of file that can be read into entries. Nothing was brought in."),
        _("Keep it as it is, as an attachment to an entry: rk attach"),
    )
