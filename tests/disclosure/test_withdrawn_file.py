"""An imported file taken back: what an outsider reads of it."""

from recordkeeper.audit.intervals import Window
from recordkeeper.disclosure.brief import Choices
from recordkeeper.records.custody import Withdrawal
from tests.casebook import imported, ms, source, target
from tests.disclosure.leaving import disclosed


def test_a_withdrawn_file_is_told_once_with_what_is_shown_of_it() -> None:
    """A9 has one line for it, not one for each message; of those outside the window nothing is said."""
    facts = (
        source(2),
        imported("2026-02-10T10:00", 7),
        imported("2026-03-10T10:00", 7),
        Withdrawal(target=target(7), reason="wrong phone"),
    )
    found = disclosed(*facts)
    assert [(one.mark, one.what) for one in found.changes] == [
        ("¶7", "withdrawn by ¶10, with what it brought: ¶8-9")
    ]
    assert [row.struck for row in found.schedule] == [True, True]
    assert found.sources == ()
    narrow = disclosed(*facts, choices=Choices(window=Window(until=ms("2026-03-01T00:00"))))
    assert [one.what for one in narrow.changes] == ["withdrawn by ¶10, with what it brought: ¶8"]
