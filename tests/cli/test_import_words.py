"""What somebody wrote survives: from each app's export, through the command, into the record and the PDF."""

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Program
from tests.importers import (
    apple_databases,
    csv_samples,
    google_chat_samples,
    google_voice_samples,
    mail_samples,
    meta_samples,
    signal_samples,
    sms_ie_samples,
    telegram_samples,
    whatsapp_samples,
)
from tests.importers.reading import sms, smses

FAMILY = "👨\u200d👩\u200d👧\u200d👦"
HEBREW, ARABIC = "תפסיק לכתוב לי", "لا تتصل بي"
NFD = "Cafe\u0301 Zu\u0308rich"
LINE = f"  {FAMILY} ❤\ufe0f 👍🏽 {HEBREW}\u200f {ARABIC} {NFD}\tend\u00a0"
"""Joined emoji, a skin tone, right-to-left words and mark, marks that combine, a tab, spaces at both ends."""
LINES = f"{LINE} \nsecond\n\n third \n"
CONTROL = "\x01\x7f\x1b[0m"


def _xml(words: str) -> bytes:
    body = "".join(f"&#{ord(one)};" if one in "\t\n\r" else one for one in words)
    return smses(sms(body="@")).replace(b"@", body.encode())


def _voice(words: str) -> bytes:
    return google_voice_samples.conversation(google_voice_samples.message(f"<q>{words}</q>"))


MADE: dict[str, tuple[Callable[[str], bytes], str, str]] = {
    "sms-backup-restore": (_xml, "sms.xml", LINES),
    "sms-ie": (
        lambda words: sms_ie_samples.ndjson(sms_ie_samples.sms(body=words)),
        "messages.ndjson",
        LINES + CONTROL,
    ),
    "apple-messages": (
        lambda words: apple_databases.messages(apple_databases.message(1, words)),
        "chat.db",
        LINES + CONTROL,
    ),
    "signal": (
        lambda words: signal_samples.jsonl(signal_samples.item(**signal_samples.text(words))),
        "main.jsonl",
        LINES + CONTROL,
    ),
    "meta": (
        lambda words: meta_samples.thread(meta_samples.message(content=meta_samples.garbled(words))),
        "message_1.json",
        LINES + CONTROL,
    ),
    "telegram": (
        lambda words: telegram_samples.one_chat(telegram_samples.message(text=words)),
        "result.json",
        LINES + CONTROL,
    ),
    "google-voice": (_voice, "a.html", LINE),
    "google-chat": (
        lambda words: google_chat_samples.document(google_chat_samples.message(text=words)),
        "messages.json",
        LINES + CONTROL,
    ),
    "csv": (
        lambda words: (csv_samples.MESSAGES_15 + csv_samples.message(words)).encode(),
        "a.csv",
        LINES.replace("\n", "\r\n") + CONTROL,
    ),
    "e-mail": (
        lambda words: mail_samples.mail(words, Content_Type="text/plain; charset=utf-8"),
        "a.eml",
        LINES + CONTROL,
    ),
    "whatsapp": (
        lambda words: whatsapp_samples.iphone("Alex: first", f"Alex: {words}"),
        "_chat.txt",
        f"{LINE} \nsecond\n\n third {CONTROL}",
    ),
}


@pytest.mark.parametrize("format_", MADE)
def test_words_are_kept_as_they_were_written(record: Program, tmp_path: Path, format_: str) -> None:
    """Every character of them, in the record and in what it gives to programs."""
    make, name, words = MADE[format_]
    (tmp_path / name).write_bytes(make(words))
    done = record("import", str(tmp_path / name), "--everyone", "--zone", "Europe/London", "--yes", "--json")
    assert done.code == 0, done.err
    assert (done.json["format"], done.json["skipped"]) == (format_, [])
    last = done.json["entries"][1]
    assert record("show", str(last), "--json").json["words"] == words


def test_words_are_in_the_pdf(record: Program, tmp_path: Path) -> None:
    """Joined emoji whole, Hebrew and Arabic to be copied as they are read, what would act by its name."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    make, name, words = MADE["signal"]
    (tmp_path / name).write_bytes(make(words))
    assert record("import", str(tmp_path / name), "--everyone", "--yes").code == 0
    assert record("export", "pdf", "-o", str(tmp_path / "a.pdf")).code == 0
    command = ["pdftotext", str(tmp_path / "a.pdf"), "-"]
    read = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    text = re.sub("[\u202a-\u202e]", "", read)
    for word in (*FAMILY.split("\u200d"), "👍", HEBREW, NFD, *ARABIC.split()):
        assert word in text
    for spelled in ("U+200F right-to-left mark", "U+0001 control character", "U+001B control character"):
        assert spelled in text
