"""``SECURITY.md`` claims of hostile files what tests show: each that it names is there."""

import re
from pathlib import Path

TESTS = Path(__file__).parents[1]
PAGE = (TESTS.parent / "SECURITY.md").read_text(encoding="utf-8")


def missing(page: str) -> list[str]:
    """The modules and tests that a page names and that do not exist."""
    written = "\n".join(path.read_text(encoding="utf-8") for path in sorted(TESTS.rglob("test_*.py")))
    modules = re.findall(r"`((?:[a-z]+/)?test_[a-z_]+\.py)`", page)
    named = re.findall(r"`(test_[a-z0-9_]+)`", page)
    absent = [one for one in modules if not (TESTS / one).is_file()]
    return absent + [one for one in named if f"def {one}(" not in written]


def test_every_test_that_the_page_names_is_there() -> None:
    """A claim whose test was renamed or removed is noticed."""
    assert missing(PAGE) == []


def test_a_test_that_is_not_there_is_named() -> None:
    """The comparison above finds a module and a test that nobody wrote."""
    planted = "`importers/test_of_nothing.py`: `test_that_nobody_wrote`"
    assert missing(planted) == ["importers/test_of_nothing.py", "test_that_nobody_wrote"]
