"""Who a mail names: the addresses of From, To and the like, as they stand (RFC 5322 §3.4).

Tolerant, because a name that cannot be read must not cost the address beside it.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"|\\.|<[^<>]*+>|[(),;:]|[^"\\<(),;:]++|.', re.DOTALL)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_OPENS, _CLOSES, _GROUP, _ENDS = "(", ")", ":", frozenset({",", ";"})


class Address(NamedTuple):
    """One party.

    Attributes:
        name: the display name, its encoded words not read yet; "" when it has none.
        spec: the address itself, as it stands; "" for the empty one that bounces have.
    """

    name: str
    spec: str


def addresses(field: str) -> tuple[Address, ...]:
    """Everyone in a field, in their order. The names of groups are left out."""
    if not field:
        return ()
    found: list[Address] = []
    party = _Party()
    bare: list[Address] = []
    for token in (*_tokens(field), ","):
        if token not in _ENDS:
            party = party.with_token(token)
            continue
        one = party.address()
        if one is not None and party.spec is None and "@" not in one.spec:
            bare.append(one)
        elif one is not None:
            found += _joined(bare, one) if party.spec is not None else (*bare, one)
            bare = []
        party = _Party()
    return (*found, *bare)


def _joined(bare: list[Address], one: Address) -> tuple[Address]:
    """An address, with what stands before it: parts of a name with commas and no quotation marks."""
    parts = (*(each.spec for each in bare), one.name)
    return (one._replace(name=", ".join(part for part in parts if part)),)


class _Party:
    """What was read of one party so far."""

    def __init__(self) -> None:
        self.spec: str | None = None
        self._words: list[str] = []
        self._comments: list[str] = []

    def with_token(self, token: str) -> "_Party":
        """It, with one token more; a new one after the name of a group."""
        if token == _GROUP:
            return _Party()
        if token.startswith(_OPENS):
            self._comments.append(token[1:])
        elif token.startswith("<") and token.endswith(">"):
            self.spec = token[1:-1].strip()
        elif token.startswith('"') and len(token) > 1:
            self._words.append(_ESCAPED.sub(r"\1", token[1:-1]))
        else:
            self._words.append(token)
        return self

    def address(self) -> Address | None:
        """Who that is; None where nobody is named."""
        words = "".join(self._words).strip()
        comment = " ".join(self._comments).strip()
        if self.spec is not None:
            return Address(words or comment, self.spec)
        return Address(comment, words) if words else None


def _tokens(field: str) -> Iterator[str]:
    """The tokens; each comment (which may hold others) as one that begins with "(" and has no end."""
    depth = 0
    comment: list[str] = []
    for found in _TOKEN.finditer(field):
        token = found[0]
        depth += token == _OPENS
        if not depth:
            yield token
            continue
        depth -= token == _CLOSES
        if depth:
            comment.append(token)
        else:
            yield "".join(comment)
            comment = []
    if comment:
        yield "".join(comment)
