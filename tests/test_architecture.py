"""The architecture is a promise that the build keeps: rooms, sizes, names, the clock, the door."""

import os
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests import house_rules
from tests.house_rules import RULES, Source

ROOT = Path(__file__).parent.parent
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
ROOMS = ["audit", "cli", "crypto", "disclosure", "exports", "importers"]
ROOMS += ["intake", "ledger", "records", "report", "vault"]
HOUSED = {name for contract in CONTRACTS for name in contract.get("forbidden_modules", [])}

Rule = Callable[[Source], Iterator[str]]


@pytest.fixture(scope="session")
def tree() -> list[Source]:
    """Every file that is or would be committed; what git ignores is nobody's business."""
    listing = [
        "git",
        "-c",
        "safe.directory=*",
        "ls-files",
        "-z",
        "--cached",
        "--others",
        "--exclude-standard",
    ]
    listed = subprocess.run(listing, cwd=ROOT, capture_output=True, check=True).stdout
    paths = [ROOT / os.fsdecode(name) for name in listed.split(b"\0") if name]
    here = [path.relative_to(ROOT).as_posix() for path in paths if path.is_file()]
    modules = frozenset(
        one.removesuffix(".py").replace("/", ".") for one in here if one.startswith("recordkeeper/")
    )
    return [Source(one, (ROOT / one).read_bytes(), modules) for one in here]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_tree_keeps_every_house_rule(rule: Rule, tree: list[Source]) -> None:
    """No file of the project breaks a rule of the house."""
    assert [fault for source in tree for fault in rule(source)] == []


def test_every_library_has_a_room(tree: list[Source]) -> None:
    """A third-party library that no import contract names is not imported anywhere in the package."""
    assert {name for source in tree for name in house_rules.libraries(source)} <= HOUSED


def test_a_library_without_a_room_is_seen() -> None:
    """A library imported without a contract is caught, the standard library and our own rooms are not."""
    source = Source(
        "recordkeeper/cli/x.py", b"import json\nimport rich.table\nfrom recordkeeper import errors"
    )
    assert house_rules.libraries(source) == {"rich"}
    assert "rich" not in HOUSED


DOOR = "recordkeeper/vault/seal.py"
INNER = "recordkeeper/importers/mail/facts.py"
MODULES = frozenset(
    {"recordkeeper.vault.slots", "recordkeeper.importers.locator", "recordkeeper.importers.mail.dates"}
)
PLANTED: list[tuple[Rule, str, str]] = [
    (house_rules.module_is_short, "recordkeeper/audit/long.py", "x = 1\n" * 301),
    (house_rules.bodies_are_short, "tests/test_x.py", "def f():\n" + "    x = 1\n" * 41),
    (house_rules.bodies_are_short, "tools/x.py", "class C:\n  async def f():\n" + "    x = 1\n" * 41),
    (house_rules.names_say_what, "recordkeeper/ledger/utils.py", ""),
    (house_rules.names_say_what, "recordkeeper/core/chain.py", ""),
    (house_rules.names_say_what, "tests/vault/db_helpers.py", ""),
    (house_rules.names_say_what, "recordkeeper/vault/slots.py", "class SlotManager: ..."),
    (house_rules.only_cli_speaks, "recordkeeper/audit/x.py", "print(1)"),
    (house_rules.only_cli_speaks, "recordkeeper/zones.py", "say = print"),
    (house_rules.only_cli_speaks, "recordkeeper/vault/x.py", "import sys\nsys.exit(1)"),
    (house_rules.only_cli_speaks, "recordkeeper/vault/x.py", "from sys import stderr as e\ne.write('')"),
    (house_rules.only_cli_speaks, "recordkeeper/vault/x.py", "raise SystemExit(1)"),
    (house_rules.only_clock_asks_the_time, "recordkeeper/ledger/x.py", "import time as t\nt.time()"),
    (house_rules.only_clock_asks_the_time, "recordkeeper/cli/x.py", "from time import time_ns\ntime_ns()"),
    (
        house_rules.only_clock_asks_the_time,
        "recordkeeper/audit/x.py",
        "import datetime\nx = datetime.datetime.now(datetime.UTC)",
    ),
    (
        house_rules.only_clock_asks_the_time,
        "recordkeeper/records/x.py",
        "from datetime import date as D\nfield(default_factory=D.today)",
    ),
    (house_rules.nothing_reaches_out, "recordkeeper/cli/x.py", "import socket"),
    (house_rules.nothing_reaches_out, "recordkeeper/exports/x.py", "from urllib import request"),
    (house_rules.nothing_reaches_out, "recordkeeper/exports/x.py", "from http.client import HTTPConnection"),
    (house_rules.own_door_stays_shut, DOOR, "import recordkeeper.vault"),
    (house_rules.own_door_stays_shut, DOOR, "from recordkeeper.vault import Vault"),
    (house_rules.own_door_stays_shut, DOOR, "from . import Vault"),
    (house_rules.own_door_stays_shut, INNER, "from recordkeeper.importers import Importer"),
    (house_rules.own_door_stays_shut, INNER, "import recordkeeper.importers.mail"),
    (house_rules.own_door_stays_shut, INNER, "from recordkeeper.importers.mail import Mail"),
    (house_rules.public_things_are_explained, "recordkeeper/crypto/x.py", "x = 1"),
    (house_rules.public_things_are_explained, "recordkeeper/crypto/x.py", '"""M."""\ndef f(): ...'),
    (house_rules.public_things_are_explained, "recordkeeper/crypto/x.py", '"""M."""\nclass C: ...'),
    (
        house_rules.public_things_are_explained,
        "recordkeeper/crypto/x.py",
        '"""M."""\nclass C:\n  """C."""\n  def f(self): ...',
    ),
    (house_rules.tests_say_their_promise, "tests/test_x.py", "def test_x(): ..."),
    (house_rules.tests_say_their_promise, "tests/a/test_x.py", 'class T:\n  def test_x(s):\n    "works"'),
    (house_rules.nothing_is_left_for_later, "docs/x.md", f"<!-- {'TO' + 'DO'}: say more -->"),
    (house_rules.nothing_is_left_for_later, "recordkeeper/x.py", f"# {'FIX' + 'ME'}"),
    (house_rules.no_machine_shows_through, "docs/x.md", f"see /{'work'}/main"),
    (house_rules.no_machine_shows_through, "x.toml", f"'/tmp/{'rkenv'}/v'"),
    (house_rules.no_machine_shows_through, "x.lock", f"https://{'pypi.org'}/simple"),
]


@pytest.mark.parametrize(("rule", "path", "text"), PLANTED)
def test_a_planted_fault_is_caught(rule: Rule, path: str, text: str) -> None:
    """Each rule finds the fault it is there for, in a file that has it."""
    assert list(rule(Source(path, text.encode())))


def test_every_rule_has_been_shown_to_catch_a_fault() -> None:
    """A rule that was never seen to find anything is not a rule."""
    assert {rule for rule, _, _ in PLANTED} == set(RULES)


KEPT: list[tuple[Rule, str, str]] = [
    (house_rules.module_is_short, "recordkeeper/audit/long.py", "x = 1\n" * 300),
    (
        house_rules.bodies_are_short,
        "tools/x.py",
        'def f():\n    """' + "why\n" * 50 + '"""\n' + "    x = 1\n" * 40,
    ),
    (house_rules.names_say_what, "recordkeeper/cli/core_dumps.py", "class Kept: ..."),
    (house_rules.only_cli_speaks, "recordkeeper/cli/main.py", "import sys\nprint(1)\nsys.exit(0)"),
    (house_rules.only_cli_speaks, "recordkeeper/report/x.py", "page.print(sys_exit)"),
    (house_rules.only_clock_asks_the_time, "recordkeeper/clock.py", "import time\ntime.time()"),
    (
        house_rules.only_clock_asks_the_time,
        "recordkeeper/ledger/x.py",
        "from recordkeeper import clock\nclock.now()\nimport time\ntime.sleep(1)",
    ),
    (house_rules.nothing_reaches_out, "recordkeeper/exports/x.py", "from urllib.parse import quote"),
    (house_rules.own_door_stays_shut, DOOR, "from recordkeeper.vault import slots"),
    (house_rules.own_door_stays_shut, INNER, "from recordkeeper.importers import locator"),
    (house_rules.own_door_stays_shut, INNER, "from recordkeeper.importers.mail import dates"),
    (house_rules.own_door_stays_shut, DOOR, "from recordkeeper.crypto import slots_of_crypto"),
    (house_rules.public_things_are_explained, "recordkeeper/crypto/x.py", '"""M."""\ndef _f(): ...'),
    (house_rules.tests_say_their_promise, "tests/test_x.py", 'def test_x():\n  """It holds."""'),
    (house_rules.no_machine_shows_through, "docs/x.md", "network/framework/ and ./root/ and a/work/x"),
]


@pytest.mark.parametrize(("rule", "path", "text"), KEPT)
def test_what_is_allowed_is_left_alone(rule: Rule, path: str, text: str) -> None:
    """No rule cries out at what the house allows."""
    assert list(rule(Source(path, text.encode(), MODULES))) == []


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the import contract of pyproject.toml over the ``recordkeeper`` package in ``folder``."""
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()"]
    command += ["--no-cache", "--config", str(ROOT / "pyproject.toml")]
    environment = os.environ | {"PYTHONPATH": str(folder), "COLUMNS": "400", "NO_COLOR": "1"}
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False, encoding="utf-8"
    )


def test_the_rooms_import_only_downwards() -> None:
    """Every import contract of pyproject.toml is kept by the package as it stands."""
    outcome = lint_imports(ROOT)
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr
    assert f"Contracts: {len(CONTRACTS)} kept, 0 broken." in outcome.stdout


FORBIDDEN_IMPORTS = {
    "ledger": ["recordkeeper.audit", "sqlcipher3"],
    "report": ["recordkeeper.ledger", "recordkeeper.exports", "recordkeeper.clock", "click"],
    "exports": [
        "recordkeeper.ledger",
        "recordkeeper.report",
        "reportlab.pdfgen",
        "pikepdf",
        "recordkeeper.audit",
    ],
    "importers": ["recordkeeper.ledger", "recordkeeper.vault", "recordkeeper.crypto", "recordkeeper.intake"],
    "intake": ["recordkeeper.vault", "dateutil.parser", "phonenumbers"],
    "records": ["recordkeeper.vault", "recordkeeper.crypto", "recordkeeper.clock"],
    "vault": ["recordkeeper.records", "recordkeeper.clock", "msgspec"],
    "crypto": ["recordkeeper.vault", "recordkeeper.zones"],
    "cli": ["cryptography.x509", "PIL", "uharfbuzz", "bidi"],
    "disclosure": ["recordkeeper.importers"],
    "audit": ["recordkeeper.importers"],
}


@pytest.fixture(scope="session")
def verdict(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the contract says of a house of the same rooms in which everything forbidden is done."""
    house = tmp_path_factory.mktemp("house") / "recordkeeper"
    for room in ROOMS:
        (house / room).mkdir(parents=True)
        (house / room / "__init__.py").touch()
        planted = "\n".join(f"import {name}" for name in FORBIDDEN_IMPORTS[room])
        (house / room / "planted.py").write_text(planted)
    for ground in ("__init__", "catalogue", "clock", "errors", "zips", "zones"):
        (house / f"{ground}.py").touch()
    (house / "annex").mkdir()
    (house / "annex" / "__init__.py").touch()
    outcome = lint_imports(house.parent)
    assert outcome.returncode == 1, outcome.stdout + outcome.stderr
    return outcome.stdout


@pytest.mark.parametrize("contract", [contract["name"] for contract in CONTRACTS])
def test_every_import_contract_breaks_on_a_planted_fault(contract: str, verdict: str) -> None:
    """Each contract has been seen to break, so a kept one means something."""
    assert f"{contract} BROKEN" in verdict


@pytest.mark.parametrize(
    ("room", "name"), [(room, name) for room, names in FORBIDDEN_IMPORTS.items() for name in names]
)
def test_a_forbidden_import_is_named(room: str, name: str, verdict: str) -> None:
    """An import that goes up, sideways or to another room's library is reported with its chain."""
    bare = name if name.startswith("recordkeeper") else name.partition(".")[0]
    assert f"recordkeeper.{room}.planted -> {bare} " in verdict


def test_a_new_room_must_be_declared(verdict: str) -> None:
    """A room that the contract does not list breaks the build until its place is decided."""
    assert "annex" in verdict
