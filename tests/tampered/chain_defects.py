"""Defects of the books: words, seals, order, numbers, what is missing. Each is named by its function.

Where the chain was computed anew it is the work of someone who holds the key and knows this program.
"""

from tests.forger import Forger
from tests.tampered.defect import Defect
from tests.tampered.record import ERASED, LAST

CONTACT = 7


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


CHAIN_DEFECTS = (
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
    Defect(erasure_of_an_entry_whose_words_are_there, (3,)),
)
