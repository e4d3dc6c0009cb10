"""The fictional samples: made again byte for byte, reserved numbers only, every stated count true.

The counting here shares no code with the generator: it reads the finished files (`reading`).
"""

import base64
import hashlib
import io
import re
import subprocess
import sys
import wave
import xml.etree.ElementTree as ET
import zipfile
from datetime import UTC, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image

from tests.samples.reading import (
    CALLS,
    CHAT,
    EARLIER,
    FILES,
    HIDDEN,
    HIM,
    KEEPER_NAMED,
    LATER,
    LONDON,
    NAMED,
    NOTICE,
    PHONE,
    QUESTIONS,
    SAMPLES,
    SISTER,
    THEIRS,
    after,
    picture,
    stated,
    told,
    tree,
)


@pytest.fixture(scope="module")
def remade(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a directory into which the generator has just written."""
    into = tmp_path_factory.mktemp("samples")
    subprocess.run([sys.executable, SAMPLES / "make_samples.py", "--into", into], check=True)
    return into


@pytest.mark.parametrize("name", [*FILES, "README.md"])
def test_the_generator_writes_the_committed_bytes(remade: Path, name: str) -> None:
    """What is committed is what the generator writes, byte for byte."""
    assert (remade / name).read_bytes() == (SAMPLES / name).read_bytes()


def test_every_count_per_file_is_true() -> None:
    """Each number in README's first table is what a second reader of the files counts."""
    counted = {what: [str(sum(map(asks, told(name)))) for name in FILES] for what, asks in QUESTIONS.items()}
    assert stated("in the file") == counted


def test_a_wrong_count_would_be_seen() -> None:
    """One more text from him would change the count, so the comparison above would fail."""
    what = "received from A. Reyes after the notice was read"
    rows = told(LATER)
    another = next(filter(QUESTIONS[what], rows))
    assert str(sum(map(QUESTIONS[what], [*rows, another]))) != stated("in the file")[what][1]


def test_what_an_import_should_say_is_true() -> None:
    """Parsed, imported, duplicates, others and system follow from the rows alone, and add up."""
    seen: set[tuple[tuple[str, str], ...]] = set()
    for name, said in stated("what an import says").items():
        rows = told(name)
        system = len([row for row in rows if row.tag == "app"])
        people = [row for row in rows if row.tag != "app" and row.other in {*THEIRS, SISTER, *HIDDEN}]
        theirs = {row.attributes for row in people}
        others = len(rows) - len(theirs) - system
        counts = (len(rows), len(theirs - seen), len(theirs & seen), others, system)
        assert tuple(map(int, said)) == counts
        assert counts[0] == sum(counts[1:])
        seen |= theirs


def test_the_figures_after_the_notice_are_true() -> None:
    """The story's own numbers (first after, most in a day, nights, quiet) hold for the files."""
    rows = [row for name in (LATER, CALLS, CHAT) for row in told(name) if after(row, *THEIRS, SISTER)]
    times = sorted(row.at.astimezone(UTC) for row in rows if row.words != "ok")
    local = [moment.astimezone(LONDON) for moment in times]
    days = sorted({moment.date() for moment in local})
    said = {what: cells[0] for what, cells in stated("after the notice").items()}

    def most(span: timedelta) -> int:
        return max(len([t for t in times if first <= t < first + span]) for first in times)

    assert said == {
        "contacts by A. Reyes or his sister, his first answer left out": str(len(times)),
        "of them calls": str(len([row for row in rows if row.tag == "call"])),
        "whole hours from the notice to the first": str((times[0] - NOTICE) // timedelta(hours=1)),
        "most in 1 hour": str(most(timedelta(hours=1))),
        "most in 24 hours": str(most(timedelta(hours=24))),
        "on Friday 20 March": str([f"{moment:%m-%d}" for moment in local].count("03-20")),
        "at night, 22:00 to 06:00": str(len([m for m in local if not 6 <= m.hour < 22])),
        "days with contact": str(len(days)),
        "days in the window, 29 January to 31 March": "62",
        "longest quiet, whole days": str(max((b - a).days for a, b in pairwise(days)) - 1),
        "the last": f"{local[-1].day} March, {local[-1]:%H:%M}",
    }
    assert (said["whole hours from the notice to the first"], said["most in 24 hours"]) == ("26", "15")


@pytest.mark.parametrize("name", PHONE)
def test_the_export_says_how_many_rows_it_has(name: str) -> None:
    """The root's own count is right, so a warning about it would be a fault of the importer."""
    root = tree(name)
    assert int(root.attrib["count"]) == len(root)


@pytest.mark.parametrize("name", PHONE)
def test_the_readable_dates_are_london_time(name: str) -> None:
    """`readable_date` is what a clock in London showed, before and after the clocks went forward."""
    shown = {
        f"{row.at.day} {row.at:%b %Y %H:%M:%S}": dict(row.attributes)["readable_date"] for row in told(name)
    }
    assert all(clock == written for clock, written in shown.items())
    assert {row.at.utcoffset() for row in told(LATER)} == {timedelta(0), timedelta(hours=1)}


def test_the_earlier_export_is_part_of_the_later() -> None:
    """Every row of February's export stands in March's, unchanged."""
    assert set(told(EARLIER)) < set(told(LATER))


def strangers(text: str) -> list[str]:
    """Return the telephone numbers in a text that are not reserved for drama."""
    numbers = re.findall(r"(?<![\w.-])(?:\+|00)?\d(?:[ ]?\d){9,14}(?![\w.-])", text)
    bare = [number.replace(" ", "") for number in numbers]
    return [number for number in bare if not re.fullmatch(r"(\+44|0)7700900\d{3}", number)]


def test_every_number_is_reserved() -> None:
    """No sample holds a telephone number that could reach anyone."""
    numbers = [
        value
        for name in PHONE
        for element in tree(name).iter()
        for key, value in element.attrib.items()
        if key in {"address", "number", "service_center", "body", "text", "contact_name"}
    ]
    plain = [(SAMPLES / name).read_text(encoding="utf-8") for name in ("story.tsv", "demo.sh", "README.md")]
    chat = [row.words for row in told(CHAT)]
    assert strangers("\n".join([*numbers, *plain, *chat])) == []


def test_a_number_of_someone_real_would_be_seen() -> None:
    """The search above finds numbers outside the reserved range, however written."""
    planted = "+447911123456 or 020 7946 0018 or +44 7700 901355"
    assert strangers(planted) == ["+447911123456", "02079460018", "+447700901355"]


def test_no_address_or_domain_leads_anywhere() -> None:
    """No sample names a web or mail address outside the reserved example domains."""
    texts = [
        (SAMPLES / name).read_text(encoding="utf-8") for name in (*PHONE, "story.tsv", "README.md", "demo.sh")
    ]
    texts += [row.words for row in told(CHAT)]
    found = re.findall(r"https?://[^\s\"]+|[\w.]+@[\w.]+|\bwww\.[\w.]+", "\n".join(texts))
    assert [address for address in found if not re.search(r"\bexample\.(com|org|net)\b", address)] == []


def test_the_old_emoji_is_not_well_formed() -> None:
    """One message keeps the pair of references that makes a strict parser refuse the file."""
    raw = (SAMPLES / LATER).read_bytes()
    assert raw.count(b"&#55357;&#56842;") == 1
    with pytest.raises(ET.ParseError, match="invalid character"):
        ET.fromstring(raw)  # noqa: S314 - our own file
    assert "Leo's tooth came out 😊 I put it in an envelope" in {row.words for row in told(LATER)}


def test_the_traps_are_in_the_messages() -> None:
    """Notice, answer, draft, twins, line breaks, right-to-left words and a group are where README says."""
    rows = told(LATER)
    by_words = {row.words: row for row in rows}
    assert f"{by_words['No calls. Text about our son only.'].at:%d %b %H:%M}" == "29 Jan 20:00"
    answers = [row for row in rows if row.words == "ok" and row.at >= NOTICE]
    assert [f"{row.at:%d %b %H:%M}" for row in answers] == ["29 Jan 20:14"]
    assert len({f"{row.at:%d %b %H:%M}" for row in rows if row.words == "??"}) == 1
    assert len([row for row in rows if row.words == "??"]) == 2
    assert by_words["Leo kit list\n- boots\n- shin pads\n- water"].other == HIM
    assert any("\u0600" <= letter <= "\u06ff" for row in rows for letter in row.words)
    assert len([row for row in rows if "~" in dict(row.attributes)["address"]]) == 2
    assert 90 <= len(rows) <= 130


def test_the_picture_in_the_mms_opens() -> None:
    """The child's drawing decodes as the PNG it says it is, and says it is fictional."""
    (data,) = [part.attrib["data"] for part in tree(LATER).iter("part") if "data" in part.attrib]
    with Image.open(io.BytesIO(base64.b64decode(data, validate=True))) as picture:
        picture.load()
        assert (picture.format, picture.size, picture.text) == (  # type: ignore[attr-defined]
            "PNG",
            (120, 90),
            {"Comment": "fictional sample"},
        )


def test_the_media_are_those_listed() -> None:
    """Screenshots and voicemail have the SHA-256 README lists, and are what their names say."""
    listed = stated("picture or voice")
    media = {name: [hashlib.sha256((SAMPLES / name).read_bytes()).hexdigest()] for name in listed}
    assert set(listed) == {"read-receipt.png", "blocked.png", "voicemail-20260320.wav"}
    assert media == listed
    for name in ("read-receipt.png", "blocked.png"):
        with Image.open(SAMPLES / name) as picture:
            assert (picture.format, picture.size) == ("PNG", (480, 860))
    with wave.open(str(SAMPLES / "voicemail-20260320.wav")) as sound:
        assert (sound.getnchannels(), sound.getframerate()) == (1, 8000)
        assert 4 < sound.getnframes() / sound.getframerate() < 10
    assert (SAMPLES / "voicemail-20260320.wav").stat().st_size < 200_000


def test_the_chat_is_what_whatsapp_writes() -> None:
    """One text and the picture that it names; two lines are the app's own, the others bear a name."""
    rows = told(CHAT)
    named = [row for row in rows if picture(row)]
    with zipfile.ZipFile(SAMPLES / CHAT) as archive:
        (text,) = [name for name in archive.namelist() if name.endswith(".txt")]
        (drawing,) = [name for name in archive.namelist() if name != text]
        lines = archive.read(text).decode().splitlines()
        with Image.open(archive.open(drawing)) as shown:
            shown.load()
            assert (shown.format, shown.size) == ("PNG", (120, 90))
    assert text == f"WhatsApp Chat with {NAMED}.txt"
    assert [dict(row.attributes)["picture"] for row in named] == [drawing]
    assert [row.words for row in rows if row.tag == "app"][-1] == "You blocked this contact"
    assert [line.split(" - ", 1)[1].split(":")[0] for line in lines if f"{KEEPER_NAMED}: " in line] == ["M."]
    assert (SAMPLES / CHAT).stat().st_size < 20_000


def test_no_message_of_the_chat_stands_in_the_phone_s_exports() -> None:
    """What he wrote in WhatsApp is a contact of its own: no other export tells it too."""
    others = {row.words for name in PHONE for row in told(name)}
    assert [row.words for row in told(CHAT) if row.words in others] == []


def test_a_chat_that_was_changed_would_be_seen() -> None:
    """One line more from him would change the counts, so the comparison with README would fail."""
    what = "received from A. Reyes after the notice was read"
    rows = told(CHAT)
    another = next(filter(QUESTIONS[what], rows))
    assert str(sum(map(QUESTIONS[what], [*rows, another]))) != stated("in the file")[what][-1]
