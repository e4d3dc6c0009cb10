"""Write the generated parts of the pages in ``docs/`` anew, from the code that they describe.

A page says where a part stands with two comments, ``<!-- begin NAME … -->`` and ``<!-- end NAME -->``; what
is between them belongs to the function of that name in `PARTS`. A test compares every page with its code.
"""

import re
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from msgspec import NODEFAULT, inspect

from recordkeeper.importers.identify import IMPORTERS
from recordkeeper.records.fact import Fact
from recordkeeper.records.kinds import KINDS, PRIVATE_KINDS
from recordkeeper.records.vocabulary import MEDIA
from recordkeeper.vault.schema import TABLES

DOCS = Path(__file__).parent.parent / "docs"
NOT_GIVEN = (NODEFAULT, None, (), "", False, 0)


def kinds() -> str:
    """The tables of the evidence format: every kind and every structure inside one, field by field."""
    inner: dict[str, Any] = {}
    lines = [line for kind in KINDS for line in _kind(kind, inner)]
    for name, info in sorted(inner.items()):
        lines += ["", f"#### {name}", "", "| field | value | needed |", "|---|---|---|"]
        lines += [f"| `{field.name}` | {_value(field)} | {_needed(field)} |" for field in info.fields]
    return "\n".join(lines).lstrip("\n")


def _kind(kind: type[Fact], inner: dict[str, Any]) -> Iterator[str]:
    info: Any = inspect.type_info(kind)
    _gather(info, inner)
    yield from ("", f"#### {kind.kind}", "", f"Book: {_book(kind)}.{_sometimes_private(kind)}", "")
    yield from ("| field | part | value | needed |", "|---|---|---|---|")
    for field in info.fields:
        part = "private" if field.name in kind.private else "public"
        yield f"| `{field.name}` | {part} | {_value(field)} | {_needed(field)} |"


def _book(kind: type[Fact]) -> str:
    return "private" if kind in PRIVATE_KINDS else "record"


def _sometimes_private(kind: type[Fact]) -> str:
    if "private_fields" not in vars(kind):
        return ""
    return f" Private: {' '.join((kind.private_fields.__doc__ or '').split())}"


def _gather(info: Any, inner: dict[str, Any]) -> None:
    for field in info.fields:
        for found in _structs(field.type):
            inner[found.cls.__name__] = found
            _gather(found, inner)


def _structs(info: Any) -> list[Any]:
    if isinstance(info, inspect.StructType):
        return [info]
    held = [*getattr(info, "types", ()), *getattr(info, "item_types", ()), getattr(info, "item_type", None)]
    return [found for one in held if one is not None for found in _structs(one)]


def _value(field: Any) -> str:
    default = "" if field.default in NOT_GIVEN else f"; left out: `{field.default}`"
    return _type(field.type) + default


def _needed(field: Any) -> str:
    return "yes" if field.required else ""


def _type(info: Any) -> str:  # noqa: C901 - one line for each type there is
    match info:
        case inspect.StrType(pattern=str(pattern)):
            return "SHA-256, 64 hex digits" if "0-9a-f" in pattern else "[channel](#channels)"
        case inspect.StrType():
            return "text"
        case inspect.BoolType():
            return "true or false"
        case inspect.IntType(ge=1):
            return "serial"
        case inspect.IntType():
            return "integer"
        case inspect.LiteralType(values=values):
            return ", ".join(f"`{value}`" for value in values)
        case inspect.VarTupleType(item_type=item):
            return f"list of: {_type(item)}"
        case inspect.TupleType(item_types=items):
            return f"[{', '.join(map(_type, items))}]"
        case inspect.StructType(cls=cls):
            return f"[{cls.__name__}](#{cls.__name__.lower()})"
        case inspect.UnionType(types=types):
            return " or ".join(_type(one) for one in types if not isinstance(one, inspect.NoneType))
        case inspect.AnyType():
            return "any value that the format allows"
    raise AssertionError(info)


def channels() -> str:
    """The closed list of channels, and the media that may stand under each."""
    lines = ["| channel | media |", "|---|---|"]
    return "\n".join(
        lines + [f"| `{name}` | {', '.join(f'`{one}`' for one in media)} |" for name, media in MEDIA.items()]
    )


def tables() -> str:
    """The tables and the index of ``log.db``, as they are made."""
    return "\n".join(["```sql", *(f"{_flush(text)};" for text in TABLES), "```"])


def _flush(statement: str) -> str:
    first, *rest = statement.splitlines()
    return "\n".join([first, *textwrap.dedent("\n".join(rest)).splitlines()])


def importers() -> str:
    """What every importer says that its exports leave out, under its name and version."""
    told = (f"**`{one.name}`**, version {one.version}. {one.completeness}" for one in IMPORTERS)
    return "\n\n".join(
        textwrap.fill(one, 116, break_long_words=False, break_on_hyphens=False) for one in told
    )


PARTS: dict[str, Callable[[], str]] = {
    "kinds": kinds,
    "channels": channels,
    "tables": tables,
    "importers": importers,
}


def rendered(page: str) -> str:
    """A page's text with its generated parts as they should be."""

    def anew(found: re.Match[str]) -> str:
        return f"{found['begin']}\n\n{PARTS[found['name']]()}\n\n{found['end']}"

    marks = r"(?P<begin><!-- begin (?P<name>[a-z-]+)\b[^>]*-->).*?(?P<end><!-- end (?P=name) -->)"
    return re.sub(marks, anew, page, flags=re.DOTALL)


if __name__ == "__main__":
    for path in sorted(DOCS.rglob("*.md")):
        before = path.read_text(encoding="utf-8")
        if (after := rendered(before)) != before:
            path.write_text(after, encoding="utf-8")
            print(f"{path.relative_to(DOCS.parent)}: written anew")
