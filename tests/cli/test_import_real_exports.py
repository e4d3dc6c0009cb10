"""Every export that other people's phones and tests made, brought in as a keeper would, by the command.

They are not part of this project: see ``tests/importers/test_real_exports.py``. Counts are those of the
``SOURCES.md`` beside them, made by hand.
"""

from pathlib import Path
from typing import Any, NamedTuple

import pytest

from recordkeeper.cli.main import run
from tests.cli.conftest import Program
from tests.importers.test_real_exports import FOLDER

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the real exports are not on this machine")


class Truth(NamedTuple):
    """What is truly in a file or folder.

    Attributes:
        records: messages, calls and lines of the app, read or not.
        system: how many of them the app wrote.
        damage: places where it is broken.
        unreadable: parts of messages that are broken.
    """

    records: int
    system: int = 0
    damage: int = 0
    unreadable: int = 0


SMS = "sms_backup_restore/"
META = "meta/msgvault/"
NEW, OLD = "your_facebook_activity/messages/", "your_activity_across_facebook/messages/"
FILES: dict[str, dict[str, Truth]] = {
    "sms-backup-restore": {
        SMS + "devadvance_sms_and_mms.xml": Truth(50, damage=1),
        SMS + "devadvance_sms_small.xml": Truth(12),
        SMS + "devadvance_sample_small.xml": Truth(7),
        SMS + "devadvance_sample_mms.xml": Truth(4),
        SMS + "devadvance_corrupt_attachments.xml": Truth(2, unreadable=2),
        SMS + "devadvance_empty.xml": Truth(0),
        SMS + "shruggietech_edge_cases.xml": Truth(4),
        SMS + "shruggietech_mixed.xml": Truth(4),
        SMS + "shruggietech_minimal_mms.xml": Truth(1),
        SMS + "shruggietech_minimal_sms.xml": Truth(1),
        SMS + "shruggietech_minimal_calls.xml": Truth(1),
        SMS + "shruggietech_malformed.xml": Truth(0, damage=1),
    },
    "whatsapp": {
        "whatsapp/soda__chat.txt": Truth(10, 1),
        **{f"whatsapp/soda__chat_file{n}.txt": Truth(10, 1) for n in range(1, 7)},
        "whatsapp/soda_whatsapp_chat.zip": Truth(10, 1),
        "whatsapp/chatminer_test_bracket_mmddyy_24hrs.txt": Truth(9, 2),
        "whatsapp/chatminer_test_ddmmyy_24hrs.txt": Truth(9, 2),
        "whatsapp/chatminer_test_mmddyy_24hrs.txt": Truth(9, 2),
        "whatsapp/chatminer_test_mmddyyyy_12hrs.txt": Truth(9, 2),
        "whatsapp/chatminer_test_yyyymmdd_24hrs.txt": Truth(9, 2),
        "whatsapp/rb_sample_mixed.txt": Truth(7, 2),
    },
    "telegram": {
        "telegram/chatminer_batch_export.json": Truth(2),
        "telegram/chatminer_single_export.json": Truth(2),
    },
    "google-voice": {
        "google_voice/psanford_sms.html": Truth(5),
        "google_voice/psanford_sms2.html": Truth(6),
        "google_voice/psanford_mms.html": Truth(6),
        "google_voice/psanford_missedcall.html": Truth(1),
        "google_voice/psanford_voicemail.html": Truth(1),
        "google_voice": Truth(19),
    },
    "meta": {
        "meta/chatminer_instagram.json": Truth(2),
        META + f"json_simple/{OLD}inbox/alice_ABC123/message_1.json": Truth(3),
        META + f"json_simple/{OLD}archived_threads/zoe_ARCH/message_1.json": Truth(1),
        META + "json_simple": Truth(4),
        META + f"json_multifile/{OLD}inbox/dave_MULTI/message_1.json": Truth(2),
        META + f"json_multifile/{OLD}inbox/dave_MULTI/message_2.json": Truth(1),
        META + f"json_multifile/{OLD}inbox/dave_MULTI/message_10.json": Truth(1),
        META + "json_multifile": Truth(4),
        META + f"json_group/{OLD}inbox/crew_GRP123/message_1.json": Truth(3),
        META + "json_group": Truth(3),
        META + f"json_nontext/{OLD}inbox/sam_NONTXT/message_1.json": Truth(6, 1),
        META + "json_nontext": Truth(6, 1),
        META + f"json_with_media/{OLD}inbox/bob_XYZ789/message_1.json": Truth(1),
        META + "json_with_media": Truth(1),
        META + f"json_with_media_alt/{NEW}inbox/carol_ALT456/message_1.json": Truth(1),
        META + "json_with_media_alt": Truth(1),
        META + f"mixed/{OLD}inbox/eve_MIX/message_1.json": Truth(2),
        META + "mixed": Truth(2),
        META + f"e2ee_simple/{OLD}alice_1.json": Truth(4),
        META + f"e2ee_simple/{OLD}group_2.json": Truth(2),
        META + "e2ee_simple": Truth(6),
        META + f"corrupt/{OLD}inbox/goodsibling_OK/message_1.json": Truth(1),
        META + "corrupt": Truth(1, damage=1),
        "meta": Truth(28, 1, damage=1),
    },
    "e-mail": {
        **{f"email/msg_{n:02}.txt": Truth(1) for n in range(1, 10)},
        **{f"email/mbox/nodembox_test-{n}-message.mbox": Truth(n) for n in range(1, 5)},
        "email/mbox/nodembox_test-attached.mbox": Truth(1, damage=1),
        "email/mbox": Truth(11, damage=1),
        "email": Truth(20, damage=1),
    },
}
PAGES = "html_multi_media", "html_simple", "html_with_media"
NO_EXPORT = {
    "email/mbox/nodembox_test-0-message.mbox",
    "email/mbox/nodembox_test-not-an.mbox",
    META + f"corrupt/{OLD}inbox/broken_BAD/message_1.json",
    META + f"e2ee_simple/{OLD}media/photo.jpg",
    META + f"mixed/{OLD}inbox/eve_MIX/message_1.html",
    META + f"json_with_media/{OLD}inbox/bob_XYZ789/photos/tiny.png",
    META + f"json_with_media_alt/{NEW}inbox/carol_ALT456/photos/tiny.png",
    *(f"{META}html_timestamps/layout{n}.html" for n in (1, 2, 3)),
    *(f"traps/xml/{path.name}" for path in (FOLDER / "traps" / "xml").glob("*.xml")),
    "traps",
    *(META + one for one in PAGES),
}
"""Traps, pages, an empty mailbox, a sentence, pictures."""
CASES = [
    pytest.param(name, format_, truth, id=name)
    for format_, files in FILES.items()
    for name, truth in files.items()
]
ALL = ("--everyone", "--zone", "Europe/London")


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One record for all these looks: a look changes nothing."""
    place = tmp_path_factory.mktemp("looked")
    (place / "key").write_bytes(b"key file of the tests, 40 bytes in total")
    opened = ("--vault", str(place / "record"), "--key-file", str(place / "key"), "--no-input")
    assert run((*opened, "init", "--zone", "Europe/London", "--respondent", "Alex Doe")) == 0
    return place


@pytest.fixture
def looking(kept: Path, capsys: pytest.CaptureFixture[str]) -> Program:
    """The program on that record."""
    return Program(kept / "record", kept / "key", capsys)


@pytest.mark.parametrize(("name", "format_", "truth"), CASES)
def test_a_look_tells_what_is_truly_there(looking: Program, name: str, format_: str, truth: Truth) -> None:
    """Every record is an entry, a line of the app, or named as not read; all add up to the true count."""
    found = looking("import", str(FOLDER / name), *ALL, "--dry-run", "--json")
    told: dict[str, Any] = found.json
    assert told["format"] == format_
    assert told["parsed"] + len(told["skipped"]) == truth.records
    assert told["parsed"] == told["imported"] + told["duplicates"] + told["others"] + told["system"]
    assert (told["imported"], told["system"], told["skipped"]) == (
        truth.records - truth.system,
        truth.system,
        [],
    )
    assert (len(told["damage"]), told["unreadable"]) == (truth.damage, truth.unreadable)
    assert found.code == (7 if truth.damage or truth.unreadable else 0)


def test_a_folder_of_lone_exports_is_looked_into(looking: Program) -> None:
    """What is in a folder side by side is as much as each by itself."""
    for folder, format_ in (("sms_backup_restore", "sms-backup-restore"), ("whatsapp", "whatsapp")):
        found = looking("import", str(FOLDER / folder), *ALL, "--dry-run", "--json").json
        assert {one["file"]: one["parsed"] for one in found["files"]} == {
            Path(name).name: truth.records for name, truth in FILES[format_].items()
        }
        assert found["parsed"] == sum(truth.records for truth in FILES[format_].values())


@pytest.mark.parametrize("name", sorted(NO_EXPORT))
def test_what_is_no_export_is_refused_with_what_to_do(looking: Program, name: str) -> None:
    """Not all could be imported, nothing on stdout, nothing recorded, and the next step."""
    found = looking("import", str(FOLDER / name), *ALL, "--yes", "--json")
    assert (found.code, found.out) == (7, "")
    *_said, why, advice = found.err.splitlines()
    assert "Nothing was brought in." in why
    steps = ("Keep it as it is", "Such files can hide traps", "Download", "Export from", "Copy it here")
    assert advice.startswith(steps)


def test_no_real_file_is_left_out() -> None:
    """Every file in the folder has its truth here; pages of Messenger stand for all that is in them."""
    named = {name for files in FILES.values() for name in files} | NO_EXPORT
    files = {path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*") if path.is_file()}
    in_pages = {one for one in files if one.startswith(tuple(f"{META}{page}/" for page in PAGES))}
    assert files - in_pages - named == {"SOURCES.md"}


def test_all_of_them_are_brought_in_once(record: Program, tmp_path: Path) -> None:
    """Every format, for real: the record is intact, a second time adds nothing, and it can be read."""
    folders = [str(FOLDER / one) for one in ("sms_backup_restore", "whatsapp", "telegram", "google_voice")]
    folders += [str(FOLDER / one) for one in ("meta", "email")]
    first = record("import", *folders, *ALL, "--yes", "--json")
    told = first.json
    new = {one["file"]: (one["imported"], one["duplicates"], one["system"]) for one in told["files"]}
    assert (first.code, told["skipped"], told["parsed"]) == (7, [], 86 + 133 + 4 + 19 + 28 + 20 - 1)
    assert new["devadvance_sms_and_mms.xml"] == (50, 0, 0)
    assert new["devadvance_sms_small.xml"] == (0, 12, 0)
    assert new["soda__chat.txt"] == (9, 0, 1)
    assert new["soda_whatsapp_chat.zip"] == (0, 9, 1)
    assert new["chatminer_single_export.json"] == (0, 2, 0)
    assert (new["google_voice"], new["meta"], new["email"]) == ((19, 0, 0), (27, 0, 1), (20, 0, 0))
    again = record("import", *folders, *ALL, "--yes", "--json").json
    assert (again["parsed"], again["imported"], again["system"]) == (told["parsed"], 0, told["system"])
    assert record("verify", "--json").json["result"] == "intact"
    rows = record("timeline", "--json").json["entries"]
    assert sum(one["kind"] == "contact" for one in rows) == told["imported"]
    serial = str(next(one["serial"] for one in rows if one["words"] == "café time?"))
    assert "café time?" in record("show", serial).out
    printed = record("export", "pdf", "-o", str(tmp_path / "all.pdf"))
    assert (printed.code, (tmp_path / "all.pdf").read_bytes()[:5]) == (0, b"%PDF-"), printed.err
