"""Pages of Google Voice, as Google Takeout writes them."""

from html import escape

from recordkeeper.importers.google.voice import GoogleVoice
from tests.importers.any_importer import Sample

IMPORTER = GoogleVoice()
HERS, HIS, THIRD = "+12025550100", "+12025550143", "+12025550144"
WHEN = "2024-03-01T11:14:05.123+01:00"
"""2024-03-01T10:14:05.123Z."""
T = 1_709_288_045_123
CALLS = "Takeout/Voice/Calls/"
BO = CALLS + "Bo Example - Text - 2024-03-01T10_14_05Z"
_HEAD = (
    '<?xml version="1.0" ?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x"><html><head>'
    "<title>{title}</title>\n<style type='text/css'>q < b > i</style></head>\n<body><!-- <q>no</q> -->"
)
_TAIL = (
    '<div class="tags">Labels:\n<a rel="tag" href="http://www.google.com/voice#sms">Text</a></div>\n'
    '<div class="deletedStatusContainer">User Deleted:\n{trashed}</div></body></html>'
)


def sender(number: str = HIS, name: str = "Bo Example", *, mine: bool = False) -> str:
    """Who wrote a message."""
    shown = '<abbr class="fn" title="">Me</abbr>' if mine else f'<span class="fn">{escape(name)}</span>'
    link = f'<a class="tel" href="tel:{HERS if mine else number}">{shown}</a>'
    return f'<cite class="sender vcard">{link}</cite>'


def message(words: str = "<q>where are you</q>", who: str = "", when: str = WHEN, after: str = "") -> str:
    """One message; its words come with their markup."""
    return (
        f'<div class="message"><abbr class="dt" title="{when}">Mar 1, 2024, 11:14:05&#8239;AM\n'
        f"Pacific Time</abbr>:\n{who or sender()}:\n{words}\n{after}</div> "
    )


def picture(name: str) -> str:
    """An attached picture, named without what follows the dot."""
    return f'<div><img src="{escape(name)}" alt="Image MMS Attachment" /></div>'


def conversation(*messages: str, title: str = "Bo Example", group: str = "", trashed: str = "False") -> bytes:
    """A page of messages; ``group`` names its members."""
    listed = f'<div class="participants">Group conversation with:\n{group}</div>' if group else ""
    inner = f'<div class="hChatLog hfeed">{listed}\n' + "".join(messages) + "</div>"
    return (_HEAD.format(title=title) + inner + _TAIL.format(trashed=trashed)).encode()


def call(label: str = "missed", inside: str = "", number: str = HIS, name: str = "Bo Example") -> bytes:
    """A page of one call."""
    return (
        '<title>Call</title><body><div class="haudio"><span class="album">Call Log for\n</span>\n'
        f'<span class="fn">Missed call from\n{name}</span><div class="contributor vcard">Missed call from\n'
        f'<a class="tel" href="tel:{number}"><span class="fn">{name}</span></a></div>\n'
        f'<abbr class="published" title="{WHEN}">Mar 1</abbr>\n{inside}<div class="tags">Labels:\n'
        f'<a rel="tag" href="http://www.google.com/voice#{label}">Label</a></div>\n'
        '<div class="deletedStatusContainer">User Deleted:\nFalse</div></div></body></html>'
    ).encode()


VOICEMAIL = (
    'Transcript:\n<span class="description"><span class="full-text">He&#39;s <b>here</b></span>\n<br />'
    '<audio controls="controls" src="Bo Example - Voicemail - 2024-03-01T10_14_05Z.mp3">'
    '<a rel="enclosure" href="x.mp3">Audio</a></audio>\n'
    '<abbr class="duration" title="PT1M18S">(00:01:18)</abbr>'
)
GROUP = sender() + ", " + sender(THIRD, "Cy")
CONVERSATION = conversation(
    message("<q>שלום &amp; &lt;b&gt; &#39;x&#39; 👨\u200d👩\u200d👧<br>two<br/></q>"),
    message("<q>on my way</q>", sender(mine=True)),
    message("<q></q>", after=picture("Bo Example - Text - 2024-03-01T10_14_05Z-3-1")),
    message("<q>MMS Sent</q>", sender(mine=True), after=picture("Bo Example - Text - gone-4-1")),
    message("<q>no time</q>", when="yesterday"),
    message("<q>nobody</q>", "<cite>?</cite>"),
    message("<q>no number</q>", sender("")),
)


def takeout() -> dict[str, bytes]:
    """A folder with pages of every kind."""
    return {
        BO + ".html": CONVERSATION,
        BO + " (1).html": CONVERSATION,
        BO + "-3-1.jpg": b"\xff\xd8\xff\xe0",
        CALLS + "+12025550177 - Text - 2024-03-01T10_14_05Z.html": conversation(
            message("<q>hello</q>", sender(mine=True)), title="Me to\n"
        ),
        CALLS + "Group Conversation - 2024-03-01T10_14_05Z.html": conversation(
            message("<q>to all</q>"),
            message(
                "<q>all of you</q>", sender(mine=True), after='<div><a class="vcard" href="c">x</a></div>'
            ),
            title="Group Conversation",
            group=GROUP,
            trashed="True",
        ),
        CALLS + "Bo Example - Missed - 2024-03-01T10_14_05Z.html": call(),
        CALLS + "Bo Example - Placed - 2024-03-01T10_14_05Z.html": call("placed"),
        CALLS + "Bo Example - Recorded - 2024-03-01T10_14_05Z.html": call("recorded"),
        CALLS + "Bo Example - Voicemail - 2024-03-01T10_14_05Z.html": call("voicemail", VOICEMAIL),
        CALLS + "Bo Example - Voicemail - 2024-03-01T10_14_05Z.mp3": b"ID3",
        CALLS + " - Received - 2024-03-01T10_14_05Z.html": call("received", number="", name=""),
        CALLS + "Bo Example - Unheard - 2024-03-01T10_14_05Z.html": call("unheard"),
        CALLS + "Bo Example - Empty - 2024-03-01T10_14_05Z.html": b"<html><body></body></html>",
        "Takeout/Voice/Bills.html": b"<html><body>0.00</body></html>",
        "Takeout/archive_browser.html": b"<html></html>",
    }


def samples() -> list[Sample]:
    """A small export with a page that is there twice, and single pages alone."""
    pages = {
        BO + ".html": conversation(message("<q>one</q>"), message("<q>two</q>", sender(mine=True))),
        BO + " (1).html": conversation(message("<q>one</q>"), message("<q>two</q>", sender(mine=True))),
        CALLS + "Bo Example - Missed - 2024-03-01T10_14_05Z.html": call(),
    }
    return [
        Sample(IMPORTER, pages, 2 + 1 + 1),
        Sample(IMPORTER, {"": CONVERSATION}, 7, name="x.html"),
        Sample(IMPORTER, {"": call("voicemail", VOICEMAIL)}, 1, name="x.html"),
    ]
