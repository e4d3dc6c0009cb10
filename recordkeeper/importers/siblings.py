"""The files beside a page or a list of messages, found by the names that messages give them."""

from collections.abc import Sequence
from pathlib import PurePosixPath

from recordkeeper.catalogue import gettext as _
from recordkeeper.importers.importer import Media
from recordkeeper.importers.material import Material


class Siblings:
    """The members of a material, by folder and name, with and without what follows the last dot."""

    def __init__(self, material: Material) -> None:
        self._whole: set[str] = set()
        self._stems: dict[str, list[str]] = {}
        for one in material.members:
            self._whole.add(one.name)
            stem = one.name.rpartition(".")[0]
            self._stems.setdefault(stem, []).append(one.name)

    def media(self, beside: str, name: str, kind: str = "", *, also: Sequence[str] = ()) -> Media:
        """The file that a record names.

        The whole name counts first, then the name without its extension, which some exports leave out.
        Where more than one file could be meant, none is chosen: a wrong picture is worse than none.

        Args:
            beside: the member that the record stands in.
            name: as the record names it; data, never a path.
            kind: the MIME type the record claims.
            also: other names the export is known to store it under.
        """
        folder, slash, own = beside.rpartition("/")
        for one in (name, *also):
            path = f"{folder}{slash}{one}"
            if path in self._whole and one and one != own:
                return Media(name, kind, member=path)
        candidates = {
            one for each in (name, *also) for one in self._without_extension(f"{folder}{slash}{each}")
        } - {beside}
        if len(candidates) > 1:
            return Media(name, kind, absent=True, reason=_("several files could be it, and none was chosen"))
        if candidates:
            member = candidates.pop()
            return Media(PurePosixPath(member).name, kind, member=member)
        return Media(name, kind, absent=True, reason=_("the export names it and does not hold it"))

    def _without_extension(self, path: str) -> list[str]:
        return self._stems.get(path, [])
