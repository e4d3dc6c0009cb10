"""Defects of form: bytes, fields, references, files, tables. Each is named by its function.

Most leave a chain that fits: it was computed anew by someone who holds the key.
"""

from collections.abc import Callable
from hashlib import sha256

from tests.forger import Body, Forger
from tests.tampered.defect import Defect
from tests.tampered.record import CITING, CORRECTION, LAST, PHOTO

PHOTO_NAME = sha256(PHOTO).hexdigest()


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


def citation_left_off_the_list(forger: Forger) -> None:
    """The entry cites its photograph; the list that keeps files from being swept does not."""
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


FORM_DEFECTS = (
    Defect(attachment_changed, (8,), refused=False),
    Defect(attachment_shortened, (8,), refused=False),
    Defect(attachment_without_its_pieces, (8,), refused=False),
    Defect(citation_of_a_missing_file, (8,), refused=False),
    Defect(citation_left_off_the_list, (8,), refused=False),
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
    Defect(correction_naming_another_digest, (7,)),
    Defect(withdrawal_of_a_later_entry, (7,)),
    Defect(withdrawal_of_no_entry, (7,)),
    Defect(trigger_added, (2,), refused=False),
    Defect(vault_id_changed, (2, 3, 4, 5, 6, 7, 8, 9)),
)
