"""Files that messages name, looked up among the members of the material: names are labels, never paths."""

from recordkeeper.catalogue import gettext as _
from recordkeeper.importers.importer import Media
from recordkeeper.importers.material import Material


class NamedFiles:
    """The members of a material by the last part of their names."""

    def __init__(self, material: Material) -> None:
        self._alone = not material.container
        self._by_name: dict[str, list[str]] = {}
        for member in material.members:
            self._by_name.setdefault(_last(member.name), []).append(member.name)

    def media(self, named: str, folder: str, kind: str = "", *, rooted: bool = True) -> Media:
        """The part of a message that a name stands for.

        Args:
            named: as the message names it.
            folder: of the file that the message stands in, "" for the root.
            kind: the MIME type the message claims.
            rooted: names begin in that folder. Otherwise they begin in a folder somewhere above it, that
                may have been handed over inside another one, or not at all.
        """
        name = _last(named)
        if named.startswith(("http://", "https://")):
            return Media(name, kind, absent=True, reason=_("it is an address on the internet, not a file"))
        found = self._found(named.removeprefix("./"), f"{folder}/" if folder else "", rooted=rooted)
        if len(found) == 1:
            return Media(name, kind, member=found[0])
        if found:
            reason = _("more than one file in the export has this name")
        elif self._alone:
            reason = _("only the messages were handed over, not the files they name")
        else:
            reason = _("the file is not in the export")
        return Media(name, kind, absent=True, reason=reason)

    def _found(self, named: str, inside: str, *, rooted: bool) -> list[str]:
        """The members it may mean. A bare name means none outside the message's own folder."""
        candidates = self._by_name.get(_last(named), ())
        if inside + named in candidates:
            return [inside + named]
        if rooted:
            return []
        if "/" not in named:
            return [one for one in candidates if one.startswith(inside)]
        whole = [one for one in candidates if one == named or one.endswith("/" + named)]
        last = inside + "/".join(named.split("/")[-2:])
        return whole or [one for one in candidates if one == last]


def _last(name: str) -> str:
    return name.rsplit("/", 1)[-1]
