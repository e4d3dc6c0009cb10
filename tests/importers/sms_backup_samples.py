"""Exports of SMS Backup & Restore, for what is asked of every importer."""

from tests.importers.any_importer import Sample
from tests.importers.reading import IMPORTER, addr, call, mms, part, sms, smses, tag


def samples() -> list[Sample]:
    """Messages with parts, and calls."""
    messages = smses(
        sms(),
        sms(body="שלום 👨‍👩‍👧 &#55357;&#56842;").replace("&amp;", "&"),
        mms(part(text="words"), part("image/png", data="QUJD", cl="p.png"), addr("+12025550143", "137")),
        tag("sms", type="9"),
    )
    return [
        Sample(IMPORTER, {"": messages}, 4, name="sms.xml"),
        Sample(
            IMPORTER, {"": b'<calls count="2">' + call().encode() + call(type="6").encode() + b"</calls>"}, 2
        ),
    ]
