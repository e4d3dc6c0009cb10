"""Databases of Apple's, for what is asked of every importer."""

from tests.importers.any_importer import Sample
from tests.importers.apple_databases import (
    ALEX,
    CALL_SCHEMA,
    CALLS,
    KIM,
    MESSAGE_SCHEMA,
    MESSAGES,
    PEOPLE,
    archived,
    attached,
    call,
    calls,
    insert,
    message,
    messages,
)
from tests.importers.sqlite_databases import Statement, with_log

SMALL: list[Statement] = ["PRAGMA page_size = 512"]


def samples() -> list[Sample]:
    """Messages of every kind, alone and with a log beside them; calls of every kind."""
    first = [
        *message(1),
        *message(2, None, attributedBody=archived("שלום \U0001f468\u200d\U0001f469\u200d\U0001f467 " * 9)),
        *message(3, "Hi all", chat=2, handle_id=3),
        *message(4, "No", chat=2, is_from_me=1, handle_id=0, is_sent=1),
        *message(5, "Loved “No”", associated_message_type=2000),
        *message(6, "Removed a heart", associated_message_type=3000),
        *message(7, None, chat=2, item_type=2, group_title="Family"),
        *message(8, "\ufffc", date=0, service="SMS"),
        *attached(8, 1, filename="~/Library/Messages/Attachments/ab/11/GUID-A/IMG_0001.jpeg", total_bytes=3),
        *message(9, None, date_edited=1, message_summary_info=b"bplist00\xd1\x01\x02\x52rp\x10"),
        *message(10, "?", is_from_me=None),
        *message(11, "words" * 200, date=700_000_000),
    ]
    raw, log = with_log([*SMALL, *MESSAGE_SCHEMA, *PEOPLE, *first[:8]], first[8:])
    everyone = [
        call(1),
        call(2, ZORIGINATED=1, ZANSWERED=0, ZADDRESS=ALEX.encode()),
        call(3, ZANSWERED=0, ZADDRESS=None, ZDURATION=0),
        call(4, ZSERVICE_PROVIDER="com.apple.FaceTime", ZCALLTYPE=8, ZADDRESS=None),
        call(5, ZORIGINATED=None),
        call(6, ZDATE=None, ZSERVICE_PROVIDER="net.whatsapp.WhatsApp", ZCALLTYPE=0, ZANSWERED=None),
        *(insert("ZHANDLE", Z_PK=number, ZVALUE=value) for number, value in ((1, ALEX), (2, KIM))),
        *(("INSERT INTO Z_2REMOTEPARTICIPANTHANDLES VALUES (4, ?)", [number]) for number in (1, 2)),
    ]
    made_calls, call_log = with_log([*SMALL, *CALL_SCHEMA, *everyone[:2]], everyone[2:])
    return [
        Sample(MESSAGES, {"": messages(first, before=SMALL)}, 11, name="chat.db"),
        Sample(MESSAGES, {"chat.db": raw, "chat.db-wal": log}, 11, name="Messages"),
        Sample(CALLS, {"": calls(*everyone)}, 6, name="CallHistory.storedata"),
        Sample(CALLS, {"calls": made_calls, "calls-wal": call_log}, 6, name="calls"),
    ]
