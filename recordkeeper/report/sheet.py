"""The page: paper, margins, head and foot, bookmarks, and a document that is the same bytes each time.

A4 and Letter share one text area, so lines and pages break at the same places on both.
"""

import hashlib
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, BinaryIO, Literal

from reportlab import rl_config
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from recordkeeper.catalogue import gettext as _
from recordkeeper.report.typesetting import Typesetter

PAPER = {"a4": (210 * mm, 297 * mm), "letter": (8.5 * 72, 11 * 72)}
LEFT = 28 * mm
TEXT_WIDTH = 464.0
TEXT_HEIGHT = 668.0
_SMALL = 9.0
_HEAD_GAP = 14.0
_FOOT_GAP = 22.0
_PAGE = "page:"
_TAIL = "foot"
_PDF = (1, 7)
_AT_TOP = 6.0
_NO_HOSTS = ["none.invalid"]


@dataclass(frozen=True)
class Masthead:
    """What every page says about the document.

    ``parties`` and ``prepared`` are printed as given; ``record`` is the short form of the head
    (``7f3a 91c2``). ``made`` must carry a zone: it is the only time written into the file.
    """

    title: str
    parties: str
    prepared: str
    record: str
    made: datetime
    paper: Literal["a4", "letter"] = "a4"
    language: str = "en"


class Sheet(Canvas):
    """A canvas that carries the typesetter, knows which section it is in, and leaks nothing of its maker."""

    def __init__(self, out: BinaryIO, masthead: Masthead) -> None:
        super().__init__(
            out,
            pagesize=PAPER[masthead.paper],
            pageCompression=1,
            invariant=1,
            pdfVersion=_PDF,
            lang=masthead.language,
        )
        self.masthead = masthead
        self.typesetter = Typesetter()
        self.sections: list[str] = []
        self.pages = 0
        self._anchors: dict[str, int] = {}
        self._promised: set[str] = set()
        document: Any = self._doc  # type: ignore[attr-defined]
        self._document = document
        document.info = _Information(masthead.title)
        document._timeStamp = _Made(masthead.made)  # noqa: SLF001 - reportlab reads it from nowhere else
        document.signature = hashlib.md5(masthead.made.isoformat().encode(), usedforsecurity=False)
        self.addPageLabel(0, style="ARABIC", start=1)

    def _make_preamble(self) -> None:
        """Nothing but the origin: reportlab would name a font that is not embedded."""
        self._preamble = "1 0 0 1 0 0 cm"

    def showPage(self) -> None:  # noqa: N802 - reportlab's name
        """Finish the page, and keep it compressed: reportlab would hold its text until the end."""
        number = self.getPageNumber()
        super().showPage()
        page = self._document.idToObject[f"Page{number}"]
        content: Any = pdfdoc.PDFStream()
        content.dictionary["Filter"] = pdfdoc.PDFName("FlateDecode")
        content.content = zlib.compress(page.stream.encode("latin-1"))
        page.Contents, page.stream = content, None

    def anchor(self, name: str, top: float) -> None:
        """Name this place for links. ``top`` is its height in the current coordinates. First use counts."""
        if name in self._anchors:
            return
        self._anchors[name] = self.getPageNumber()
        self.bookmarkHorizontal(name, 0, top)

    def open_section(self, mark: str, title: str, name: str, level: int, top: float) -> None:
        """A bookmark in the outline and an anchor; ``mark`` (``A3``) goes to the foot of the page."""
        self.anchor(name, top)
        self.addOutlineEntry(_printable(f"{mark}  {title}".strip()), name, level, closed=False)
        if self.absolutePosition(0, top)[1] > _bottom(self._pagesize[1]) + TEXT_HEIGHT - _AT_TOP:  # type: ignore[attr-defined]
            self.sections.clear()
        if mark:
            self.sections.append(mark)

    def promise_page(self, name: str, x: float, y: float) -> None:
        """Print, ending at ``x``, the number of the page an anchor turns out to be on."""
        self._promised.add(name)
        with _moved(self, x, y):
            self.doForm(_PAGE + name)

    def save(self) -> None:
        """Print what only the end of the document knows, then close it."""
        self.pages = self.getPageNumber() - 1
        for name in sorted(self._promised):
            self._form(_PAGE + name, str(self._anchors.get(name, "–")), 12, ends=True)
        words = f" {self.pages}{_foot(self.masthead).partition('{total}')[2]}"
        if self.typesetter.shaper.unjoined:
            words += " · " + _("letters not joined: this machine lacks the shaping engine")
        self._form(_TAIL, words, _SMALL, ends=False)
        for name in sorted(self.typesetter.wanted - self._anchors.keys()):
            place: Any = self._bookmarkReference(name)  # type: ignore[attr-defined]
            place.setPage(pdfdoc.PDFObjectReference("Page1"))
            place.fit()
        super().save()

    def _form(self, name: str, words: str, size: float, *, ends: bool) -> None:
        """A line of words that pages printed before they were known."""
        line = self.typesetter.lines(words, TEXT_WIDTH, size)[0]
        left = -line.width if ends else 0.0
        self.beginForm(name, int(left) - 1, int(-size), int(left + line.width) + 2, int(2 * size))
        self.typesetter.draw(self, line, left, 0)
        self.endForm()


def _printable(words: str) -> str:
    """Words for a program's own window, where no character may act."""
    return "".join(char if char.isprintable() else "\ufffd" for char in words)


class _moved:  # noqa: N801 - read as a word: with _moved(...)
    """The origin moved for a moment."""

    def __init__(self, canvas: Canvas, x: float, y: float) -> None:
        self._canvas, self._x, self._y = canvas, x, y

    def __enter__(self) -> None:
        self._canvas.saveState()
        self._canvas.translate(self._x, self._y)

    def __exit__(self, *_problem: object) -> None:
        self._canvas.restoreState()


class _Information(pdfdoc.PDFInfo):
    """The document's own account of itself: a title and a date, no author and no program."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.title = _printable(title)

    def format(self, document: Any) -> bytes:
        """Three entries instead of nine."""
        made = pdfdoc.PDFDate(ts=document._timeStamp)  # noqa: SLF001 - as reportlab's own does
        entries = {"Title": pdfdoc.PDFString(self.title), "CreationDate": made, "ModDate": made}
        formatted: bytes = pdfdoc.PDFDictionary(entries).format(document)
        return formatted


class _Made:
    """The moment the document is dated, in UTC, in the shape reportlab asks for."""

    def __init__(self, made: datetime) -> None:
        moment = made.astimezone(UTC)
        self.t = moment.timestamp()
        self.YMDhms = moment.timetuple()[:6]
        self.dhh = self.dmm = 0


def print_report(out: BinaryIO, masthead: Masthead, story: Iterable[Flowable]) -> int:
    """Print blocks in order, as they come, and return the number of pages.

    Equal blocks and masthead give equal bytes. ``story`` may be a generator: memory holds one block and the
    finished pages, compressed.
    """
    rl_config.useA85 = 0
    rl_config.trustedHosts = _NO_HOSTS
    sheet: list[Sheet] = []

    def make(*_arguments: Any, **_more: Any) -> Sheet:
        sheet.append(Sheet(out, masthead))
        return sheet[0]

    width, height = PAPER[masthead.paper]
    template: Any = BaseDocTemplate(out, pagesize=(width, height), title=_printable(masthead.title))
    frame = Frame(LEFT, _bottom(height), TEXT_WIDTH, TEXT_HEIGHT, 0, 0, 0, 0, id="text")
    template.addPageTemplates(PageTemplate(frames=[frame], onPage=_begin_page, onPageEnd=_end_page))
    template._startBuild(None, make)  # noqa: SLF001 - build() wants the whole story at once
    for block in story:
        waiting = [block]
        while waiting:
            template.clean_hanging()
            template.handle_flowable(waiting)
    template._endBuild()  # noqa: SLF001
    return sheet[0].pages


def _bottom(height: float) -> float:
    """The foot of the text area, the space above and below it shared out evenly."""
    return (height - TEXT_HEIGHT) / 2


def _begin_page(canvas: Any, _template: object) -> None:
    canvas.sections = canvas.sections[-1:]


def _end_page(canvas: Any, _template: object) -> None:
    """Head and foot, marked as furniture so that a screen reader may skip them (ISO 32000-1 §14.8.2.2)."""
    masthead, typesetter = canvas.masthead, canvas.typesetter
    bottom = _bottom(canvas._pagesize[1])  # noqa: SLF001 - no other way to ask
    top = bottom + TEXT_HEIGHT + _HEAD_GAP
    code = canvas._code  # noqa: SLF001 - as in the typesetter
    code.append("/Artifact <</Type /Pagination>> BDC")
    prepared = typesetter.fitted(masthead.prepared, TEXT_WIDTH / 3, _SMALL)
    title = typesetter.fitted(masthead.title, TEXT_WIDTH / 3, _SMALL, heavy=True)
    room = TEXT_WIDTH - prepared.width - title.width - 24
    typesetter.draw(canvas, title, LEFT, top)
    typesetter.draw(canvas, typesetter.fitted(masthead.parties, room, _SMALL), LEFT + title.width + 12, top)
    typesetter.draw(canvas, prepared, LEFT + TEXT_WIDTH - prepared.width, top)
    canvas.setLineWidth(0.4)
    canvas.line(LEFT, top - 5, LEFT + TEXT_WIDTH, top - 5)
    lead = _foot(masthead).partition("{total}")[0].format(page=canvas.getPageNumber())
    marks = list(dict.fromkeys(canvas.sections))
    if marks:
        lead = f"{'–'.join(marks[:1] + marks[1:][-1:])} · {lead}"
    line = typesetter.lines(lead.rstrip(" "), TEXT_WIDTH, _SMALL)[0]
    typesetter.draw(canvas, line, LEFT, bottom - _FOOT_GAP)
    with _moved(canvas, LEFT + line.width, bottom - _FOOT_GAP):
        canvas.doForm(_TAIL)
    code.append("EMC")


def _foot(masthead: Masthead) -> str:
    words: str = _("page {page} of {total} · record {record}")
    return words.replace("{record}", masthead.record)
