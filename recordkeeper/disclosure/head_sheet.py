"""The page that goes to somebody outside: a head, what it is for, room to sign, and nothing else."""

from dataclasses import dataclass

from recordkeeper.catalogue import gettext as _
from recordkeeper.ledger.heads import base32, head_text
from recordkeeper.ledger.ledger import Head


@dataclass(frozen=True, slots=True)
class HeadSheet:
    """What the page prints.

    Attributes:
        title: neutral.
        record: the first eight digits of the head, for the foot of the page.
        text: head.txt.
        base32: the head in letters, in groups of four.
        sentences: what it is, and what it does not show.
        blanks: what a witness fills in.
    """

    title: str
    record: str
    text: str
    base32: tuple[str, ...]
    sentences: tuple[str, ...]
    blanks: tuple[str, ...]


def head_sheet(vault_id: bytes, head: Head) -> HeadSheet:
    """The page for a head; the same on any day."""
    digits = head.link.hex()
    return HeadSheet(
        title=_("Head of a record"),
        record=f"{digits[:4]} {digits[4:8]}",
        text=head_text(vault_id, head).decode("ascii"),
        base32=base32(head),
        sentences=(
            _(
                "These lines stand for the first entries of a record, as many as their count says. Nothing "
                "that is written there can be read from them, and one other word there would give others."
            ),
            _(
                "Whoever keeps this page can say later that the record stood so when it was given to them. "
                "It does not show that what is written there happened, that it is complete, or that no "
                "other record exists."
            ),
        ),
        blanks=(_("Seen on (date and time)"), _("By (name, how to be reached)"), _("Signature")),
    )
