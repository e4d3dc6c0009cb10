"""What a mail says, and the files it carries."""

from typing import NamedTuple

from recordkeeper.catalogue import gettext as _
from recordkeeper.importers.importer import Media
from recordkeeper.importers.mail.html_words import html_words
from recordkeeper.importers.mail.mime import Content, Leaf, Tree, content
from recordkeeper.importers.mail.text import Text, text_of

_PLAIN, _PAGE = "text/plain", "text/html"


class Parts(NamedTuple):
    """What the parts of one mail hold.

    Attributes:
        words: what is shown as text, verbatim, one part after another with a line break between; None
            where nothing is.
        media: every other part.
        page_only: there was no text but that of a page of HTML, which is among the media.
        incomplete: words are missing.
        repaired: words were not in the character set or the encoding that they were said to be in.
    """

    words: str | None
    media: tuple[Media, ...]
    page_only: bool
    incomplete: bool
    repaired: bool


def parts(view: bytes, raw: bytes, taken: Tree) -> Parts:
    """Read the parts.

    Where the same was sent as text and as a page (multipart/alternative), the words are the text, unless
    that is empty. A page is always kept as a file too: it may say something else than the text.
    """
    texts: list[tuple[Leaf, Text]] = []
    media: list[Media] = []
    incomplete = repaired = False
    for leaf in taken.leaves:
        found = content(view, raw, leaf)
        kind = leaf.type
        spoken = kind in {_PLAIN, _PAGE} and not leaf.attached
        if spoken:
            text = text_of(found.data, leaf.charset)
            texts.append((leaf, text))
            repaired |= text.repaired or bool(found.reason)
            incomplete |= found.lost
        if not spoken or kind == _PAGE:
            media.append(_media(leaf, found))
    words, page_only = _words(texts)
    return Parts(words, tuple(media), page_only, incomplete, repaired)


def _words(texts: list[tuple[Leaf, Text]]) -> tuple[str | None, bool]:
    plain = [(leaf, text.text) for leaf, text in texts if leaf.type == _PLAIN and text.text.strip()]
    told = {group for leaf, _text in plain for group in leaf.alternatives}
    said: list[str] = []
    for leaf, (text, _repaired) in texts:
        if leaf.type == _PLAIN:
            said.append(text)
        elif told.isdisjoint(leaf.alternatives):
            said.append(html_words(text))
    spoken = [text for text in said if text.strip()] or said
    page_only = not plain and any(text.strip() for text in said)
    return ("\n".join(spoken) if texts else None), page_only


def _media(leaf: Leaf, found: Content) -> Media:
    reason = found.reason
    if not leaf.whole:
        reason = _("the mail ends before it does, or is larger than can be read")
    return Media(leaf.name.text, leaf.type, None if reason else found.data, reason)
