"""A contact's two parts as msgspec reads and writes them, in C: the quick way through a long book.

Bytes that are read into exactly these fields, and written again, equal themselves only if they are canonical,
every field is one that the kind has, of its type and in its part, and none is missing: all that step 6 of
``docs/evidence-format.md`` asks of an entry. So what goes through here needs no further look; whatever does
not, for whatever reason, is looked at slowly. Only contacts: nearly every entry of a long book is one.
"""

from functools import reduce
from operator import or_
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

import msgspec
from msgspec import NODEFAULT, Meta, Struct, defstruct, structs

from recordkeeper.ledger.canonical import LARGEST_INTEGER
from recordkeeper.ledger.sealing import Stamp
from recordkeeper.records.contacts import Contact
from recordkeeper.records.fact import FORMAT_VERSION
from recordkeeper.records.vocabulary import CHANNELS, Channel

_Field = tuple[str, Any] | tuple[str, Any, Any]


def _exact(hint: Any) -> Any:
    """A type that takes the same values as ``hint``, but no integer that JSON would not keep exactly."""
    if hint is int:
        return Annotated[int, Meta(ge=-LARGEST_INTEGER, le=LARGEST_INTEGER)]
    if hint is Channel:
        return Literal[CHANNELS]  # a pattern is asked of Python each time; "other:NAME" goes the slow way
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Annotated and inner[0] is int:
        return Annotated[int, Meta(ge=inner[1].ge, le=LARGEST_INTEGER)]
    if origin is tuple:
        return tuple[tuple(_exact(one) for one in inner)]  # type: ignore[misc]
    if origin not in {None, Annotated, Literal}:
        return reduce(or_, (_exact(one) for one in inner))
    if isinstance(hint, type) and issubclass(hint, Struct):
        return _made(hint.__name__, _fields(hint, frozenset(hint.__struct_fields__)))
    return hint


def _fields(kind: type[Struct], names: frozenset[str]) -> list[_Field]:
    hints = get_type_hints(kind, include_extras=True)
    return [
        (one.name, _exact(hints[one.name]))
        if one.default is NODEFAULT
        else (one.name, _exact(hints[one.name]), one.default)
        for one in structs.fields(kind)
        if one.name in names
    ]


def _made(name: str, fields: list[_Field]) -> type[Any]:
    return defstruct(name, fields, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, gc=False)


_EVERY: list[_Field] = [("v", Literal[FORMAT_VERSION]), ("kind", Literal["contact"])]
_PUBLIC = _made(
    "PublicPart",
    [
        *_EVERY,
        ("id", str),
        ("recorded_at", _exact(int)),
        *_fields(Contact, frozenset(Contact.__struct_fields__) - Contact.private),
    ],
)
_PRIVATE = _made("PrivatePart", [*_EVERY, ("stamp", _exact(Stamp)), *_fields(Contact, Contact.private)])
_read_public = msgspec.json.Decoder(_PUBLIC).decode
_read_private = msgspec.json.Decoder(_PRIVATE).decode
_write = msgspec.json.Encoder(order="sorted").encode


class Contacts:
    """Reads the contacts of one book, one after another.

    The private parts of an import are the same bytes again and again: what was found good a moment ago is.
    """

    def __init__(self) -> None:
        self._good = b""

    def files(self, identity: str, public: bytes, private: bytes) -> list[str] | None:
        """The SHA-256 (hex) of every file that a contact cites; None where it is not surely a whole one.

        Args:
            identity: the id of its entry.
            public: the bytes of its public part.
            private: the bytes of its private part.
        """
        try:
            if private != self._good:
                if _write(_read_private(private)) != private:
                    return None
                self._good = private
            shown = _read_public(public)
            if shown.id != identity or _write(shown) != public:
                return None
        except (msgspec.DecodeError, UnicodeDecodeError):
            return None
        return [file.sha256 for file in shown.files] if shown.files else []
