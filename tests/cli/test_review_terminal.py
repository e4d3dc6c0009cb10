"""A chat brought in and gone through on a real terminal, as a keeper does it in the evening."""

from pathlib import Path

from tests.cli.conftest import Program
from tests.cli.terminal import converse
from tests.importers.whatsapp_samples import FAMILY, HEBREW, android


def test_a_chat_is_brought_in_and_gone_through(record: Program, tmp_path: Path) -> None:
    """Who is who, whether to bring it in, a key for each, one Enter; the rest comes first next time."""
    path = tmp_path / "WhatsApp Chat with Alex.txt"
    words = (
        f"Alex: {FAMILY}",
        "Sam: please stop",
        "Alex: \x1b[31mred\u202e",
        "Alex: two\nlines",
        f"Alex: {HEBREW}",
    )
    path.write_bytes(android(*words, "You blocked this contact. Tap to unblock.", "Alex: last"))
    opened = ("--vault", str(record.vault), "--key-file", str(record.key))
    who = [("other person? A number", "1"), ("Which is you?", "1"), ("Bring it in?", "y")]
    code, screen = converse([*opened, "import", str(path)], who)
    assert (code, "Saved as #5 (the file) and #6 to #11.\n" in screen) == (0, True)
    offered = "rk measure add block --channel text --medium whatsapp"
    assert f'{offered} --when "2024-03-25 09:05" --proof 5\n' in screen
    keys = ["c", "", "ct", "b", "t", "x", ""]
    turns = [*(("Key", one) for one in keys), ("Enter saves these 5", ""), ("Key", "q")]
    code, screen = converse([*opened, "review"], turns)
    assert code == 0
    assert "1 of 5   Mon 25 Mar 2024, 09:00   text (whatsapp), from Alex   #6\n" in screen
    assert f"  “{FAMILY}”\n" in screen
    assert "  “␛[31mred⟦U+202E⟧”\n" in screen
    assert "    t words quoted as a threat        d property damaged or taken\n" in screen
    assert "\x1b" not in screen
    assert "Saved. 1 to go.\n" in screen
    assert screen.endswith("Stopped. Nothing of this one was recorded; it comes first next time.\n")
    told = record("review", "--json").json
    assert (told["waiting"], [one["serial"] for one in told["next"]]) == (1, [11])
    assert record("verify", "--json").json["result"] == "intact"
