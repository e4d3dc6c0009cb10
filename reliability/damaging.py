"""Exports damaged at random, and whether an importer keeps its promises over them."""

import random
import resource
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from recordkeeper.errors import ImportRefused, Unsaid
from recordkeeper.importers.identify import IMPORTERS
from recordkeeper.importers.importer import Found
from recordkeeper.importers.material import Limits, Material
from recordkeeper.records.custody import Skipped
from tests.importers.any_importer import Sample, material_of

SLOW = 2.0
"""Seconds of this process's time that one small input may take."""
SMALL = Limits(record=1 << 20, value=1 << 12, line=1 << 20, parts=500, unpacked=64 << 20)
"""So that the limits themselves are reached."""
_HOSTILE: tuple[bytes, ...] = (
    b"\0",
    b"\r",
    b"\n",
    b"\r\n\r\n",
    b"\xff\xfe",
    b"\xed\xa0\x80",
    "\u202e\u2066\u200e\u200d\ufeff".encode(),
    b"\x1b]0;x\x07\x1b[2J",
    b"&#55357;&#x110000;&#0;&amp;&lt;",
    b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/hostname'>]>",
    b"<![CDATA[",
    b"--",
    b'"',
    b'",',
    b"NaN",
    b"-1e999",
    b"9" * 5000,
    b'{"a":' * 200,
    b"[" * 3000,
    b"]}",
    b"\\ud800",
    b"\\u0000",
    b"Content-Type: multipart/mixed; boundary=x\n\n--x\n" * 60,
    b"From a@example.org Mon Jan  1 00:00:00 2024\n",
    b"[01/02/24, 10:00:00] ",
    b"x" * 70_000,
    b"<div>" * 2000,
)
"""What has broken readers of these formats before."""


@dataclass
class Kept:
    """How an importer did.

    Attributes:
        inputs: how many there were.
        outcomes: how each ended: read, read in part, refused, to be asked.
        broken: promises that were not kept, each with the seed that shows it.
        slowest: seconds that the slowest took.
    """

    inputs: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)
    slowest: float = 0.0


def damage(raw: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    """A few changes at random places: bits, cuts, copies, and what other files hold."""
    for _change in range(chance.randint(1, 4)):
        at, to = sorted(chance.randint(0, len(raw)) for _end in "ab")
        to = min(to, at + chance.choice((1, 8, 64, 512)))
        other = chance.choice(others)
        begin = chance.randint(0, len(other))
        match chance.randrange(7):
            case 0 if raw:
                place = chance.randrange(len(raw))
                raw = raw[:place] + bytes([raw[place] ^ (1 << chance.randrange(8))]) + raw[place + 1 :]
            case 1:
                raw = raw[:at]
            case 2:
                raw = raw[:at] + raw[to:]
            case 3:
                raw = raw[:to] + raw[at:to] * chance.choice((1, 1, 2, 50)) + raw[to:]
            case 4:
                raw = raw[:at] + other[begin : begin + chance.choice((8, 200))] + raw[at:]
            case 5:
                raw = raw[:at] + chance.choice(_HOSTILE) + raw[at:]
            case _:
                raw = raw[:at] + chance.choice(_HOSTILE) + raw[to:]
    return raw


def try_many(samples: Sequence[Sample], others: Sequence[bytes], count: int, seed: int) -> Kept:
    """Damage the samples of one importer that often.

    Args:
        samples: whole exports that it reads.
        others: bytes of other formats, to mix in.
        count: how many inputs.
        seed: the same one gives the same inputs.
    """
    kept = Kept()
    for number in range(count):
        chance = random.Random(f"{seed}-{number}")
        sample = chance.choice(samples)
        changed = dict(sample.files)
        name = chance.choice(list(changed))
        changed[name] = damage(changed[name], chance, others)
        before = time.process_time()
        outcome, fault = _tried(sample, changed)
        taken = time.process_time() - before
        kept.inputs += 1
        kept.outcomes[outcome] += 1
        kept.slowest = max(kept.slowest, taken)
        if taken > SLOW:
            fault = fault or f"took {taken:.1f} s"
        if fault:
            kept.broken.append(f"{sample.importer.name} {seed}-{number}: {fault}")
    return kept


def _tried(sample: Sample, changed: Mapping[str, bytes]) -> tuple[str, str]:
    """How reading ended, and the promise that was broken, if any."""
    try:
        material = material_of(sample, changed)
        for importer in IMPORTERS:
            importer.identify(material)
        return _read(sample, material)
    except ImportRefused:
        return "refused", ""
    except Unsaid:
        return "to be asked", ""
    except Exception as error:  # noqa: BLE001 -- that nothing else escapes is what is counted
        return "escaped", f"{type(error).__name__}: {error}"[:200]


def _read(sample: Sample, material: Material) -> tuple[str, str]:
    sizes = {member.name: member.size for member in material.members}
    elements: list[int] = []
    whole, seen = True, 0
    for item in sample.importer.read(material, sample.said_within(SMALL)):
        seen += isinstance(item, Found | Skipped)
        whole &= isinstance(item, Found) or not isinstance(item, Skipped)
        if isinstance(item, Found):
            elements.append(item.element)
            if not 0 <= item.start <= item.end <= sizes[item.member]:
                return "read", f"record {item.element} is said to stand outside the file"
            (item.contact.words or "").encode()
    if elements != sorted(set(elements)) or (elements and not 1 <= elements[0] <= elements[-1] <= seen):
        return "read", "the numbers of the records do not rise by one"
    return ("read" if whole else "read in part"), ""


def peak_memory() -> int:
    """The most memory that this process has used so far, MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
