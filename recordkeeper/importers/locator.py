"""Where something stands in what was handed over, in words that a person can follow."""

from recordkeeper.catalogue import gettext as _


def of_record(number: int, byte: int, member: str = "") -> str:
    """The place of a record, by its number among all of them and by its first byte."""
    return within(member, _("record {number}, byte {byte}").format(number=number, byte=byte))


def of_byte(byte: int, member: str = "") -> str:
    """A place between records."""
    return within(member, _("byte {byte}").format(byte=byte))


def within(member: str, where: str) -> str:
    """A place in a member; a lone file, which has no name there, is not named."""
    return f"{member}, {where}" if member else where
