"""A library of defects: each function does what its name says to the record of `record.make`.

Beside each stands which numbered steps of ``verify`` fail, all of them and no others, and whether the
commands that read the record book refuse. Those whose chain was computed anew are the work of someone who
holds the key and knows this program.
"""

from collections.abc import Callable
from hashlib import sha256
from typing import NamedTuple

from tests.forger import Body, Forger
from tests.tampered.record import CITING, CORRECTION, ERASED, LAST, PHOTO

CONTACT = 7
PHOTO_NAME = sha256(PHOTO).hexdigest()


class Defect(NamedTuple):
    """One way to tamper with a record, and what notices.

    ``fails`` names the steps of ``verify``; ``refused`` tells whether reading commands stop. They go on
    where the record book itself is untouched: in the private book, in files, and in what only the
    comparison of entries shows.
    """

    inflict: Callable[[Forger], None]
    fails: tuple[int, ...]
    refused: bool = True

    @property
    def name(self) -> str:
        """The defect, which is the name of the function."""
        return self.inflict.__name__


def words_changed(forger: Forger) -> None:
    """The plain forgery: one word of what was said."""
    forger.reword(CONTACT, "public", lambda body: body.update(words="I know where you were"))


def impact_changed_in_the_private_part(forger: Forger) -> None:
    """What never leaves is sealed as well."""
    forger.reword(CONTACT, "private", lambda body: body.update(impact="none"))


def words_changed_in_the_private_book(forger: Forger) -> None:
    """The private book has a chain of its own."""
    forger.reword(1, "public", lambda body: body.update(words="forget it"), "private")


def recorded_at_changed(forger: Forger) -> None:
    """An entry made to look a week older."""
    forger.reword(CONTACT, "public", lambda body: body.update(recorded_at=body["recorded_at"] - 604_800_000))


def salt_changed(forger: Forger) -> None:
    """Without its salt a part cannot be shown to belong to the digest."""
    forger.sql("UPDATE content SET salt = randomblob(32) WHERE serial = 7 AND part = 'public'")


def digest_changed(forger: Forger) -> None:
    """Neither the bytes nor the link fit it any more."""
    forger.sql("UPDATE entry SET digest = randomblob(32) WHERE book = 'record' AND serial = 7")


def digest_made_to_fit_changed_words(forger: Forger) -> None:
    """The forger stops half-way: the words fit the digest, the digest does not fit the chain."""
    words_changed(forger)
    digest = forger.digest(CONTACT)
    forger.sql("UPDATE entry SET digest = ? WHERE book = 'record' AND serial = 7", digest)


def link_changed(forger: Forger) -> None:
    """It fits neither its own digest nor the next link."""
    forger.sql("UPDATE entry SET link = randomblob(32) WHERE book = 'record' AND serial = 7")


def id_changed(forger: Forger) -> None:
    """The id stands in the sealed bytes too."""
    forger.sql("UPDATE entry SET id = ? WHERE book = 'record' AND serial = 7", "0" * 32)


def entry_removed(forger: Forger) -> None:
    """A gap in the numbers, and the next entry hangs in the air."""
    forger.remove(CONTACT)


def entry_removed_and_its_words_left(forger: Forger) -> None:
    """The row goes, the content stays behind under no entry."""
    forger.sql("DELETE FROM entry WHERE book = 'record' AND serial = 7")


def entry_removed_and_the_rest_numbered_anew(forger: Forger) -> None:
    """No gap is left: the link is, and what names later entries now names others."""
    forger.remove(CONTACT)
    for serial in range(CONTACT + 1, LAST + 1):
        forger.move(serial, serial - 1)


def entry_removed_and_the_chain_computed_anew(forger: Forger) -> None:
    """The chain fits again; corrections and the erasure no longer name what they meant."""
    entry_removed_and_the_rest_numbered_anew(forger)
    forger.chain_anew()


def two_entries_swapped(forger: Forger) -> None:
    """Each whole in itself, in each other's place."""
    forger.swap(3, 6)


def entries_in_reverse_order(forger: Forger) -> None:
    """The first six, backwards."""
    for serial in (1, 2, 3):
        forger.swap(serial, 7 - serial)


def entry_repeated_at_the_end(forger: Forger) -> None:
    """An old entry once more, as it was: its link is that of its old place."""
    forger.copy(CONTACT, LAST + 1)


def entry_repeated_at_the_end_with_a_fitting_link(forger: Forger) -> None:
    """Whoever can compute a link can append; but no id is given twice."""
    forger.copy(CONTACT, LAST + 1)
    forger.chain_anew(LAST + 1)


def contents_of_two_entries_exchanged(forger: Forger) -> None:
    """The words of one under the digest of the other."""
    for old, new in ((3, -1), (6, 3), (-1, 6)):
        forger.sql("UPDATE content SET serial = ? WHERE book = 'record' AND serial = ?", new, old)


def public_parts_of_two_entries_exchanged(forger: Forger) -> None:
    """Half of the content only."""
    for old, new in ((3, -1), (6, 3), (-1, 6)):
        forger.sql(
            "UPDATE content SET serial = ? WHERE book = 'record' AND part = 'public' AND serial = ?", new, old
        )


def content_removed_without_an_erasure(forger: Forger) -> None:
    """The place stays, the words are gone, and nobody says why."""
    forger.sql("DELETE FROM content WHERE book = 'record' AND serial = 7")


def private_part_removed(forger: Forger) -> None:
    """Half of an entry is no entry: without both parts the digest cannot be checked."""
    forger.sql("DELETE FROM content WHERE book = 'record' AND serial = 7 AND part = 'private'")


def words_invented_for_an_erased_entry(forger: Forger) -> None:
    """One part alone in an erased place would be compared with nothing."""
    forger.sql(
        "INSERT INTO content (book, serial, part, salt, bytes)"
        " VALUES ('record', ?, 'public', randomblob(32), ?)",
        ERASED,
        '{"kind":"contact","v":1}',
    )


def erasure_of_an_entry_whose_words_are_there(forger: Forger) -> None:
    """Erased words put back, as a page of an older copy would do it."""
    forger.reword(15, "public", lambda body: body["target"].update(serial=6, digest=forger.digest(6).hex()))
    forger.chain_anew(15)


def attachment_changed(forger: Forger) -> None:
    """One byte of a photograph."""
    forger.sql(
        "UPDATE chunk SET packed = 0, bytes = ? WHERE sha256 = ?", PHOTO[:99] + b"!" + PHOTO[100:], PHOTO_NAME
    )


def attachment_shortened(forger: Forger) -> None:
    """The end of it is gone, and its size says so."""
    forger.sql("UPDATE chunk SET packed = 0, bytes = ? WHERE sha256 = ?", PHOTO[:-1], PHOTO_NAME)
    forger.sql("UPDATE file SET size = size - 1")


def attachment_without_its_pieces(forger: Forger) -> None:
    """It is listed, and there is nothing of it."""
    forger.sql("DELETE FROM chunk")


def citation_of_a_missing_file(forger: Forger) -> None:
    """An entry cites what is not there."""
    forger.sql("DELETE FROM chunk")
    forger.sql("DELETE FROM file")
    forger.sql("DELETE FROM citation")


def citation_of_another_file(forger: Forger) -> None:
    """The entry names a file that was never stored; the chain is computed to fit."""
    forger.reword(CITING, "public", lambda body: body["files"][0].update(sha256="ab" * 32))
    forger.chain_anew(CITING)


def bytes_with_spaces(forger: Forger) -> None:
    """Same meaning, other bytes; the chain is computed to fit them."""
    data = forger.data(LAST, "public").replace(b'","', b'", "', 1)
    forger.write(LAST, "public", data)
    forger.chain_anew(LAST)


def field_given_twice(forger: Forger) -> None:
    """Two readers could each take another one of the two."""
    data = forger.data(LAST, "public").replace(b"}", b',"words":"sorry"}', 1)
    forger.write(LAST, "public", data)
    forger.chain_anew(LAST)


def field_that_the_kind_does_not_have(forger: Forger) -> None:
    """Version 1 has the fields of version 1; more would be unread words."""
    _forged(forger, LAST, "public", lambda body: body.update(mood="calm"))


def field_missing_that_the_kind_needs(forger: Forger) -> None:
    """A contact without a direction."""
    _forged(forger, LAST, "public", lambda body: body.pop("direction"))


def private_field_in_the_public_part(forger: Forger) -> None:
    """It would leave with the next export."""
    _forged(forger, LAST, "public", lambda body: body.update(impact="no sleep"))


def public_field_in_the_private_part(forger: Forger) -> None:
    """It would be withheld from every export."""
    _forged(forger, LAST, "private", lambda body: body.update(facts="he came back"))


def parts_of_different_kinds(forger: Forger) -> None:
    """The private part of something else."""
    _forged(forger, LAST, "private", lambda body: body.update(kind="note"))


def parts_of_different_versions(forger: Forger) -> None:
    """Neither version has such an entry."""
    _forged(forger, LAST, "private", lambda body: body.update(v=2))


def recorded_at_missing(forger: Forger) -> None:
    """An entry always says when it was recorded."""
    _forged(forger, LAST, "public", lambda body: body.pop("recorded_at"))


def stamp_missing(forger: Forger) -> None:
    """An entry always says under which clock."""
    _forged(forger, LAST, "private", lambda body: body.pop("stamp"))


def last_entry_moved_to_the_private_book(forger: Forger) -> None:
    """Both chains are computed to fit; a contact in the private book is out of place."""
    serial = forger.last("private") + 1
    forger.move(LAST, serial, to_book="private")
    forger.chain_anew(serial, "private")


def correction_naming_another_digest(forger: Forger) -> None:
    """It corrects something that never stood there."""
    _forged(forger, CORRECTION, "public", lambda body: body["target"].update(digest="cd" * 32))


def withdrawal_of_a_later_entry(forger: Forger) -> None:
    """What is withdrawn comes before its withdrawal, even where the digest fits."""
    later = {"serial": LAST, "digest": forger.digest(LAST).hex()}
    _forged(forger, 13, "public", lambda body: body.update(target=later))


def withdrawal_of_no_entry(forger: Forger) -> None:
    """A number that was never given."""
    _forged(forger, 13, "public", lambda body: body["target"].update(serial=900))


def trigger_added(forger: Forger) -> None:
    """The rules of the tables are part of the record, and one more is one too many."""
    forger.sql("CREATE TRIGGER harmless AFTER DELETE ON entry BEGIN SELECT 1; END")


def vault_id_changed(forger: Forger) -> None:
    """The name of the record in its chains stands in keys.json too; nothing further is looked at."""
    forger.sql("UPDATE vault SET vault_id = randomblob(16)")


def _forged(forger: Forger, serial: int, part: str, change: Callable[[Body], object]) -> None:
    forger.reword(serial, part, change)
    forger.chain_anew(serial)


DEFECTS = (
    Defect(words_changed, (4,)),
    Defect(impact_changed_in_the_private_part, (4,)),
    Defect(words_changed_in_the_private_book, (4,), refused=False),
    Defect(recorded_at_changed, (4,)),
    Defect(salt_changed, (4,)),
    Defect(digest_changed, (4, 5, 7)),
    Defect(digest_made_to_fit_changed_words, (5, 7)),
    Defect(link_changed, (5,)),
    Defect(id_changed, (6,)),
    Defect(entry_removed, (3, 5, 7)),
    Defect(entry_removed_and_its_words_left, (3, 5, 7)),
    Defect(entry_removed_and_the_rest_numbered_anew, (3, 5, 7)),
    Defect(entry_removed_and_the_chain_computed_anew, (3, 7)),
    Defect(two_entries_swapped, (5,)),
    Defect(entries_in_reverse_order, (5,)),
    Defect(entry_repeated_at_the_end, (3, 5)),
    Defect(entry_repeated_at_the_end_with_a_fitting_link, (3,), refused=False),
    Defect(contents_of_two_entries_exchanged, (4, 6)),
    Defect(public_parts_of_two_entries_exchanged, (4, 6)),
    Defect(content_removed_without_an_erasure, (3,)),
    Defect(private_part_removed, (3,)),
    Defect(words_invented_for_an_erased_entry, (3,), refused=False),
    Defect(erasure_of_an_entry_whose_words_are_there, (3,), refused=False),
    Defect(attachment_changed, (8,), refused=False),
    Defect(attachment_shortened, (8,), refused=False),
    Defect(attachment_without_its_pieces, (8,), refused=False),
    Defect(citation_of_a_missing_file, (8,), refused=False),
    Defect(citation_of_another_file, (8,), refused=False),
    Defect(bytes_with_spaces, (6,)),
    Defect(field_given_twice, (6,)),
    Defect(field_that_the_kind_does_not_have, (6,)),
    Defect(field_missing_that_the_kind_needs, (6,)),
    Defect(private_field_in_the_public_part, (6,)),
    Defect(public_field_in_the_private_part, (6,)),
    Defect(parts_of_different_kinds, (6,)),
    Defect(parts_of_different_versions, (6,)),
    Defect(recorded_at_missing, (6,)),
    Defect(stamp_missing, (6,)),
    Defect(last_entry_moved_to_the_private_book, (6,), refused=False),
    Defect(correction_naming_another_digest, (7,), refused=False),
    Defect(withdrawal_of_a_later_entry, (7,), refused=False),
    Defect(withdrawal_of_no_entry, (7,), refused=False),
    Defect(trigger_added, (2,), refused=False),
    Defect(vault_id_changed, (2, 3, 4, 5, 6, 7, 8)),
)
