"""Fields of decoded JSON, taken only where they are of the kind that the format says."""

from typing import Any

Values = dict[str, Any]
"""One decoded object."""


def text(values: Values, name: str) -> str:
    """A text; "" where there is none."""
    value = values.get(name)
    return value if isinstance(value, str) else ""


def inside(values: Values, *names: str) -> Values:
    """An object inside others; empty where there is none."""
    for name in names:
        following = values.get(name)
        values = following if isinstance(following, dict) else {}
    return values


def listed(values: Values, name: str) -> list[Values]:
    """The objects of a list; what is not one is left out."""
    value = values.get(name)
    return objects(value) if isinstance(value, list) else []


def objects(value: Any) -> list[Values]:
    """The objects in a list; an object alone counts as a list of one."""
    found = value if isinstance(value, list) else [value]
    return [one for one in found if isinstance(one, dict)]
