"""Write the fictional samples: `story.tsv`, told as a phone would have saved it.

Run ``python samples/make_samples.py``: the exports and the counts in README.md come out the same,
byte for byte, on every machine: no clock, no chance, no library that could write them differently.
``--media`` also draws the two screenshots and speaks the voicemail. Those depend on the versions of
Pillow and espeak-ng: the committed ones are kept, and README.md lists their SHA-256.
"""

import argparse
import re
from pathlib import Path

import chat_export
import phone_export
from story_counts import counts_block
from story_rows import instant, read_story

HERE = Path(__file__).parent
EARLIER, LATER = instant("2026-02-28 21:00"), instant("2026-03-31 18:00")
MEDIA = ("read-receipt.png", "blocked.png", "voicemail-20260320.wav")
COUNTS = re.compile(r"(?<=<!-- counts:begin -->\n).*(?=<!-- counts:end -->)", re.DOTALL)


def write_samples(into: Path, *, media: bool) -> None:
    """Write every sample into a directory.

    Args:
        into: where to; made when it is not there.
        media: draw the pictures and speak the voicemail as well (needs Pillow and espeak-ng).
    """
    into.mkdir(parents=True, exist_ok=True)
    rows = read_story(HERE / "story.tsv")
    (into / "sms-20260228.xml").write_bytes(phone_export.messages(rows, EARLIER))
    (into / "sms-20260331.xml").write_bytes(phone_export.messages(rows, LATER))
    (into / "calls-20260331.xml").write_bytes(phone_export.calls(rows, LATER))
    (into / "whatsapp-20260323.zip").write_bytes(chat_export.chat(rows))
    if media:
        from draw_media import draw_media

        draw_media(into)
    where = into if media else HERE
    block = counts_block(rows, (EARLIER, LATER), [where / name for name in MEDIA])
    prose = (HERE / "README.md").read_text(encoding="utf-8")
    (into / "README.md").write_bytes(COUNTS.sub(lambda _: block, prose).encode())


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Write the fictional samples.")
    parser.add_argument("--into", type=Path, default=HERE, help="directory to write to")
    parser.add_argument("--media", action="store_true", help="also draw the pictures, speak the voicemail")
    chosen = parser.parse_args()
    write_samples(chosen.into, media=chosen.media)
