"""What comes back from outside for a head that was given out: of which head it speaks, and of what time.

``docs/evidence-format.md``, "head.txt, and receipts". A receipt is believed only as far as this book bears it
out: the head in it must be one that the book had, at that count.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import UTC
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parsedate_to_datetime

from msgspec import Struct

from recordkeeper.catalogue import gettext as _
from recordkeeper.crypto.timestamps import is_reply, read_reply
from recordkeeper.errors import BadInput, IntegrityError
from recordkeeper.ledger.heads import GivenHead, imprint
from recordkeeper.ledger.ledger import Head
from recordkeeper.records.vocabulary import ReceiptKind

LONGEST = 1 << 25
"""Bytes of a file that is looked into; what is longer is no reply and no message with a head in it."""
LONGEST_NAME = 200
"""Characters of a witness's name as a message gives it."""

_FIELD = re.compile(rb"(?:From [^\r\n]*\r?\n)?[!-9;-~]+:")
_BETWEEN = rb"(?:[\s>]|\xc2\xa0|&nbsp;)+"
"""What mail programs put between the words of a head: line ends, marks of quotation, hard spaces."""
_IN_WORDS = re.compile(
    _BETWEEN.join(
        (
            rb"recordkeeper head v1",
            rb"vault",
            rb"([0-9a-f]{32})",
            rb"count",
            rb"(0|[1-9][0-9]{0,14})",
            rb"head",
            rb"([0-9a-f]{64})(?![0-9a-f])",
        )
    )
)
_MARKUP = re.compile(rb"<[^<>]{0,1000}>")


class Outside(Struct, frozen=True):
    """What a receipt says.

    Attributes:
        type: ``rfc3161`` or ``email``; ``scan`` for a message that no server has dated.
        head: the head it holds, one that this book had.
        at: when, milliseconds UTC; None where only the keeper can say.
        witness: who, as it names itself, "" where it does not.
    """

    type: ReceiptKind
    head: Head
    at: int | None
    witness: str


def read_receipt(
    data: bytes, vault_id: bytes, heads: Sequence[Head], of: int | None = None
) -> Outside | None:
    """What a file says of a head of this book; None where it cannot be told from the file itself.

    Args:
        data: the whole file.
        vault_id: 16 bytes.
        heads: every head that the book had, by count from 0.
        of: the count it is said to be for, None to find out.

    Raises:
        BadInput: it is a time-stamp authority's reply that cannot be used or is over something else, or a
            message with the head of another record.
        IntegrityError: it holds a head of this record's name that this book never had.
    """
    if is_reply(data):
        return _stamped(data, vault_id, heads, of)
    return _mailed(data, vault_id, heads, of) if _FIELD.match(data) else None


def _stamped(data: bytes, vault_id: bytes, heads: Sequence[Head], of: int | None) -> Outside:
    reply = read_reply(data)
    meant = heads if of is None else heads[of : of + 1]
    for head in reversed(meant):
        if imprint(vault_id, head) == reply.imprint:
            return Outside("rfc3161", head, reply.made_at_ms, reply.authority)
    what = _("a head of this record") if of is None else _("the head of {count} entries").format(count=of)
    raise BadInput(
        _("This time stamp is over something else than {what}. Nothing was recorded.").format(what=what),
        _("Have head.tsq stamped as rk anchor new writes it, and add the authority's whole answer."),
    )


def _mailed(data: bytes, vault_id: bytes, heads: Sequence[Head], of: int | None) -> Outside | None:
    try:
        message = message_from_bytes(data)
        given = {head for part in message.walk() for head in _heads_in(part)}
    except (MessageError, ValueError, LookupError, RecursionError):
        return None  # too broken to be read by a program: a person can still say what it is
    ours = [head for head in given if head.vault_id == vault_id and of in {None, head.count}]
    if given and not ours:
        raise BadInput(
            _("This message holds the head of another record, or of another count. Nothing was recorded."),
            _("Add the answer to a head that this record gave out: rk anchor new -o DIR"),
        )
    for head in ours:
        if head.count >= len(heads) or heads[head.count].link != head.link:
            raise _never_had(head, len(heads) - 1)
    if not ours:
        return None
    at = _arrived(message)
    best = heads[max(head.count for head in ours)]
    return Outside("email" if at is not None else "scan", best, at, _sender(message))


def _heads_in(part: Message) -> Iterator[GivenHead]:
    body = None if part.is_multipart() else part.get_payload(decode=True)
    if isinstance(body, bytes):
        for found in _IN_WORDS.finditer(_MARKUP.sub(b" ", body)):
            yield GivenHead(bytes.fromhex(found[1].decode()), int(found[2]), bytes.fromhex(found[3].decode()))


def _arrived(message: Message) -> int | None:
    """When the last server took it in: milliseconds UTC from the topmost Received field (RFC 5321 §4.4).

    `Date` says what the sender's own computer believed, which for the keeper's own copy is the keeper's word.
    """
    received = message.get("Received")
    try:
        moment = parsedate_to_datetime(str(received).rpartition(";")[2].strip())
        # "-0000": in UTC, the server's own zone not told (RFC 5322 §3.3).
        return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp() * 1000)
    except (ValueError, TypeError, OverflowError):
        return None


def _sender(message: Message) -> str:
    written = str(message.get("From") or "")
    with suppress(MessageError, ValueError, LookupError):  # else as it stands there
        written = str(make_header(decode_header(written)))
    return " ".join(written.split())[:LONGEST_NAME]


def _never_had(head: GivenHead, count: int) -> IntegrityError:
    message = _(
        "This holds a head of this record after {given} entries that this record never had: it has {count} "
        "entries. Entries are missing here, or this is another copy. Nothing was recorded."
    )
    return IntegrityError(
        message.format(given=head.count, count=count),
        _("Look for a newer copy of the record, and keep both. To compare a head.txt: rk verify FILE"),
    )
