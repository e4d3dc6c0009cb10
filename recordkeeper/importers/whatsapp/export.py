"""Chats exported from WhatsApp: ``WhatsApp Chat with X.txt`` (Android), ``_chat.txt`` (iPhone).

No official description exists. The grammar is that of public samples and of the readers named in
`whatsapp_header`; which words belong to the app itself, in `whatsapp_phrases`; when a record is doubted,
in `whatsapp_doubt`.
"""

from collections.abc import Iterator

from recordkeeper.catalogue import gettext as _
from recordkeeper.errors import ImportRefused
from recordkeeper.importers.importer import Damage, Found, Note, Said
from recordkeeper.importers.material import Material
from recordkeeper.importers.whatsapp.chat import chats
from recordkeeper.importers.whatsapp.reading import Reading
from recordkeeper.importers.whatsapp.survey import survey
from recordkeeper.records.custody import Skipped, Trace


class WhatsApp:
    """``WhatsApp Chat with X.txt`` and ``_chat.txt``, alone, in an archive, or in a folder with the media."""

    name = "whatsapp"
    version = 1
    separable = True

    @property
    def completeness(self) -> str:
        """What such an export leaves out."""
        return _(
            "Such an export holds at most the last 40 000 messages of a chat, or the last 10 000 with media, "
            "and leaves out older ones without a word. It leaves out messages that were deleted on the "
            "phone, what an edited message said before, which message one answers, reactions, and pictures "
            "and sounds that were not loaded; on iPhones also the words under a picture. Its times are "
            "those that the phone showed when it was exported, without a zone. Names are those in the "
            "phone's address book or chosen by the sender. It is a text that can be changed; line ends show "
            "where messages begin only in exports from iPhones."
        )

    def identify(self, material: Material) -> bool:
        """Whether exactly one text in it begins as such a chat does."""
        return len(chats(material)) == 1

    def read(self, material: Material, said: Said) -> Iterator[Found | Skipped | Damage | Note | Trace]:
        """Every record in its order, and what must be told of the whole.

        Raises:
            Unsaid: whether day or month comes first in its dates.
            ImportRefused: nothing in it looks like a message.
        """
        found = chats(material)
        member = found[0] if found else material.members[0].name if material.members else None
        if member is None or len(found) > 1:
            raise _refused()
        seen = survey(material, member, said.limits)
        if not seen.headers:
            raise _refused()
        yield from Reading(material, member, seen, said).items()


def _refused() -> ImportRefused:
    return ImportRefused(
        _("This is not one chat exported from WhatsApp. Nothing was brought in."),
        _("Open the chat on the phone, choose Export chat, and bring in the file that it makes."),
    )
