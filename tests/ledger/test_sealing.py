"""From a fact to a sealed row and back: nothing lost, nothing private in the public part."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import NODEFAULT, inspect, structs

from recordkeeper.errors import BadInput, IntegrityError
from recordkeeper.ledger import canonical
from recordkeeper.ledger.sealing import Entry, Stamp, digest_of, seal, split, unseal
from recordkeeper.records.custody import Correction
from recordkeeper.records.fact import Fact, Target
from recordkeeper.records.kinds import BY_NAME, KINDS, PRIVATE_KINDS, RECORD_KINDS, book_of
from recordkeeper.records.people import Identifier, Person
from recordkeeper.vault.rows import Part, SealedRow
from tests.casebook import STAMP, contact
from tests.ledger.any_fact import facts, full_facts, stamps

ID = "000102030405060708090a0b0c0d0e0f"
RECORDED = 1_767_301_500_000
LINK = bytes(32)
RESERVED = {"v", "kind", "id", "recorded_at", "stamp"}

any_fact = st.sampled_from(KINDS).flatmap(facts)
of_each_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)


def sealed(fact: Fact, stamp: Stamp = STAMP) -> SealedRow:
    """A row with this fact, as it would lie in the box."""
    public, private, digest = seal(fact, identity=ID, recorded_at=RECORDED, stamp=stamp)
    return SealedRow(book_of(fact), 7, ID, digest, LINK, public, private)


def changed(row: SealedRow, *, public: Any = None, private: Any = None) -> SealedRow:
    """The same row with other fields in its parts; a field set to None is left out."""
    assert row.public is not None
    assert row.private is not None
    return row._replace(public=_having(row.public, public), private=_having(row.private, private))


def _having(part: Part, fields: dict[str, object] | None) -> Part:
    body = json.loads(part.data) | (fields or {})
    return Part(
        part.salt, canonical.write({name: value for name, value in body.items() if value is not None})
    )


def bodies(row: SealedRow) -> tuple[dict[str, Any], dict[str, Any]]:
    """The JSON of both parts."""
    assert row.public is not None
    assert row.private is not None
    return json.loads(row.public.data), json.loads(row.private.data)


@of_each_kind
@settings(max_examples=12, deadline=None)
@given(data=st.data(), stamp=stamps)
def test_every_kind_comes_back_as_it_was(kind: type[Fact], data: st.DataObject, stamp: Stamp) -> None:
    """Any fact of any kind is read back equal, with its time, its kind and its stamp."""
    fact = data.draw(facts(kind))
    row = sealed(fact, stamp)
    assert unseal(row) == Entry(
        row.book, 7, ID, row.digest, LINK, recorded_at=RECORDED, kind=kind.kind, fact=fact, stamp=stamp
    )


@of_each_kind
@settings(max_examples=5, deadline=None)
@given(data=st.data())
def test_every_private_field_stands_in_the_private_part_alone(kind: type[Fact], data: st.DataObject) -> None:
    """Of a fact with every field given, each name is in exactly one part, and in the right one."""
    fact = data.draw(full_facts(kind))
    public, private = bodies(sealed(fact))
    hidden = fact.private_fields()
    assert set(public) - RESERVED == set(kind.__struct_fields__) - hidden
    assert set(private) - RESERVED == hidden
    assert {**public, **private}.keys() - RESERVED == set(kind.__struct_fields__)
    assert public["kind"] == private["kind"] == kind.kind
    assert public["v"] == private["v"] == 1
    assert set(public) & RESERVED == RESERVED - {"stamp"}
    assert set(private) & RESERVED == {"v", "kind", "stamp"}


@settings(max_examples=50, deadline=None)
@given(any_fact)
def test_splitting_loses_and_invents_nothing(fact: Fact) -> None:
    """Both parts together are the fact's own fields."""
    public, private = split(fact)
    assert public.keys().isdisjoint(private)
    assert public | private == fact.fields()


def test_what_is_private_is_so_for_ever() -> None:
    """The private fields of every kind, written out: none can quietly become public."""
    withheld = {kind.kind: sorted(kind.private) for kind in KINDS if kind.private}
    exif = ["exif"]
    assert all(kind.private <= set(kind.__struct_fields__) for kind in KINDS)
    assert withheld == {
        "statement": exif,
        "delivery": exif,
        "contact": [
            "children_present",
            "exif",
            "group",
            "impact",
            "keeper_identifier",
            "location",
            "shown_name",
        ],
        "measure": ["exif", "why"],
        "consequence-step": ["exif", "reason"],
        "report-made": exif,
        "order": ["protected"],
        "attachment": exif,
        "source": ["me", "them", "zone"],
    }


@pytest.mark.parametrize("role", ["child", "witness"])
def test_a_child_or_witness_is_a_role_and_a_label(role: Any) -> None:
    """Everything else about them is private; about anybody else nothing is."""
    person = Person(role=role, label="child 1", name="Kim", vehicle="bicycle")
    assert person.private_fields() == frozenset(Person.__struct_fields__) - {"role", "label"}
    assert bodies(sealed(person))[0].keys() - RESERVED == {"role", "label"}
    assert Person(role="proxy", name="Kim").private_fields() == frozenset()


def test_the_keepers_own_number_is_private() -> None:
    """The other person's is not: it is evidence."""
    own = Identifier(type="phone", value="+44 7700 900001", keeper=True, basis="mine")
    assert own.private_fields() == {"value", "basis"}
    assert Identifier(type="phone", value="+44 7700 900355").private_fields() == frozenset()


def test_a_correction_is_as_private_as_what_it_corrects() -> None:
    """Old and new value and the reason go where the field goes."""
    target = Target(serial=7, digest="ab" * 32)
    fields: dict[str, Any] = {"target": target, "field": "location", "old": "A", "new": "B", "reason": "C"}
    assert Correction(**fields, of_private=True).private_fields() == {"old", "new", "reason"}
    assert Correction(**fields).private_fields() == frozenset()


@of_each_kind
def test_no_field_has_a_name_that_the_format_needs(kind: type[Fact]) -> None:
    """``v``, ``kind``, ``id``, ``recorded_at`` and ``stamp`` mean one thing only; so does ``target``."""
    names = set(kind.__struct_fields__)
    assert not names & RESERVED
    assert all(name.isascii() and name == name.lower() for name in names)
    targets = {field.name: field.type for field in structs.fields(kind) if field.name == "target"}
    assert targets in ({}, {"target": Target})


def test_kinds_have_one_name_and_one_book() -> None:
    """Lower-case words joined by hyphens; each in the record or in the private book."""
    assert len(BY_NAME) == len(KINDS) == 27
    assert all(name.replace("-", "a").isalpha() and name == name.lower() for name in BY_NAME)
    assert not set(RECORD_KINDS) & set(PRIVATE_KINDS)
    assert sorted(kind.kind for kind in PRIVATE_KINDS) == ["disclosure", "note", "setting", "support", "why"]


STATED_DEFAULTS = {
    ("identifier", "confidence"): "known",
    ("witness-account", "willing"): "unknown",
    ("FileRef", "type"): "application/octet-stream",
}
"""Left out of the stored bytes although they say something: in version 1 they can never change."""


@of_each_kind
def test_what_is_left_out_means_not_given(kind: type[Fact]) -> None:
    """Every default is None, empty, false or zero, but for three that are written down here for ever."""
    for owner, field in _all_fields(inspect.type_info(kind), kind.kind):
        if field.default is not NODEFAULT and field.default not in (None, (), "", False, 0):
            assert STATED_DEFAULTS[owner, field.name] == field.default


def _all_fields(info: Any, owner: str) -> list[tuple[str, Any]]:
    found = [(owner, field) for field in info.fields]
    for field in info.fields:
        for inner in _structs_in(field.type):
            found += _all_fields(inner, inner.cls.__name__)
    return found


def _structs_in(info: Any) -> list[Any]:
    if isinstance(info, inspect.StructType):
        return [info]
    inner = [*getattr(info, "types", ()), *getattr(info, "item_types", ()), getattr(info, "item_type", None)]
    return [found for one in inner if one is not None for found in _structs_in(one)]


def test_fields_that_were_not_given_are_not_stored() -> None:
    """A contact of which little is known is a few bytes."""
    public, private = bodies(sealed(contact("2026-01-02T21:04", words=None, location="home")))
    assert set(public) == {"v", "kind", "id", "recorded_at", "direction", "channel", "when"}
    assert set(private) == {"v", "kind", "stamp", "location"}


def test_salts_are_fresh_for_every_part() -> None:
    """The same fact twice has four different salts, and two digests."""
    rows = [sealed(contact("2026-01-02T21:04")) for _ in range(2)]
    salts = {part.salt for row in rows for part in (row.public, row.private) if part is not None}
    assert [len(salt) for salt in salts] == [32] * 4
    assert len({row.digest for row in rows}) == 2


def test_the_digest_is_that_of_the_stored_bytes() -> None:
    """Of both parts; a change in either gives another."""
    row = sealed(contact("2026-01-02T21:04", location="home"))
    assert row.public is not None
    assert row.private is not None
    assert digest_of(row.public, row.private) == row.digest
    other = Part(row.private.salt, row.private.data.replace(b"home", b"work"))
    assert digest_of(row.public, other) != row.digest


@pytest.mark.parametrize("value", [1.5, "\ud83d", 2**53])
def test_a_fact_that_cannot_be_kept_exactly_is_refused(value: Any) -> None:
    """Before anything is written, as something typed wrongly and not as damage."""
    target = Target(serial=1, digest="ab" * 32)
    with pytest.raises(BadInput):
        sealed(Correction(target=target, field="duration", new=value, reason="x"))


def test_an_erased_entry_has_its_place_and_nothing_else() -> None:
    """Either part gone means that nothing is claimed."""
    row = sealed(contact("2026-01-02T21:04"))
    for erased in (row._replace(public=None, private=None), row._replace(private=None)):
        entry = unseal(erased)
        assert (entry.serial, entry.digest, entry.kind) == (7, row.digest, "")
        assert (entry.recorded_at, entry.fact, entry.stamp) == (None, None, None)


@pytest.mark.parametrize(
    ("public", "private"),
    [
        ({"v": 2}, {"v": 2}),
        ({"v": 2, "mood": "calm"}, {"v": 2, "stamp": None}),
        ({"kind": "dream"}, {"kind": "dream"}),
        ({"v": "1"}, {"v": "1"}),
    ],
)
def test_an_unknown_kind_or_version_is_an_entry_without_a_fact(
    public: dict[str, object], private: dict[str, object]
) -> None:
    """A newer program's entry keeps its place, its time and its kind; what it says is not guessed at."""
    entry = unseal(changed(sealed(contact("2026-01-02T21:04")), public=public, private=private))
    assert (entry.recorded_at, entry.kind) == (RECORDED, public.get("kind", "contact"))
    assert (entry.fact, entry.stamp) == (None, None)


@pytest.mark.parametrize(
    ("public", "private", "why"),
    [
        ({"id": "0" * 32}, {}, "do not belong together"),
        ({"id": None}, {}, "do not belong together"),
        ({"v": 2}, {}, "do not belong together"),
        ({}, {"kind": "note"}, "do not belong together"),
        ({"recorded_at": None}, {}, "do not belong together"),
        ({"recorded_at": "noon"}, {}, "do not belong together"),
        ({}, {"stamp": None}, "no readable stamp"),
        ({}, {"stamp": {"zone": 1}}, "no readable stamp"),
        ({"direction": "up"}, {}, "is not a whole contact"),
        ({"mood": "calm"}, {}, "is not a whole contact"),
        ({"location": "home"}, {}, "private field stands in its public part"),
        ({}, {"facts": "he rang"}, "private field stands in its public part"),
    ],
)
def test_parts_that_do_not_fit_are_damage(
    public: dict[str, object], private: dict[str, object], why: str
) -> None:
    """Known kind, known version: then every field is checked, and the error names the entry."""
    with pytest.raises(IntegrityError, match=rf"Entry 7 of the record book.*{why}"):
        unseal(changed(sealed(contact("2026-01-02T21:04")), public=public, private=private))
