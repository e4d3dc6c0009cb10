"""Everything that reaches the screen, and the one escaper it passes through.

Data goes to stdout; messages and questions to stderr.
"""

import json as stdlib_json
import shutil
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import click

_settings = {"quiet": False, "line": 0}

_TAB_SAFE = {"\t": "\\t", "\n": "\\n", "\r": "\\r", "\\": "\\\\"}
_ZERO_WIDTH_JOINERS = {"\u200c", "\u200d"}
_VARIATION_SELECTORS = range(0xFE00, 0xFE10)


def settle(*, quiet: bool) -> None:
    """Set whether messages beside the result are shown."""
    _settings["quiet"] = quiet


def safe(text: str, *, lines: bool = True) -> str:
    """Outside text with everything made visible that could act on a terminal.

    Control characters (C0, C1, DEL) print as their visible names, direction and invisible characters
    as ⟦U+202E⟧. Joiners stay: emoji and many scripts need them. Line ends stay when ``lines``, also those
    of mail and Windows (CR LF): only a CR by itself would write over what stands in its line.
    """
    if text.isascii() and text.isprintable():
        return text
    if lines:
        text = text.replace("\r\n", "\n")
    return "".join(_shown(character, lines=lines) for character in text)


def _shown(character: str, *, lines: bool) -> str:
    if character.isprintable() or (lines and character == "\n"):
        return character
    if character in _ZERO_WIDTH_JOINERS or ord(character) in _VARIATION_SELECTORS:
        return character
    if character == "\t":
        return "    "
    category = unicodedata.category(character)
    if category == "Zs":
        return " "
    point = ord(character)
    if point < 0x20:  # noqa: PLR2004 - C0; the pictures of the control characters lie at U+2400
        return chr(0x2400 + point)
    return f"⟦U+{point:04X}⟧"


def say(text: str = "") -> None:
    """Print a line of the result to stdout."""
    click.echo(safe(text))


def note(text: str) -> None:
    """Print a message beside the result to stderr, unless --quiet."""
    if not _settings["quiet"]:
        click.echo(safe(text), err=True)


def ask(text: str) -> None:
    """Print to stderr what a person is being asked, or must not miss: --quiet does not silence it."""
    click.echo(safe(text), err=True)


def progress(text: str) -> None:
    """Write one line on a terminal over the last of its kind; an empty one leaves nothing behind."""
    # A line that wraps could not be written over.
    shown = safe(text, lines=False)[: shutil.get_terminal_size().columns - 1]
    width = max(_settings["line"], len(shown))
    _settings["line"] = len(shown)
    if width:
        click.echo("\r" + shown.ljust(width) + ("" if shown else "\r"), err=True, nl=False)


def complain(message: str, advice: str = "") -> None:
    """Print an error and what to do next to stderr."""
    click.echo(safe(message), err=True)
    if advice:
        click.echo(safe(advice), err=True)


def data(command: str, value: Mapping[str, Any]) -> None:
    """Print a result for programs: one JSON object with its schema, in a stable order."""
    document = {"schema": f"recordkeeper.{command}/1", **value}
    click.echo(stdlib_json.dumps(document, ensure_ascii=True, indent=2))


def rows(table: Iterable[Sequence[object]]) -> None:
    """Print a result as tab-separated lines without headings."""
    for row in table:
        click.echo("\t".join(_cell(cell) for cell in row))


def flat(value: Mapping[str, Any], *, before: str = "") -> None:
    """Print a result as tab-separated pairs of a name and a value; names within names have a dot."""
    for name, inner in value.items():
        if isinstance(inner, Mapping):
            flat(inner, before=f"{before}{name}.")
        elif isinstance(inner, list) and any(isinstance(one, Mapping) for one in inner):
            for number, one in enumerate(inner, 1):
                flat(one, before=f"{before}{name}.{number}.")
        elif isinstance(inner, list | tuple):
            rows([(before + name, ",".join(map(str, inner)))])
        else:
            rows([(before + name, inner)])


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    return safe("".join(_TAB_SAFE.get(character, character) for character in text), lines=False)


def columns(table: Sequence[Sequence[str]], *, indent: str = "") -> None:
    """Print rows with their columns lined up; the last column runs on, its further lines below its first."""
    widths = [max((len(row[n]) for row in table if len(row) > n), default=0) for n in range(_most(table))]
    for row in table:
        cells = [cell.ljust(widths[n]) for n, cell in enumerate(row[:-1])]
        before = indent + "".join(cell + "  " for cell in cells)
        say(hanging(before + "".join(row[-1:]), len(before)).rstrip())


def hanging(text: str, depth: int) -> str:
    """Text whose further lines are indented, so that none of them looks like a line of this program."""
    return text.replace("\n", "\n" + " " * depth)


def _most(table: Sequence[Sequence[str]]) -> int:
    return max((len(row) for row in table), default=0)
