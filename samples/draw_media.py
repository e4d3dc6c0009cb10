"""Draw the two screenshots and speak the voicemail of the fictional case.

Their bytes depend on the versions of Pillow and espeak-ng (GPL-3.0, used as a program; not needed to read
the samples), so this is run by hand and the results are committed.
"""

import array
import subprocess
import sys
import tempfile
import wave
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

SIZE = 480, 860
PAPER, INK, GREY, LINE, MINE, THEIRS = "white", "black", "#5f6368", "#dadce0", "#1b5fc1", "#eceef1"
SPOKEN = "It's me. Pick up. I know you are there. We need to talk. Call me back."
RATE = 8000


def draw_media(into: Path) -> None:
    """Write read-receipt.png, blocked.png and voicemail-20260320.wav into a directory."""
    _read_receipt().save(into / "read-receipt.png", optimize=True)
    _blocked().save(into / "blocked.png", optimize=True)
    _speak(into / "voicemail-20260320.wav")


def _screen(clock: str, title: str) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    image = Image.new("RGB", SIZE, PAPER)
    draw = ImageDraw.Draw(image)
    _write(draw, (20, 12), clock, 17)
    draw.rectangle((432, 15, 456, 27), outline=INK)
    draw.rectangle((434, 17, 449, 25), fill=INK)
    draw.line((34, 66, 24, 76, 34, 86), fill=INK, width=3)
    _write(draw, (56, 62), title, 26)
    draw.line((0, 110, SIZE[0], 110), fill=LINE, width=2)
    _write(draw, (SIZE[0] // 2, SIZE[1] - 24), "FICTIONAL SAMPLE", 12, GREY, "ma")
    return image, draw


def _read_receipt() -> Image.Image:
    image, draw = _screen("20:16", "A. Reyes")
    _write(draw, (240, 420), "Thursday 29 January 20:00", 15, GREY, "ma")
    draw.rounded_rectangle((132, 450, 456, 534), 20, fill=MINE)
    _write(draw, (152, 464), "No calls.\nText about our son only.", 22, PAPER)
    _write(draw, (456, 542), "Read 20:14", 15, GREY, "ra")
    draw.rounded_rectangle((24, 590, 96, 642), 20, fill=THEIRS)
    _write(draw, (45, 602), "ok", 22)
    _write(draw, (24, 650), "20:14", 15, GREY)
    draw.rounded_rectangle((24, 758, 456, 810), 26, outline=LINE, width=2)
    _write(draw, (46, 772), "Text message", 19, GREY)
    return image


def _blocked() -> Image.Image:
    image, draw = _screen("Mon 2 Feb  12:31", "Blocked numbers")
    _write(
        draw,
        (24, 130),
        "You will not receive calls from these numbers.\nText messages still arrive.",
        17,
        GREY,
    )
    draw.line((0, 196, SIZE[0], 196), fill=LINE, width=2)
    _write(draw, (24, 214), "+44 7700 900355", 24)
    _write(draw, (24, 248), "A. Reyes", 17, GREY)
    _write(draw, (456, 230), "Calls blocked", 17, GREY, "ra")
    draw.line((0, 288, SIZE[0], 288), fill=LINE, width=2)
    _write(draw, (24, 308), "+  Add a number", 20, MINE)
    return image


def _write(  # noqa: PLR0913, PLR0917 - one line of text on a screen has this many properties
    draw: ImageDraw.ImageDraw,
    at: tuple[int, int],
    words: str,
    size: int,
    fill: str = INK,
    anchor: str = "la",
) -> None:
    anchors = None if "\n" in words else anchor
    draw.text(at, words, fill=fill, font=ImageFont.load_default(size), anchor=anchors)


def _speak(path: Path) -> None:
    """Speak the voicemail and keep it as a mailbox would: 8 kHz, mono, 16 bits."""
    with tempfile.TemporaryDirectory() as scratch:
        spoken = Path(scratch) / "spoken.wav"
        subprocess.run(["espeak-ng", "-v", "en-gb", "-s", "150", "-w", spoken, SPOKEN], check=True)
        with wave.open(str(spoken), "rb") as source:
            rate = source.getframerate()
            samples = array.array("h", source.readframes(source.getnframes()))
    if sys.byteorder == "big":
        samples.byteswap()
    step = rate / RATE
    kept = array.array("h", (_mean(samples, i * step, step) for i in range(int(len(samples) / step))))
    if sys.byteorder == "big":
        kept.byteswap()
    with wave.open(str(path), "wb") as mailbox:
        mailbox.setnchannels(1)
        mailbox.setsampwidth(2)
        mailbox.setframerate(RATE)
        mailbox.writeframes(kept.tobytes())


def _mean(samples: "array.array[int]", start: float, step: float) -> int:
    window = samples[int(start) : int(start + step) + 1]
    return sum(window) // len(window)
