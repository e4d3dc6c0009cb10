"""What contact is all right, and what was said about it."""

from typing import ClassVar

from recordkeeper.records.fact import Fact, Happening, Serial
from recordkeeper.records.moment import Moment
from recordkeeper.records.vocabulary import Channel, DeliveryStatus, Purpose


class Boundary(Fact, frozen=True, kw_only=True):
    """Which contact is all right, by channel. In force for nobody until it is stated.

    A channel not named is not allowed when ``allow`` or ``emergency`` is given or ``no_contact`` is
    set; otherwise there is no rule for it (``domain.md``).

    Attributes:
        allow, refuse, emergency: channels; emergency ones are all right for an emergency only.
        no_contact: nothing is all right but what is allowed here.
        excepted: purposes that are all right on any channel, such as children.
        since: since when the keeper has held it; printed, never judged.
        reason: one short sentence, as said.
        ended: this entry ends the boundary before it: no rule from its notice on.
    """

    kind: ClassVar[str] = "boundary"
    allow: tuple[Channel, ...] = ()
    refuse: tuple[Channel, ...] = ()
    emergency: tuple[Channel, ...] = ()
    no_contact: bool = False
    excepted: tuple[Purpose, ...] = ()
    since: Moment | None = None
    reason: str = ""
    ended: bool = False


class Statement(Happening, frozen=True, kw_only=True):
    """The notice itself: what was said, verbatim, and how. Numbered S1, S2 …

    Attributes:
        boundary: serial of the boundary stated, None for words that announce a consequence only.
        words: verbatim.
        channel: how it was said.
        to: the identifier it went to, as displayed.
        exceptions: channels or people it left out, in the keeper's words.
        proof_entries: serials of entries that show it, such as an imported message.
    """

    kind: ClassVar[str] = "statement"
    boundary: Serial | None = None
    words: str
    channel: Channel
    to: str = ""
    exceptions: str = ""
    proof_entries: tuple[Serial, ...] = ()


class Delivery(Happening, frozen=True, kw_only=True):
    """What became of a statement: sent, delivered, read, acknowledged, refused.

    Attributes:
        statement: serial of the statement entry.
        status: delivered, read and acknowledged prove that the notice arrived.
        facts: what showed it ("two grey ticks turned blue at 20:14").
        proof_entries: serials of entries that prove it; the other person's "ok" is the best.
    """

    kind: ClassVar[str] = "delivery"
    statement: Serial
    status: DeliveryStatus
    facts: str = ""
    proof_entries: tuple[Serial, ...] = ()
