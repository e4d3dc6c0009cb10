"""The house rules as small pure functions: a source comes in, its faults go out.

``test_architecture.py`` runs every rule over the tree, where it must find nothing, and over planted
faults, where it must find them. The rules in words: docs/architecture.md.
"""

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath

CARRIED = "recordkeeper/exports/carried/"
MODULE_LINES = 300
BODY_LINES = 40
NO_NAMES = {"common", "core", "helper", "helpers", "manager", "misc", "util", "utils"}
ASKS_THE_TIME = {
    *("datetime.datetime.now", "datetime.datetime.today", "datetime.datetime.utcnow", "datetime.date.today"),
    *("time.time", "time.time_ns", "time.localtime", "time.gmtime", "time.ctime", "time.clock_gettime"),
    *("time.clock_gettime_ns", "time.monotonic", "time.monotonic_ns", "time.perf_counter"),
    *("uuid.uuid1", "uuid.uuid6", "uuid.uuid7"),
}
SPEAKS_OR_LEAVES = {
    *("print", "input", "exit", "quit", "SystemExit", "getpass.getpass", "os.abort", "os._exit"),
    *("sys.exit", "sys.stderr", "sys.stdin", "sys.stdout"),
}
REACHES_OUT = {
    *("asyncio", "ftplib", "http.client", "http.server", "imaplib", "poplib", "smtplib", "socket"),
    *("socketserver", "ssl", "urllib.request", "webbrowser", "xmlrpc.client"),
}
UNFINISHED = re.compile(r"\b(TOD[O]|FIXM[E])\b")
NOT_OURS = re.compile(
    rb"(?<![\w.])/(wor[k]|tmp/r[k]\w*|roo[t])/"
    rb"|files\.pythonhoste[d]|pypi\.or[g]/simple|registry\.npmj[s]"
)
Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


@dataclass(frozen=True)
class Source:
    """One file of the tree.

    Attributes:
        path: relative to the root of the project, with forward slashes.
        data: its bytes.
        modules: dotted names of the modules of the package.
    """

    path: str
    data: bytes
    modules: frozenset[str] = frozenset()

    @cached_property
    def tree(self) -> ast.Module:
        """The syntax of a Python file; an empty module for any other file."""
        return ast.parse(self.data if self.path.endswith(".py") else b"")

    @property
    def room(self) -> str:
        """The dotted name of the room a module stands in; empty outside the rooms."""
        parts = PurePosixPath(self.path).parts
        return ".".join(parts[:2]) if parts[0] == "recordkeeper" and len(parts) > 2 else ""

    @property
    def doors(self) -> list[str]:
        """The dotted names of its room and of the rooms inside that one that it stands in."""
        parts = PurePosixPath(self.path).parent.parts if self.room else ()
        return [".".join(parts[:count]) for count in range(2, len(parts) + 1)]

    @property
    def in_package(self) -> bool:
        """Whether this is code that a keeper runs; what a bundle carries to a stranger runs there, alone."""
        ours = self.path.startswith("recordkeeper/") and not self.path.startswith(CARRIED)
        return ours and self.path.endswith(".py")

    def fault(self, line: int, what: str) -> str:
        """One fault, placed so that an editor can jump to it."""
        return f"{self.path}:{line}: {what}"


def module_is_short(source: Source) -> Iterator[str]:
    """A module that needs more than 300 lines is two ideas."""
    lines = len(source.data.splitlines())
    if source.path.endswith(".py") and lines > MODULE_LINES:
        yield source.fault(MODULE_LINES + 1, f"{lines} lines, at most {MODULE_LINES}")


def bodies_are_short(source: Source) -> Iterator[str]:
    """A body of more than 40 lines, docstring not counted, cannot be read at a glance."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) is not None else node.body
            lines = (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0
            if lines > BODY_LINES:
                yield source.fault(node.lineno, f"{node.name}: {lines} lines, at most {BODY_LINES}")


def names_say_what(source: Source) -> Iterator[str]:
    """A module or class called a bag of things is a concept without a name."""
    if source.path.endswith(".py"):
        for part in PurePosixPath(source.path).with_suffix("").parts:
            if part.lower().rsplit("_", 1)[-1] in NO_NAMES:
                yield source.fault(1, f"{part}: find the name")
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ClassDef):
            last_word = re.split(r"(?<=[a-z0-9])(?=[A-Z])", node.name)[-1].lower()
            if last_word in NO_NAMES:
                yield source.fault(node.lineno, f"{node.name}: find the name")


def only_cli_speaks(source: Source) -> Iterator[str]:
    """Nothing outside ``cli`` prints, asks or exits: a room says things by value or by error."""
    if source.in_package and source.room != "recordkeeper.cli":
        for line, name in references(source.tree):
            if name in SPEAKS_OR_LEAVES:
                yield source.fault(line, f"{name} outside cli")


def only_clock_asks_the_time(source: Source) -> Iterator[str]:
    """One module asks the time, so that a test, and a reader, can find every place it comes in."""
    if source.in_package and source.path != "recordkeeper/clock.py":
        for line, name in references(source.tree):
            if name in ASKS_THE_TIME:
                yield source.fault(line, f"{name} outside clock.py")


def nothing_reaches_out(source: Source) -> Iterator[str]:
    """No module can open a socket: a home network may be watched by the person the record is about."""
    if source.in_package:
        for line, name in imports(source.tree):
            if any(name == module or name.startswith(f"{module}.") for module in REACHES_OUT):
                yield source.fault(line, f"{name} can open a socket")


def own_door_stays_shut(source: Source) -> Iterator[str]:
    """A module never imports its own room's ``__init__``: that is how a room gets tied in a knot.

    Nor that of a room inside a room, where it stands in one.
    """
    if not source.room or source.path.endswith("__init__.py"):
        return
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            through_door = any(alias.name in source.doors for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            here = node.level == 1 and node.module is None
            door = source.doors[-1] if here else node.module
            through_door = door in source.doors and any(
                f"{door}.{alias.name}" not in source.modules for alias in node.names
            )
        else:
            continue
        if through_door:
            yield source.fault(node.lineno, "imports its own room's __init__")


def public_things_are_explained(source: Source) -> Iterator[str]:
    """Every public module, class, function and method of the package says why it is there."""
    if not source.in_package:
        return
    if ast.get_docstring(source.tree) is None:
        yield source.fault(1, "module without a docstring")
    for node in public_definitions(source.tree.body):
        if ast.get_docstring(node) is None:
            yield source.fault(node.lineno, f"{node.name} without a docstring")


def tests_say_their_promise(source: Source) -> Iterator[str]:
    """Every test opens with one sentence: the promise it keeps."""
    if not source.path.startswith("tests/"):
        return
    for node in ast.walk(source.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_"):
            promise = (ast.get_docstring(node) or "").split("\n\n")[0]
            if not promise.endswith("."):
                yield source.fault(node.lineno, f"{node.name} does not say its promise in a sentence")


def nothing_is_left_for_later(source: Source) -> Iterator[str]:
    """What is not done is an issue, not a comment."""
    for number, line in enumerate(source.data.decode(errors="replace").splitlines(), start=1):
        if found := UNFINISHED.search(line):
            yield source.fault(number, f"{found[0]} left in the tree")


def no_machine_shows_through(source: Source) -> Iterator[str]:
    """No file names a path or a download host of the machine it was made on."""
    for number, line in enumerate(source.data.splitlines(), start=1):
        if found := NOT_OURS.search(line):
            yield source.fault(number, f"names {found[0].decode()}")


RULES = (
    module_is_short,
    bodies_are_short,
    names_say_what,
    only_cli_speaks,
    only_clock_asks_the_time,
    nothing_reaches_out,
    own_door_stays_shut,
    public_things_are_explained,
    tests_say_their_promise,
    nothing_is_left_for_later,
    no_machine_shows_through,
)


def libraries(source: Source) -> set[str]:
    """The third-party packages that a module of the package imports."""
    tops = {name.partition(".")[0] for _, name in imports(source.tree)} if source.in_package else set()
    return tops - sys.stdlib_module_names - {"recordkeeper"}


def imports(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and dotted name of everything imported; ``from a import b`` is ``a.b``. Relative: left out."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def references(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and full dotted name of every name that is read, whatever alias it was imported under."""
    known = dict(bindings(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Load):
            first, _, rest = ast.unparse(node).partition(".")
            yield node.lineno, ".".join(filter(None, (known.get(first, first), rest)))


def bindings(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """What each imported name stands for: ``from time import time as t`` gives ``t``, ``time.time``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.asname, alias.name) for alias in node.names if alias.asname)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield from ((alias.asname or alias.name, f"{node.module}.{alias.name}") for alias in node.names)


def public_definitions(body: list[ast.stmt]) -> Iterator[Definition]:
    """Public functions, classes and their public methods; not overloads, not setters."""
    for node in body:
        if isinstance(node, Definition) and not node.name.startswith("_"):
            marks = {ast.unparse(mark).rpartition(".")[2] for mark in node.decorator_list}
            if not marks & {"overload", "override", "setter"}:
                yield node
            if isinstance(node, ast.ClassDef):
                yield from public_definitions(node.body)
