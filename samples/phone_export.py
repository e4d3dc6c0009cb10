"""Write rows as SMS Backup & Restore writes them on an Android phone.

The attributes and their order follow files the app wrote; ``"null"`` is its word for absent. Two old
habits are kept: MMS ``date_sent`` in seconds, and one emoji as two character references, which is not
well-formed XML.
"""

import base64
import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta

from story_rows import CALLS, KEEPER, PEOPLE, Row, epoch_ms, pick, wall
from tiny_png import child_drawing

CENTRE = "+447700900001"
APP = "com.google.android.apps.messaging"
EMOJI, OLD_EMOJI = "\N{SMILING FACE WITH SMILING EYES}", "&#55357;&#56842;"
MONTHS = ("Jan", "Feb", "Mar")
ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;"})
FROM, TO = 137, 151
"""Android's PduHeaders."""


def messages(rows: Iterable[Row], until: datetime) -> bytes:
    """Return the backup of every message before an instant."""
    told = [row for row in rows if not (row.call or row.app) and row.at < until]
    texts = [_sms(row) for row in told if not row.multimedia]
    return _file("smses", until, texts + [_mms(row) for row in told if row.multimedia])


def calls(rows: Iterable[Row], until: datetime) -> bytes:
    """Return the backup of every call before an instant."""
    return _file("calls", until, [_call(row) for row in rows if row.call and row.at < until])


def _file(root: str, until: datetime, elements: list[str]) -> bytes:
    backup_set = uuid.uuid5(uuid.NAMESPACE_OID, f"{root} {until}")
    opening = _attributes(
        count=len(elements), backup_set=backup_set, backup_date=epoch_ms(until), type="full"
    )
    head = (
        "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>",
        f'<?xml-stylesheet type="text/xsl" href="{root.removesuffix("es")}.xsl"?>',
        f"<{root}{opening}>",
    )
    return "\n".join([*head, *elements, f"</{root}>", ""]).encode()


def _sms(row: Row) -> str:
    sent = row.at.replace(microsecond=0) - timedelta(seconds=1 + pick(3, "lag", row.at))
    return (
        "  <sms"
        + _attributes(
            protocol=0,
            address=PEOPLE[row.who][0],
            date=epoch_ms(row.at),
            type={"in": 1, "out": 2, "draft": 3}[row.what],
            subject=None,
            body=row.words,
            toa=None,
            sc_toa=None,
            service_center=CENTRE if row.inbound else None,
            read=1,
            status=0 if row.what == "out" else -1,
            locked=0,
            date_sent=epoch_ms(sent) if row.inbound else 0,
            sub_id=1,
            **_shown(row, PEOPLE[row.who][1]),
        )
        + " />"
    )


def _mms(row: Row) -> str:
    number, name = PEOPLE[row.who]
    chat, group = row.what.startswith("rcs"), row.what.startswith("group")
    others = [PEOPLE[who] for who in (row.who, "gran")] if group else [(number, name)]
    attributes = _mms_attributes(row, others, chat=chat)
    lines = [f"  <mms{attributes}>", *_parts(row), *_addresses(row, [address for address, _ in others])]
    return "\n".join([*lines, "  </mms>"])


def _mms_attributes(row: Row, others: list[tuple[str, str]], *, chat: bool) -> str:
    token = uuid.uuid5(uuid.NAMESPACE_OID, f"{row.at}").hex[:24]
    return _attributes(
        date=epoch_ms(row.at),
        rr=None,
        sub=None,
        ct_t="text/plain" if chat else "application/vnd.wap.multipart.related",
        read_status=None,
        seen=1,
        msg_box=1 if row.inbound else 2,
        address="~".join(address for address, _ in others),
        sub_cs=None,
        resp_st=None,
        retr_st=None,
        d_tm=None,
        text_only=0 if row.what == "photo-in" else 1,
        exp=None if row.inbound else 604800,
        locked=0,
        m_id=None if chat else token,
        st=None,
        retr_txt_cs=None,
        retr_txt=None,
        creator=APP,
        date_sent=epoch_ms(row.at) // 1000 - 1 if row.inbound else 0,
        read=1,
        m_size=0 if chat else len(row.words),
        rpt_a=None,
        ct_cls=135,
        pri=None,
        sub_id=1,
        tr_id=_chat_id(token) if chat else f"T{token[8:]}",
        resp_txt=None,
        ct_l=None,
        m_cls=None if row.inbound else "personal",
        d_rpt=None if row.inbound else 129,
        v=None if chat else 18,
        _id=7000 + pick(900, row.at),
        m_type=132 if row.inbound else 128,
        **_shown(row, ", ".join(name for _, name in others)),
    )


def _parts(row: Row) -> list[str]:
    parts = [{"ct": "text/plain", "chset": 106, "cl": "text_0.txt", "text": row.words}]
    if row.what == "photo-in":
        data = base64.b64encode(child_drawing()).decode()
        parts.insert(0, {"ct": "image/png", "chset": None, "cl": "drawing.png", "text": None, "data": data})
    written = [
        "      <part"
        + _attributes(
            seq=0,
            ct=part["ct"],
            name=part["cl"],
            chset=part["chset"],
            cd=None,
            fn=None,
            cid=f"<{part['cl']}>",
            cl=part["cl"],
            ctt_s=None,
            ctt_t=None,
            text=part["text"],
            sub_id=1,
            **{key: part[key] for key in ("data",) if key in part},
        )
        + " />"
        for part in parts
    ]
    return ["    <parts>", *written, "    </parts>"]


def _addresses(row: Row, others: list[str]) -> list[str]:
    if row.inbound:
        roles = [(others[0], FROM), (KEEPER, TO), *((address, TO) for address in others[1:])]
    else:
        roles = [("insert-address-token", FROM), *((address, TO) for address in others)]
    written = [f"      <addr{_attributes(address=who, type=role, charset=106)} />" for who, role in roles]
    return ["    <addrs>", *written, "    </addrs>"]


def _call(row: Row) -> str:
    number, name = PEOPLE[row.who]
    return (
        "  <call"
        + _attributes(
            # A call placed from the address book shows the number as it was typed there.
            number=number.replace("+44", "0") if row.what == "outgoing" else number,
            duration=row.seconds,
            date=epoch_ms(row.at),
            type=CALLS[row.what],
            presentation={"withheld": 2, "nothing-shown": 3}.get(row.who, 1),
            subscription_id=1,
            post_dial_digits="",
            subscription_component_name="com.android.phone/.TelephonyConnectionService",
            **_shown(row, name),
        )
        + " />"
    )


def _shown(row: Row, name: str) -> dict[str, object]:
    shown = wall(row.at)
    readable = f"{shown.day} {MONTHS[shown.month - 1]} {shown.year} {shown:%H:%M:%S}"
    return {"readable_date": readable, "contact_name": name}


def _chat_id(token: str) -> str:
    head = b"\nB\n\x22" + f"{APP}.".encode() + b"\x12\x1c\x12\x1a*\x18"
    return "proto:" + base64.b64encode(head + token.encode()).decode()


def _attributes(**values: object) -> str:
    written = ((name, "null" if value is None else str(value)) for name, value in values.items())
    plain = "".join(f' {name}="{value.translate(ESCAPES)}"' for name, value in written)
    return plain.replace(EMOJI, OLD_EMOJI)
