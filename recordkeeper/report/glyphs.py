"""Glyphs in their places, written as PDF text operators that still say which words they are."""

import itertools
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from recordkeeper.report.faces import Face

_EM = 1000


class Glyph(NamedTuple):
    """A glyph and its place, in thousandths of the type size. ``start`` is its first character."""

    number: int
    start: int
    advance: float
    right: float
    up: float


def operators(face: Face, text: str, glyphs: Sequence[Glyph], size: float) -> tuple[str, bool]:
    """The glyphs as the inside of one TJ array, or as whole operators (ISO 32000-1 §9.4.3, §14.9.4).

    A glyph that stands for its letters alone carries them in its code. Letters made of several glyphs are
    wrapped in a span of ActualText, since a reader would otherwise put them together in the wrong order.
    """
    starts = sorted({glyph.start for glyph in glyphs})
    if len(starts) == len(text) == len(glyphs) and not any(glyph.right or glyph.up for glyph in glyphs):
        return _one_to_one(face, text, glyphs), False
    words = dict(zip(starts, _slices(text, starts), strict=True))
    stretches: list[tuple[str, list[tuple[float, list[str]]]]] = []
    for start, same in itertools.groupby(glyphs, key=lambda glyph: glyph.start):
        group = list(same)
        bearers = [index for index, glyph in enumerate(group) if glyph.advance] or [0]
        span = words[start] if len(bearers) > 1 else ""
        if span or not stretches or stretches[-1][0]:
            stretches.append((span, []))
        rises = stretches[-1][1]
        for index, glyph in enumerate(group):
            code = face.code(glyph.number, words[start] if index == bearers[0] else "")
            back = face.advances[glyph.number] + glyph.right - glyph.advance
            if not rises or rises[-1][0] != glyph.up:
                rises.append((glyph.up, []))
            rises[-1][1].extend((_shift(-glyph.right), f"<{code}>", _shift(back)))
    if len(stretches) == 1 and not stretches[0][0] and not any(up for up, _ in stretches[0][1]):
        return _joined(stretches[0][1][0][1]), False
    return " ".join(_spans(stretches, size)), True


def _one_to_one(face: Face, text: str, glyphs: Sequence[Glyph]) -> str:
    """The common case, quickly: each letter one glyph on the line, at most moved together."""
    shown = []
    for number, start, advance, _, _ in glyphs:
        shown.append(face.code(number, text[start]))
        natural = face.advances[number]
        if advance != natural:
            shown.append(f">{natural - advance:.0f}<")
    return f"<{''.join(shown)}>".removesuffix("<>")


def _slices(text: str, starts: Sequence[int]) -> list[str]:
    """The text cut at these places; nothing of it is left out, whatever the first place is."""
    return [text[low:high] for low, high in itertools.pairwise([0, *starts[1:], len(text)])] if starts else []


def _spans(stretches: Sequence[tuple[str, list[tuple[float, list[str]]]]], size: float) -> Iterator[str]:
    for span, rises in stretches:
        if span:
            yield f"/Span <</ActualText <FEFF{span.encode('utf-16-be').hex().upper()}>>> BDC"
        for up, shown in rises:
            rise = f"{up * size / _EM:.2f} Ts " if up else ""
            yield f"{rise}[{_joined(shown)}] TJ{' 0 Ts' if up else ''}"
        if span:
            yield "EMC"


def _joined(shown: Sequence[str]) -> str:
    return " ".join(part for part in shown if part).replace("> <", "")


def _shift(amount: float) -> str:
    rounded = round(amount)
    return str(rounded) if rounded else ""
