"""Check a bundle of evidence/1 with Python alone: python3 verify.py [FOLDER [HEAD.TXT]]

FOLDER is where evidence.json lies, data/ beside this file if none is given. HEAD.TXT is a head that somebody
kept: does this record still begin with it? The steps are those of recordkeeper's docs/evidence-format.md.
"""

import json
import re
import sys
from hashlib import sha256
from pathlib import Path

KINDS = """matter person identifier boundary statement delivery contact marking same measure consequence
    order consequence-step report-made witness-account attachment source correction withdrawal erasure
    restored receipt"""
SHA, NAME, STRING = "([0-9a-f]{64})", "[A-Za-z0-9_-][A-Za-z0-9._-]*", r'"(?:[^"\\]|\\.)*"'
SHOWN = rf'"private":"{SHA}","public":{{"bytes":({STRING}),"salt":"{SHA}"}}'
ENTRY = rf'{{"digest":"{SHA}"(?:,"erased":(true)|,{SHOWN})?}}'
FILE = rf'{{"path":"({NAME}(?:/{NAME})*)","sha256":"{SHA}"}}'
BEGIN = r'{"book":"record","count":(0|[1-9][0-9]{0,14}),"entries":\['
END = rf'\],"format":"recordkeeper evidence v1","head":"{SHA}","vault":"([0-9a-f]{{32}})"}}'
HEAD = b"recordkeeper head v1\nvault %b\ncount %d\nhead %b\n"
IMPRINTS = "3031300d060960864801650304020105000420", "302f300b06096086480165030402010420"  # RFC 3161 §2.4.1
written = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode


def need(truth):
    return truth or int("not so")


def listed(form, lines):
    return [need(re.fullmatch(form + "," * (n < len(lines)), row)).groups() for n, row in enumerate(lines, 1)]


def fields(text):
    """What the bytes of a part say, if they are canonical: at most 64 deep, for one."""
    body, bare = json.loads(text), re.sub(STRING, "", text)
    need(written(body) == text and not re.search(r"\d[.eE]|[NI]", bare))
    need(all(int(digits) < 2**53 for digits in re.findall(r"\d+", bare)))
    for _ in range(64):
        bare = re.sub(r"[\[{][^\[\]{}]*[\]}]", "", bare)
    need(all(string.isascii() for string in re.findall(STRING + ":?", text) if string[-1] == ":"))
    need(type(body["v"]) is int and type(body["kind"]) is str and re.fullmatch("[0-9a-f]{32}", body["id"]))
    return need(not bare and body)


def check(folder, faults):
    """Note by step what does not hold, under 0 what could not be read; return the head.txt of every count."""
    data = (folder / "evidence.json").read_bytes()
    if re.search(rb'(?m)^\],"format":"recordkeeper evidence v([2-9]|[1-9][0-9]+)",.*\n\Z', data):
        return faults[0].append("another version") or []
    *lines, last = data.decode().split("\n")
    middle = lines.index('],"files":[')
    ((count,),), ((head, vault),) = listed(BEGIN, lines[:1]), listed(END, lines[-1:])
    entries, files = listed(ENTRY, lines[1:middle]), listed(FILE, lines[middle + 1 : -1])
    need(last == "" and [path for path, _ in files] == sorted({path for path, _ in files}))
    need(all(written(json.loads(quoted)) == quoted for *_, quoted, _ in entries if quoted))
    links, bodies, ids = [sha256(b"recordkeeper chain v1\n" + bytes.fromhex(vault) + b"\nrecord")], {}, set()
    for serial, (digest, _, closed, quoted, salt) in enumerate(entries, 1):
        links.append(sha256(b"\x01" + links[-1].digest() + bytes.fromhex(digest)))
        if not quoted:
            continue
        public = sha256(b"recordkeeper part v1\npublic\n" + bytes.fromhex(salt) + json.loads(quoted).encode())
        made = sha256(b"recordkeeper entry v1\n" + public.digest() + bytes.fromhex(closed))
        faults[4] += [serial] * (made.hexdigest() != digest)
        try:
            body = fields(json.loads(quoted))
        except (ValueError, LookupError, TypeError, RecursionError):
            faults[6].append(serial)
            continue
        faults[3] += [serial] * (body["id"] in ids)
        ids.add(body["id"])
        known = body["v"] == 1 and body["kind"] in KINDS.split()
        bodies |= {serial: body} if known else {}
        faults[0] += [serial] * (not known)
    faults[3] += [count] * (int(count) != len(entries))
    faults[5] += [head] * (links[-1].hexdigest() != head)
    heads = [HEAD % (vault.encode(), at, link.hexdigest().encode()) for at, link in enumerate(links)]
    claims(folder, faults, entries, dict(files), bodies, heads)
    return heads


def claims(folder, faults, entries, files, bodies, heads):
    """What entries say of files, of other entries and of heads."""
    cited, erased, there, newer = set(), set(), {}, bool(faults[0])
    for serial, body in bodies.items():
        named = [*body["files"]] if type(body.get("files")) is list else []
        cited |= {str(one.get("sha256")) for one in [*named, body.get("file")] if type(one) is dict}
        if body["kind"] in ("correction", "withdrawal", "erasure"):
            target = body["target"] if type(body.get("target")) is dict else {}
            at = target["serial"] if type(target.get("serial")) is int else 0
            faults[7] += [serial] * (not 0 < at < serial or entries[at - 1][0] != target.get("digest"))
            erased |= {at} if body["kind"] == "erasure" else set()
    for serial, (_, marked, *_) in enumerate(entries, 1):
        faults[3] += [serial] * (bool(marked) != (serial in erased) and (serial in erased or not newer))
    for path, digest in files.items():
        faults[8] += [path] * (not newer and digest not in cited)
        try:
            data = (folder / path).read_bytes()
            faults[8] += [path] * (sha256(data).hexdigest() != digest)
            there[path] = data[: 1 << 20]
        except OSError:
            faults[0].append(path)
    for serial, body in bodies.items():
        if body["kind"] in ("receipt", "restored"):
            at = body["count"] if type(body.get("count")) is int else -1
            held = 0 <= at < serial and heads[at].endswith(f"\nhead {body.get('head')}\n".encode())
            over = [bytes.fromhex(one) + sha256(heads[at]).digest() for one in IMPRINTS] if held else []
            stamp = body["kind"] == "receipt" and body.get("type") == "rfc3161" and body.get("file")
            seen = [there[at] for at in there if type(stamp) is dict and files[at] == stamp.get("sha256")]
            faults[9] += [serial] * (not held or not all(any(one in it for one in over) for it in seen))


def main(folder=Path(__file__).parent / "data", kept=None):
    faults, heads = {step: [] for step in range(10)}, []
    try:
        heads = check(Path(folder), faults)
    except (ValueError, LookupError, OSError, RecursionError):
        faults[2].append("evidence.json")
    for step, found in [(step, found) for step, found in faults.items() if found]:
        print(f"step {step} does not hold:" if step else "not read:", *found[:9])
    if kept:
        print("HEAD.TXT is", "of this record" if Path(kept).read_bytes() in heads else "NOT of this record")
    verdict = "damaged" if any([*faults.values()][1:]) else "cannot verify" if faults[0] else "intact"
    print(*[one.decode() for one in heads[-1:]], verdict, sep="")
    return ("intact", "damaged", "cannot verify").index(verdict)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
