"""A module with one thing changed, in every way there is: what `mutants` runs.

Words for people are left alone: docstrings, errors, and what a verifier says of a fault.
"""

import ast
from collections.abc import Iterator
from types import CodeType
from typing import Any, NamedTuple

COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
}
COMPUTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.Pow: ast.Mult,
    ast.LShift: ast.RShift,
    ast.Mod: ast.Add,
    ast.BitOr: ast.BitAnd,
    ast.Div: ast.Mult,
}
REMOVED = (ast.Expr, ast.Assign, ast.AnnAssign, ast.AugAssign, ast.Raise, ast.Continue)
SAYING = {"_", "told", "print"}
"""Functions that are given words for people."""
Change = tuple[str, Any, str]
"""A field of a node, its new value, and what of the change is worth saying, if not the whole node."""


class Mutant(NamedTuple):
    """One change: where, what it was and what it became; and the program with it."""

    name: str
    code: CodeType


def mutants(source: str, path: str) -> Iterator[Mutant]:
    """Every mutant of a module; two changes that read the same are told apart by a number."""
    tree, seen = ast.parse(source), dict[str, int]()
    words = {id(inner) for node in ast.walk(tree) if _is_wording(node) for inner in ast.walk(node)}
    for node, where in list(_walk(tree, path.rpartition("/")[2])):
        if id(node) in words:
            continue
        before = _shown(node)
        for name, value, told in list(_changes(node)):
            former = getattr(node, name)
            setattr(node, name, value)
            text = f"{where}: {told or _difference(before, _shown(node))}"
            seen[text] = seen.get(text, 0) + 1
            number = f" #{seen[text]}" if seen[text] > 1 else ""
            yield Mutant(text + number, compile(ast.fix_missing_locations(tree), path, "exec"))
            setattr(node, name, former)


def _walk(node: ast.AST, where: str) -> Iterator[tuple[ast.AST, str]]:
    inside = f"{where} {node.name}" if isinstance(node, ast.FunctionDef | ast.ClassDef) else where
    yield node, inside
    for name, value in ast.iter_fields(node):
        if name not in {"annotation", "returns", "decorator_list"}:
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.AST):
                    yield from _walk(child, inside)


def _is_wording(node: ast.AST) -> bool:
    match node:
        case ast.Expr(value=ast.Constant()) | ast.Raise() | ast.FunctionDef(name="_detail"):
            return True
        case ast.Assign(targets=[ast.Name(id="message")]):
            return True
        case ast.Call(func=ast.Name(id=name)):
            return name in SAYING
        case ast.Call(func=ast.Attribute(attr="append"), args=[ast.JoinedStr() | ast.Constant()]):
            return True
    return False


def _shown(node: ast.AST) -> str:
    return " ".join(ast.unparse(node).split()).replace(" | ", " or ")


def _difference(before: str, after: str) -> str:
    """What became of what, without what is the same at either end of long ones."""
    start = next((at for at, (one, other) in enumerate(zip(before, after, strict=False)) if one != other), 0)
    start = max(0, start - 60)
    return f"{before[start : start + 100]} -> {after[start : start + 100]}"


def _changes(node: ast.AST) -> Iterator[Change]:
    yield from _other_operators(node)
    yield from _other_values(node)
    for name in ("body", "orelse"):
        found = getattr(node, name, None)
        statements = found if isinstance(found, list) else []
        for at, one in enumerate(statements):
            if isinstance(one, REMOVED) and not _is_docstring(one):
                without = [*statements[:at], ast.Pass(), *statements[at + 1 :]]
                yield name, without, f"without: {_shown(one)[:100]}"


def _is_docstring(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _other_operators(node: ast.AST) -> Iterator[Change]:
    match node:
        case ast.Compare(ops=ops):
            for at, op in enumerate(ops):
                yield "ops", [*ops[:at], COMPARED[type(op)](), *ops[at + 1 :]], ""
        case ast.BoolOp(op=op, values=values):
            yield "op", ast.Or() if isinstance(op, ast.And) else ast.And(), ""
            for at in range(len(values)):
                fewer = [*values[:at], *values[at + 1 :]]
                yield "values", fewer if len(fewer) > 1 else fewer * 2, ""
        case ast.BinOp(op=op):
            yield "op", COMPUTED[type(op)](), ""
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield "operand", ast.UnaryOp(ast.Not(), operand), ""
        case ast.If(test=test) | ast.IfExp(test=test):
            for value in (True, False):
                yield "test", ast.Constant(value), f"if {_shown(test)[:100]} -> if {value}"
        case ast.comprehension(ifs=[_, *_]):
            yield "ifs", [], ""


def _other_values(node: ast.AST) -> Iterator[Change]:
    match node:
        case ast.Constant(value=bool() as value):
            yield "value", not value, ""
        case ast.Constant(value=int() as value):
            yield from (("value", value + by, "") for by in (1, -1))
        case ast.Constant(value=str() | bytes() as value):
            more: Any = "x" if isinstance(value, str) else b"x"
            others = (value[:-1], value[1:], value + more) if value else (more,)
            yield from (("value", other, "") for other in others)
        case ast.Slice():
            yield from ((name, None, "") for name in ("lower", "upper") if getattr(node, name) is not None)
        case ast.Return(value=value) if value is not None:
            yield "value", None, ""
