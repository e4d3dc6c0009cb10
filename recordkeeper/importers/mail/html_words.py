"""The text of a page of HTML, for mails that have nothing else. Nothing is fetched, run or shown.

A mail's page is held whole and only its words are wanted, so this is not the stream of tokens with their
places that pages of Google Voice are read by. Nor is it the standard library's reader, which takes time
that grows with the square of an unfinished page (CVE-2025-6069). What a page leaves open ends with it, as in
a browser.
"""

import html
import re

_TOKEN = re.compile(
    r"""
    <!--.*?(?:-->|\Z)
    | <(?P<unseen>script|style|title|template)\b[^>]*+(?:>.*?(?:</(?P=unseen)\b[^>]*+(?:>|\Z)|\Z)|\Z)
    | <(?P<end>/?)(?P<tag>[A-Za-z][A-Za-z0-9]*+)
        (?: (?:[^>"']|"[^"]*+"|'[^']*+')*+(?:>|\Z) | [^>]*+(?:>|\Z) )
    | <[/!?][^>]*+(?:>|\Z)
    | (?P<text>(?:[^<]|<(?![A-Za-z/!?]))++)
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_BREAKS = frozenset({"br", "dd", "div", "dt", "hr", "li", "tr", "article", "section", "header", "footer"})
_PARAGRAPHS = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "table", "blockquote", "pre"}
)
_SPACE = re.compile(r"[ \t\r\n\f]+")
_LINE_ENDS = re.compile(r" *+\n[ \n]*+")
_TOO_LONG = re.compile(r"&#0*+[0-9]{8,}+;?")
"""A number that stands for no character; ``int`` refuses very long ones."""


def html_words(page: str) -> str:
    """The words that a page shows, in lines as its blocks have them; "" when it shows none."""
    pieces: list[str] = []
    preformatted = 0
    for found in _TOKEN.finditer(page):
        tag = (found["tag"] or "").lower()
        if found["text"] is not None:
            pieces.append(found["text"] if preformatted else _SPACE.sub(" ", found["text"]))
        elif tag in _PARAGRAPHS:
            pieces.append("\n\n")
            if tag == "pre":
                preformatted = max(0, preformatted + (-1 if found["end"] else 1))
        elif tag in _BREAKS:
            pieces.append("\n")
        elif tag in {"td", "th"}:
            pieces.append(" ")
    lines = _LINE_ENDS.sub(lambda gap: "\n\n" if gap[0].count("\n") > 1 else "\n", "".join(pieces))
    return html.unescape(_TOO_LONG.sub("\ufffd", lines)).strip(" \n")
