"""Finding short words for a boundary; nothing of a draft is kept."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from recordkeeper.crypto.credentials import KeyFileSecret
from recordkeeper.ledger.ledger import Ledger
from recordkeeper.vault.making import open_vault
from tests.cli.conftest import Program
from tests.cli.terminal import converse

ENDS = "Nothing of this was kept. When you have sent it: rk boundary stated B1 --how CH --words …"


def test_a_message_is_looked_over_and_not_rewritten(program: Program) -> None:
    """The words stand as they were given; each finding quotes some and says why; no record is needed."""
    done = program("boundary", "draft", "--words", "Sorry, please don't call me for now.")
    assert done.code == 0
    assert done.out.splitlines() == [
        "Sorry, please don't call me for now.",
        "",
        "7 words.",
        "  “Sorry”  An apology can be read as doubt. A boundary needs none.",
        "  “for now”  It says that this may change, and invites waiting or asking again.",
    ]
    assert ENDS in done.err
    assert done.err.count("If stating it could raise the risk, talk to an advocate first.") == 1
    assert not program.vault.exists()


def test_it_is_put_together_from_the_keepers_own_words(program: Program) -> None:
    """In order: what is not, what is, why, what otherwise; a sentence mark is added where one is missing."""
    parts = ("--not", "Please do not call me", "--ok", "You can e-mail me.", "--reason", "I need quiet")
    more = ("--otherwise", "If you call, I will block this number", "--salutation", "Alex")
    done = program("boundary", "draft", *parts, *more)
    assert done.out.splitlines() == [
        "Alex,",
        "Please do not call me. You can e-mail me. I need quiet. If you call, I will block this number.",
        "",
        "21 words. Nothing found. The check goes by lists of words: read it once more yourself.",
    ]
    named = program("boundary", "draft", *parts, "--salutation", "Alex:")
    assert named.out.startswith("Alex:\nPlease do not call me.")


def test_it_is_put_together_from_a_boundary(told: Program) -> None:
    """With B1 its rules and its reason are the message; an option takes the place of either."""
    told("boundary", "set", "--refuse", "call", "--except", "children", "--reason", "I need quiet")
    done = told("boundary", "draft", "b2")
    assert done.out.splitlines()[0] == (
        "Please do not call me. What concerns the children is an exception. I need quiet."
    )
    assert "rk boundary stated B2 --how CH" in done.err
    other = told("boundary", "draft", "B2", "--not", "No calls.", "--reason", "I sleep. I work.")
    assert other.out.splitlines()[0] == (
        "No calls. What concerns the children is an exception. I sleep. I work."
    )
    assert "  “I work.”  One sentence of reason is enough" in other.out
    assert told("boundary", "draft", "B7").code == 5


def test_programs_read_a_draft(program: Program, tmp_path: Path) -> None:
    """The words, how many, and each finding with its place; tab-separated too; words from a file."""
    (tmp_path / "draft.txt").write_text("Why do you call?\n", encoding="utf-8")
    done = program("boundary", "draft", "--words", f"@{tmp_path / 'draft.txt'}", "--json").json
    assert done["schema"] == "recordkeeper.boundary.draft/1"
    assert (done["text"], done["words"]) == ("Why do you call?", 4)
    assert done["findings"] == [
        {
            "kind": "question",
            "quote": "Why do you call?",
            "why": "A question asks for an answer.",
            "start": 0,
            "end": 16,
        }
    ]
    plain = program("boundary", "draft", "--words", "Maybe stop.", "--plain")
    assert plain.out == "hedge\tMaybe\tIt can be read as undecided, or as a matter of how much.\n"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ((), "Give B1, --not or --words."),
        (("--words", " "), "--words is empty."),
        (("--words", "Stop.", "--reason", "Enough."), "--words is the whole message already."),
    ],
)
def test_what_is_missing_or_doubled_is_named(program: Program, options: tuple[str, ...], words: str) -> None:
    """Where nobody can be asked, the option that would answer is named."""
    done = program("boundary", "draft", *options)
    assert (done.code, words in done.err) == (2, True), done.err


def everything_under(folder: Path) -> bytes:
    """The names and bytes of every file below a folder."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return b"".join(str(path).encode() + path.read_bytes() for path in files)


def everything_in(program: Program) -> str:
    """Every decrypted fact and stamp of both books of the record."""
    vault = open_vault(program.vault, KeyFileSecret(program.key.read_bytes()), write=False)
    with Ledger(vault) as ledger:
        return "".join(repr(entry) for book in ("record", "private") for entry in ledger.entries(book))


@pytest.fixture
def set_clock() -> Callable[[int], None]:
    """The program on a terminal runs by the real clock: so does the one in this process."""
    return lambda _ms: None


def test_it_is_asked_one_part_at_a_time_and_nothing_is_stored(
    told: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a terminal, with canaries in every answer: in no file, no entry, no setting."""
    home = tmp_path / "home"
    home.mkdir()
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "TMPDIR"):
        monkeypatch.setenv(name, str(home))
    before = everything_under(tmp_path), everything_in(told)
    code, screen = converse(
        ["--vault", str(told.vault), "--key-file", str(told.key), "boundary", "draft"],
        [
            ("What is not all right?", "Maybe CANARYnot"),
            ("What is all right", "CANARYok"),
            ("Why, in one short sentence", "CANARYreason"),
            ("What you will do otherwise", "CANARYotherwise"),
            ("How it begins", "CANARYname"),
            ("Other words for the whole message", "Sorry, CANARYagain"),
            ("Other words for the whole message", ""),
        ],
    )
    assert code == 0, screen
    assert "CANARYname,\nMaybe CANARYnot. CANARYok. CANARYreason. CANARYotherwise.\n" in screen
    assert "Sorry, CANARYagain\n\n2 words.\n" in screen
    assert screen.count("advocate") == 1
    code, screen = converse(
        ["--vault", str(told.vault), "--key-file", str(told.key), "boundary", "draft", "B1"],
        [
            ("Why, in one short sentence", "CANARYreason"),
            ("What you will do otherwise", ""),
            ("How it begins", ""),
        ],
    )
    assert code == 0, screen
    after = everything_under(tmp_path), everything_in(told)
    assert b"CANARY" not in after[0]
    assert "CANARY" not in after[1]
    assert after == before
    told("log", "text", "--words", "CANARYcontrol")
    assert "CANARYcontrol" in everything_in(told), "the search finds what is stored"
    assert os.environ["HOME"] == str(home)
