"""What a stored CREATE TABLE says of its columns, read without running it.

Source of the rules: sqlite.org/lang_createtable.html (columns, constraints, ROWIDs and the INTEGER
PRIMARY KEY, WITHOUT ROWID), lang_keywords.html (quotes), gencol.html (generated columns). Tolerant:
what is not understood of a column is not needed to read it.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from recordkeeper.importers.sqlite.record import Value

_TOKEN = re.compile(
    r"""
      (?P<none>\s++|--[^\n]*+|/\*(?s:.)*?(?:\*/|\Z))
    | (?P<name>"(?:[^"]|"")*+"?|`(?:[^`]|``)*+`?|\[[^\]]*+\]?)
    | (?P<text>'(?:[^']|'')*+'?)
    | (?P<word>[^\W\d][\w$]*+)
    | (?P<number>[+-]?\.?\d[\w.]*+(?:(?<=[eE])[+-]\d++)?)
    | (?P<sign>(?s:.))
    """,
    re.VERBOSE,
)
_CONSTRAINTS = frozenset({"CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN"})
"""What begins a constraint of the table, where a column would begin with its name."""
_AFTER_TYPE = _CONSTRAINTS | {"NOT", "NULL", "DEFAULT", "COLLATE", "REFERENCES", "GENERATED", "AS", "ON"}
_ENDS = {("sign", ",", 1), ("sign", ")", 0)}
"""What a definition ends with: a comma, or the bracket around all of them."""
_WORDS: dict[str, Value] = {"NULL": None, "TRUE": 1, "FALSE": 0}


class Token(NamedTuple):
    """One word of SQL.

    Attributes:
        kind: name (quoted), text (quoted), word, number or sign.
        text: without its quotes.
        depth: how many brackets it stands in.
    """

    kind: str
    text: str
    depth: int

    def is_word(self, *words: str) -> bool:
        """Whether it is one of these, unquoted, in either case."""
        return self.kind == "word" and self.text.upper() in words


class Column(NamedTuple):
    """One column, as far as it is needed to read a row.

    Attributes:
        name: in lower case: SQL does not tell cases apart.
        default: what a row says that is older than the column (fileformat2.html §2.3).
    """

    name: str
    default: Value = None


class Layout(NamedTuple):
    """How the rows of a table are laid out.

    Attributes:
        columns: those that are stored, in their order.
        rowid: the column that is another name for the row's number, and stored as NULL; "" for none.
        without_rowid: it is stored as an index is, and cannot be read here.
    """

    columns: tuple[Column, ...]
    rowid: str
    without_rowid: bool


@lru_cache(32)
def layout(sql: str) -> Layout:
    """The columns of a CREATE TABLE. In text that is none, whatever looks like one: perhaps nothing."""
    tokens = list(_tokens(sql))
    columns: list[Column] = []
    integers: set[str] = set()
    rowid = ""
    for definition in _definitions(tokens):
        if definition[0].is_word(*_CONSTRAINTS):
            rowid = rowid or _key_of_table(definition, integers)
            continue
        name = definition[0].text.lower()
        if _type(definition) == "INTEGER":
            integers.add(name)
            rowid = rowid or (name if _is_key(definition) else "")
        if not _is_virtual(definition):
            columns.append(Column(name, _default(definition)))
    ends = [place for place, one in enumerate(tokens) if one == ("sign", ")", 0)]
    options = tokens[ends[0] :] if ends else []
    return Layout(tuple(columns), rowid, any(one.is_word("WITHOUT") for one in options))


def _tokens(sql: str) -> Iterator[Token]:
    depth = 0
    for found in _TOKEN.finditer(sql):
        kind, text = str(found.lastgroup), found[0]
        if kind == "none":
            continue
        if kind in {"name", "text"}:
            text = text[1:-1].replace(text[-1] * 2, text[-1])
        elif text == ")":
            depth -= 1
        yield Token(kind, text, depth)
        if kind == "sign" and text == "(":
            depth += 1


def _definitions(tokens: list[Token]) -> Iterator[list[Token]]:
    """What stands between the commas of the outer brackets."""
    one: list[Token] = []
    for token in tokens:
        if token in _ENDS:
            if one:
                yield one
            one = []
        elif token.depth > 0:
            one.append(token)


def _type(definition: list[Token]) -> str:
    words = []
    for token in definition[1:]:
        if token.is_word(*_AFTER_TYPE):
            break
        words.append(token.text.upper())
    return " ".join(words)


def _is_key(definition: list[Token]) -> bool:
    """Whether a column of the type INTEGER is the row's number; with DESC it is not (an old fault, kept)."""
    outer = [one for one in definition if one.depth == 1]
    for place, one in enumerate(outer):
        if one.is_word("PRIMARY"):
            return not any(later.is_word("DESC") for later in outer[place + 2 : place + 3])
    return False


def _key_of_table(definition: list[Token], integers: set[str]) -> str:
    """The column of the type INTEGER that alone makes up the table's primary key; "" for none."""
    if not any(one.is_word("PRIMARY") and one.depth == 1 for one in definition):
        return ""
    inner = [one for one in definition if one.depth > 1]
    name = inner[0].text.lower() if inner else ""
    return name if name in integers and ("sign", ",", 2) not in inner else ""


def _is_virtual(definition: list[Token]) -> bool:
    """Whether a column is computed each time it is read, and so is not in the row."""
    outer = [one for one in definition[1:] if one.depth == 1]
    return any(one.is_word("AS") for one in outer) and not any(one.is_word("STORED") for one in outer)


def _default(definition: list[Token]) -> Value:
    """A plain value; of an expression nothing, for it is not computed."""
    for place, one in enumerate(definition[1:], 1):
        if one.is_word("DEFAULT") and one.depth == 1:
            written = [later for later in definition[place + 1 :] if later.text not in {"(", ")"}]
            return _literal(written[0]) if written else None
    return None


def _literal(token: Token) -> Value:
    if token.kind in {"text", "name"}:
        return token.text
    if token.kind == "number":
        for read in (int, float):
            try:
                return read(token.text)
            except ValueError:
                continue
    return _WORDS.get(token.text.upper())
