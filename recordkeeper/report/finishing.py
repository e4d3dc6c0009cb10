"""The last pass over the file: what its maker left in it goes, what a reader's program needs is set."""

from io import BytesIO
from typing import BinaryIO

import pikepdf


def finish(draft: BinaryIO, out: BinaryIO) -> None:
    """Write the draft anew, without the maker's comments; the same draft gives the same bytes.

    Bookmarks are shown on opening, and the window is named by the title, not by the file's name, which may
    say more (ISO 32000-1 §12.2).
    """
    with pikepdf.open(draft) as pdf:
        pdf.Root.PageMode = pikepdf.Name.UseOutlines
        pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        # Into memory first: a disk that is full stops Python with an error, and the library with a crash.
        whole = BytesIO()
        pdf.save(whole, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    out.write(whole.getbuffer())
