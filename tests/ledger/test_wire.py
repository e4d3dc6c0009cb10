"""The quick way through a long book says yes only where the slow way does too."""

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from recordkeeper.errors import IntegrityError
from recordkeeper.ledger.canonical import LARGEST_INTEGER
from recordkeeper.ledger.sealing import Stamp, seal, unseal
from recordkeeper.ledger.wire import Contacts
from recordkeeper.records.contacts import Contact
from recordkeeper.records.fact import Fact
from recordkeeper.vault.rows import Part, SealedRow
from tests.casebook import contact
from tests.ledger.any_fact import facts, full_facts, plain, stamps

ID = "0123456789abcdef" * 2
STAMP = Stamp(zone="Europe/London", offset=0, operation="0" * 16)


def sealed(fact: Fact, stamp: Stamp = STAMP) -> tuple[Part, Part]:
    """The two parts of an entry."""
    public, private, _digest = seal(fact, identity=ID, recorded_at=1, stamp=stamp)
    return public, private


def slowly(public: bytes, private: bytes) -> list[str] | None:
    """What `unseal` finds, which looks at every field by itself."""
    row = SealedRow("record", 1, ID, b"", b"", Part(b"", public), Part(b"", private))
    try:
        fact = unseal(row).fact
    except IntegrityError:
        return None
    return None if fact is None else list(fact.files_cited())


@settings(deadline=None)
@given(st.one_of(facts(Contact), full_facts(Contact)), stamps)
def test_every_contact_the_program_writes_is_read_as_the_slow_way_reads_it(
    fact: Contact, stamp: Stamp
) -> None:
    """The files it cites; or it is left to the slow way, as a channel of the keeper's own name is."""
    public, private = sealed(fact, stamp)
    found = Contacts().files(ID, public.data, private.data)
    assert found == (None if fact.channel.startswith("other:") else slowly(public.data, private.data))


changes = st.one_of(
    st.tuples(
        st.sampled_from(["v", "kind", "id", "recorded_at", "channel", "when", "files", "words"]), plain
    ),
    st.tuples(st.sampled_from(["location", "stamp", "count", "unknown", "duration"]), plain),
    st.tuples(st.sampled_from(["duration", "sent_at", "recorded_at"]), st.just(LARGEST_INTEGER + 1)),
)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_what_the_slow_way_refuses_is_never_let_through(data: st.DataObject) -> None:
    """A field of another type, in the wrong part, missing, or too large a number, in either part."""
    fact = data.draw(facts(Contact))
    parts = {"public": sealed(fact)[0].data, "private": sealed(fact)[1].data}
    which = data.draw(st.sampled_from(["public", "private"]))
    body: dict[str, Any] = json.loads(parts[which])
    name, value = data.draw(changes)
    if data.draw(st.booleans()):
        body[name] = value
    else:
        body.pop(name, None)
    parts[which] = json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
    found = Contacts().files(ID, parts["public"], parts["private"])
    assert found is None or found == slowly(parts["public"], parts["private"])


def test_bytes_that_are_not_canonical_or_of_another_entry_go_the_slow_way() -> None:
    """Spaces, half a character, another id, a private part that is none; and a good one after a bad one."""
    public, private = (part.data for part in sealed(contact("2026-02-01T10:00")))
    quick = Contacts()
    assert quick.files(ID, public, private) == []
    for bad in (public.replace(b",", b", "), public[:-1], b"\xff", public.replace(b"hello", b"\xff")):
        assert quick.files(ID, bad, private) is None
    assert quick.files("0" * 32, public, private) is None
    for bad in (private.replace(b",", b", "), private[:-1]):
        assert quick.files(ID, public, bad) is None
    assert quick.files(ID, public, private) == []
