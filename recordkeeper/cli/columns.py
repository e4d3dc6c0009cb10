"""What the columns of a table hold, as typed with ``--map``, and kept under a name for the next bill."""

import re
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import click

from recordkeeper.catalogue import gettext as _
from recordkeeper.errors import BadInput, NotFound
from recordkeeper.importers.tables.layouts import KEYS
from recordkeeper.ledger.ledger import Ledger
from recordkeeper.ledger.settings import setting
from recordkeeper.records.keeping import Setting

C = TypeVar("C", bound=Callable[..., Any])
_KEPT = "columns:"
"""How the names of settings begin that keep a mapping; its value is what was typed."""
_BETWEEN = re.compile(rf"\s*,(?=\s*(?:{'|'.join(KEYS)})\s*=)")
"""A comma ends a part only where the next one begins: names of columns may hold commas."""


def column_options(command: C) -> C:
    """Give the import command the options for tables in text (CSV)."""
    for option in reversed(
        (
            click.option(
                "--map",
                multiple=True,
                metavar="K=COLUMN,…",
                help=_("For tables: which column holds what; or the name of a mapping that was saved."),
            ),
            click.option(
                "--date-format",
                metavar="FORM",
                help=_("For tables: how dates are written: DD/MM/YYYY HH:MM."),
            ),
            click.option("--save-map", metavar="NAME", help=_("Keep this --map under a name. Private.")),
        )
    ):
        command = option(command)
    return command


def columns_said(ledger: Ledger, given: Mapping[str, Any]) -> dict[str, str]:
    """The mapping that was typed or saved before; empty when nothing was said.

    Raises:
        BadInput: it cannot be understood.
        NotFound: no mapping was saved under that name.
    """
    said: dict[str, str] = {}
    for typed in given["map"]:
        said.update(parsed(typed if "=" in typed else _saved(ledger, typed)))
    if given["date_format"]:
        said["date_format"] = given["date_format"]
    name = given["save_map"]
    if name is not None and (not name.strip() or "=" in name or not said):
        raise BadInput(
            _("A mapping is saved under a name without “=”, and with what it says. Nothing was brought in."),
            _("For example: --map date=Date,number=Number,direction=Type --save-map phone-bill"),
        )
    return said


def keep_columns(ledger: Ledger, given: Mapping[str, Any], *, dry_run: bool) -> None:
    """Keep the mapping under the name that was asked for, in the private book."""
    if given["save_map"] and not dry_run:
        value = ",".join(f"{key}={column}" for key, column in columns_said(ledger, given).items())
        name = f"{_KEPT}{given['save_map'].strip()}"
        if setting(ledger, name) != value:
            ledger.append([Setting(name=name, value=value)])


def parsed(typed: str) -> dict[str, str]:
    """A mapping as typed: "date=Date,number=Number called".

    Raises:
        BadInput: a part says nothing, or a key is not known or named twice.
    """
    said: dict[str, str] = {}
    for part in _BETWEEN.split(typed):
        key, _equals, column = (one.strip() for one in part.partition("="))
        if key not in KEYS or not column or key in said:
            raise BadInput(
                _("“{part}” in --map does not say which column holds what. Nothing was brought in.").format(
                    part=part.strip()[:80]
                ),
                _("Write key=column, each key once. The keys are: {keys}").format(keys=", ".join(KEYS)),
            )
        said[key] = column
    return said


def _saved(ledger: Ledger, name: str) -> str:
    value = setting(ledger, f"{_KEPT}{name.strip()}")
    if value is None:
        raise NotFound(
            _("No mapping was saved as “{name}”. Nothing was brought in.").format(name=name.strip()[:80]),
            _("Save one with --save-map, or say it: --map date=Date,number=Number,direction=Type"),
        )
    return value
