"""Vectors of the layout of evidence.json: the order and the number of fields."""

from tests.vectors.forging import NAME, Files, edited, erased, evidence_of, replaced, small
from tests.vectors.vector import vector

unlike = vector("damaged", 2, by_shell=1)


@unlike
def files_before_entries() -> Files:
    """The two lists have changed places."""
    return edited('"entries":[', '"files":[')


@unlike
def vault_before_head() -> Files:
    """Fields of the last line in another order."""
    head, vault = f'"head":"{small().link(2).hex()}"', f'"vault":"{small().vault.hex()}"'
    return edited(f"{head},{vault}", f"{vault},{head}")


@unlike
def head_before_format() -> Files:
    """Fields of the last line in another order."""
    head, kind = f'"head":"{small().link(2).hex()}"', '"format":"recordkeeper evidence v1"'
    return edited(f"{kind},{head}", f"{head},{kind}")


@unlike
def private_before_digest() -> Files:
    """Fields of an entry in another order."""
    entry = small().entries[0]
    digest, closed = f'"digest":"{entry.digest.hex()}"', f'"private":"{entry.closed.hex()}"'
    return edited(f"{digest},{closed}", f"{closed},{digest}")


@unlike
def public_before_private() -> Files:
    """Fields of an entry in another order."""
    book = small()
    closed = f'"private":"{book.entries[0].closed.hex()}"'
    data = replaced(replaced(book.evidence(), f"{closed},", ""), '"}},', f'"}},{closed}}},')
    return evidence_of(data)


@unlike
def salt_before_bytes() -> Files:
    """Fields of a public part in another order."""
    book = small()
    salt = f'"salt":"{book.entries[0].salt.hex()}"'
    data = replaced(replaced(book.evidence(), f",{salt}", ""), '{"bytes"', f'{{{salt},"bytes"')
    return evidence_of(data)


@unlike
def erased_before_digest() -> Files:
    """Fields of an erased entry in another order."""
    digest = f'"digest":"{erased().entries[0].digest.hex()}"'
    data = replaced(erased().evidence(), f'{digest},"erased":true', f'"erased":true,{digest}')
    return {NAME: data}


@unlike
def sha256_before_path() -> Files:
    """Fields of a file in another order."""
    line = '"path":"exhibits/E1-2.txt"'
    data = replaced(small().evidence(), f"{line},", "")
    return evidence_of(replaced(data, '"}\n],"format"', f'",{line}}}\n],"format"'))


@unlike
def field_added_to_the_evidence() -> Files:
    """A field that evidence does not have."""
    return edited('"book"', '"author":"x","book"')


@unlike
def field_added_at_the_end() -> Files:
    """A field that evidence does not have, in the last line."""
    return edited('"}\n],"format"', '"}\n],"footer":0,"format"')


@unlike
def field_added_to_a_shown_entry() -> Files:
    """A field that an entry does not have."""
    return edited("}},\n", '},"serial":1},\n')


@unlike
def field_added_to_a_withheld_entry() -> Files:
    """A field that an entry does not have."""
    return edited('"}\n],"files"', '","serial":2}\n],"files"')


@unlike
def field_added_to_a_public_part() -> Files:
    """A field that a part does not have."""
    return edited('{"bytes"', '{"author":"x","bytes"')


@unlike
def field_added_to_a_file() -> Files:
    """A field that a file does not have."""
    return edited('{"path"', '{"name":"x","path"')


@unlike
def book_missing() -> Files:
    """A field is left out."""
    return edited('"book":"record",', "")


@unlike
def count_missing() -> Files:
    """A field is left out."""
    return edited('"count":2,', "")


@unlike
def files_missing() -> Files:
    """The list of files is left out, and all its lines."""
    return edited(small().evidence().decode().partition(',"files"')[2].partition('],"format"')[0], "")


@unlike
def format_missing() -> Files:
    """A field is left out."""
    return edited('"format":"recordkeeper evidence v1",', "")


@unlike
def head_missing() -> Files:
    """A field is left out."""
    return edited(f'"head":"{small().link(2).hex()}",', "")


@unlike
def vault_missing() -> Files:
    """A field is left out."""
    return edited(f',"vault":"{small().vault.hex()}"', "")


@unlike
def digest_missing() -> Files:
    """A field is left out of a withheld entry."""
    return edited(f'"digest":"{small().entries[1].digest.hex()}"', "")


@unlike
def digest_missing_of_a_shown_entry() -> Files:
    """A field is left out that could be computed."""
    return edited(f'"digest":"{small().entries[0].digest.hex()}",', "")


@unlike
def private_missing() -> Files:
    """A shown entry without the hash of its private part."""
    return edited(f'"private":"{small().entries[0].closed.hex()}",', "")


@unlike
def public_missing() -> Files:
    """The hash of a private part, and no public part."""
    return edited(small().evidence().decode().partition(',"public"')[2].partition("},\n")[0], "")


@unlike
def salt_missing() -> Files:
    """A public part without its salt."""
    return edited(f',"salt":"{small().entries[0].salt.hex()}"', "")


@unlike
def path_missing() -> Files:
    """A file without its path."""
    return edited('"path":"exhibits/E1.txt",', "")


@unlike
def head_twice() -> Files:
    """A field stands twice, with the same value."""
    return edited('"head"', f'"head":"{small().link(2).hex()}","head"')


@unlike
def book_twice() -> Files:
    """A field stands twice, with another value first."""
    return edited('{"book"', '{"book":"private","book"')


@unlike
def digest_twice() -> Files:
    """A field of an entry stands twice."""
    return edited('{"digest"', '{"digest":"' + "ab" * 32 + '","digest"')


@unlike
def field_name_with_an_escape() -> Files:
    """The name of a field written in another way."""
    return edited('"head"', '"he\\u0061d"')


@unlike
def list_of_evidence() -> Files:
    """A list around it."""
    return evidence_of(b"[" + small().evidence() + b"]")
