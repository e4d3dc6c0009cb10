"""E-mail: one mail, an mbox, a Maildir, or many mails in a folder or an archive.

One importer for all of them: what differs is only where one mail ends and the next begins.
"""

from collections.abc import Iterator

from recordkeeper.catalogue import gettext as _
from recordkeeper.errors import ImportRefused
from recordkeeper.importers.importer import Damage, Found, Item, Said
from recordkeeper.importers.mail.facts import Mail, Reader
from recordkeeper.importers.mail.letters import Letter, kind_of, letters
from recordkeeper.importers.mail.notes import Tally
from recordkeeper.importers.mail.places import Layout
from recordkeeper.importers.material import Material
from recordkeeper.records.custody import Skipped

_LOOKED_AT = 40
"""Files of a folder that are looked at to tell what it is."""


class EMail:
    """``*.eml``, ``*.mbox``, Maildir, Google Takeout."""

    name = "e-mail"
    version = 1
    separable = True

    @property
    def completeness(self) -> str:
        """What such exports leave out."""
        return _(
            "Such an export holds the mails that were in the mailbox, or in the chosen folders of it, when "
            "it was made. Mails deleted before are not in it, nor what the provider rejected or a filter "
            "removed; junk and trash are in it only if they were chosen. Names and addresses in a mail are "
            "what its sender wrote there. Pictures that a mail only links to are not in it."
        )

    def identify(self, material: Material) -> bool:
        """Whether it is a mail or an mbox, or holds an mbox, a Maildir, or mails for the greater part."""
        layout = Layout(material)
        kinds = [kind_of(material.head(one.name)) for one in layout.telling(_LOOKED_AT)]
        if material.container == "":
            return any(kinds)
        boxed = any(kind == "mbox" for kind in kinds) or any(
            kind_of(material.head(one.name)) for one in layout.delivered(_LOOKED_AT)
        )
        return boxed or 2 * sum(kind != "" for kind in kinds) > len(kinds)

    def read(self, material: Material, said: Said) -> Iterator[Item]:
        """Every mail, member after member in the order of their names, then what must be said of them all.

        Raises:
            ImportRefused: there is no mail in it.
        """
        reader, layout, tally = Reader(said), Layout(material), Tally()
        element = 0
        for member in material.members:
            unclosed = False
            for letter in letters(material, member, layout, said.limits, tally):
                if isinstance(letter, Damage):
                    yield letter
                    continue
                element += 1
                if letter.reason:
                    yield Skipped(locator=_locator(element, member.name, letter.start), reason=letter.reason)
                    continue
                # Inside a mail whose parts have not ended, what looks like the next mail may be its words.
                place = letter.place._replace(suspect=letter.place.suspect or unclosed)
                mail = reader.mail(letter.raw, place, whole=letter.whole)
                tally.count(mail)
                unclosed = mail.unclosed and letter.whole
                yield _found(mail, letter, element, member.name)
        if not element:
            raise ImportRefused(
                _("There is no mail in this. Nothing was brought in."),
                _("Save the mails from the mail program as .eml files or as one .mbox file."),
            )
        yield from tally.notes()


def _found(mail: Mail, letter: Letter, element: int, member: str) -> Found:
    return Found(mail.contact, element, letter.start, letter.end, mail.native_id, mail.media, member=member)


def _locator(element: int, member: str, byte: int) -> str:
    return _("mail {number}, {member}, byte {byte}").format(number=element, member=member, byte=byte)
