"""Any fact of any kind, made from the kind's own description: a new kind or field is tested unasked."""

from collections.abc import Mapping
from functools import partial
from operator import ne
from typing import Any

from hypothesis import strategies as st
from msgspec import inspect

from recordkeeper.ledger.sealing import Stamp
from recordkeeper.records.fact import Fact

LARGEST = 2**53 - 1

texts = st.text(st.characters(codec="utf-8"), max_size=12)
names = st.text(st.characters(codec="ascii"), max_size=6)
integers = st.integers(-LARGEST, LARGEST)
plain = st.recursive(
    st.none() | st.booleans() | integers | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3),
    max_leaves=6,
)
"""Values of the closed set of the evidence format."""

stamps: st.SearchStrategy[Stamp] = st.builds(
    Stamp,
    zone=texts,
    offset=st.integers(-50_400, 50_400),
    operation=texts,
    boot=st.none() | texts,
    boot_ms=st.none() | st.integers(0, LARGEST),
)


def facts(kind: type[Fact]) -> st.SearchStrategy[Fact]:
    """Facts of a kind, each field given or left out."""
    return _structs(inspect.type_info(kind), full=False)


def full_facts(kind: type[Fact]) -> st.SearchStrategy[Fact]:
    """Facts of a kind with no field left out."""
    return _structs(inspect.type_info(kind), full=True)


def _structs(info: Any, *, full: bool) -> st.SearchStrategy[Any]:
    needed: dict[str, st.SearchStrategy[Any]] = {}
    optional: dict[str, st.SearchStrategy[Any]] = {}
    for field in info.fields:
        values = _values(field.type, full=full)
        if full and not field.required:
            values = values.filter(partial(ne, field.default))
        (needed if full or field.required else optional)[field.name] = values

    def made(given: Mapping[str, Any]) -> Any:
        return info.cls(**given)

    return st.fixed_dictionaries(needed, optional=optional).map(made)


def _values(info: Any, *, full: bool) -> st.SearchStrategy[Any]:  # noqa: C901 - one line for each type
    match info:
        case inspect.StrType(pattern=str(pattern)):
            return st.from_regex(pattern.replace("$", r"\Z"))
        case inspect.StrType():
            return texts
        case inspect.BoolType():
            return st.booleans()
        case inspect.IntType(ge=lowest):
            return st.integers(-LARGEST if lowest is None else lowest, LARGEST)
        case inspect.LiteralType(values=values):
            return st.sampled_from(values)
        case inspect.VarTupleType(item_type=item):
            return st.lists(_values(item, full=full), min_size=int(full), max_size=2).map(tuple)
        case inspect.TupleType(item_types=items):
            return st.tuples(*(_values(item, full=full) for item in items))
        case inspect.StructType():
            return _structs(info, full=full)
        case inspect.UnionType(types=types):
            given = [one for one in types if not (full and isinstance(one, inspect.NoneType))]
            return st.one_of([_values(one, full=full) for one in given])
        case inspect.NoneType():
            return st.none()
        case inspect.AnyType():
            return plain
    raise AssertionError(info)
