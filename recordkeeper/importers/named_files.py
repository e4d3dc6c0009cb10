"""Files that records name, looked up among the members of the material: names are labels, never paths."""

from collections.abc import Collection, Sequence
from functools import cached_property

from recordkeeper.catalogue import gettext as _
from recordkeeper.importers.importer import Media
from recordkeeper.importers.material import Material


class NamedFiles:
    """The members of a material by their names."""

    def __init__(self, material: Material) -> None:
        self._alone = not material.container
        self._whole = frozenset(one.name for one in material.members)

    def media(self, named: str, folder: str, kind: str = "", *, rooted: bool = True) -> Media:
        """The file that a path stands for.

        Args:
            named: as the record names it.
            folder: of the file that the record stands in, "" for the root.
            kind: the MIME type the record claims.
            rooted: names begin in that folder. Otherwise they begin in a folder somewhere above it, that
                may have been handed over inside another one, or not at all.
        """
        name = _last(named)
        if named.startswith(("http://", "https://")):
            return Media(name, kind, absent=True, reason=_("it is an address on the internet, not a file"))
        found = self._at(named.removeprefix("./"), f"{folder}/" if folder else "", rooted=rooted)
        return the_one(found, name, kind, alone=self._alone)

    def beside(self, member: str, named: str, kind: str = "", *, also: Sequence[str] = ()) -> Media:
        """The file that a name stands for, in the folder of the member that the record stands in.

        The whole name counts first, then the name without its extension, which some exports leave out.

        Args:
            member: that member.
            named: as the record names it.
            kind: the MIME type the record claims.
            also: other names the export is known to store it under.
        """
        folder = member.removesuffix(_last(member))
        paths = [folder + one for one in (named, *also) if one]
        if whole := [one for one in paths if one in self._whole and one != member]:
            return Media(named, kind, member=whole[0])
        stems = {one for path in paths for one in self._by_stem.get(path, ())} - {member}
        return the_one(stems, _last(next(iter(stems))) if len(stems) == 1 else named, kind, alone=self._alone)

    def _at(self, named: str, inside: str, *, rooted: bool) -> list[str]:
        """The members a path may mean. A bare name means none outside the record's own folder."""
        if inside + named in self._whole:
            return [inside + named]
        if rooted:
            return []
        candidates = self._by_name.get(_last(named), ())
        if "/" not in named:
            return [one for one in candidates if one.startswith(inside)]
        whole = [one for one in candidates if one == named or one.endswith("/" + named)]
        last = inside + "/".join(named.split("/")[-2:])
        return whole or [one for one in candidates if one == last]

    @cached_property
    def _by_name(self) -> dict[str, list[str]]:
        """By the last part of their names."""
        found: dict[str, list[str]] = {}
        for one in self._whole:
            found.setdefault(_last(one), []).append(one)
        return found

    @cached_property
    def _by_stem(self) -> dict[str, list[str]]:
        """By their names without what follows the last dot."""
        found: dict[str, list[str]] = {}
        for one in self._whole:
            found.setdefault(one.rpartition(".")[0], []).append(one)
        return found


def the_one(candidates: Collection[str], name: str, kind: str, *, alone: bool = False) -> Media:
    """The one member that can be meant, or why there is none: a wrong picture is worse than none.

    Args:
        candidates: members that can be meant.
        name: as the record names it.
        kind: the MIME type the record claims.
        alone: nothing but the records was handed over.
    """
    if len(candidates) == 1:
        return Media(name, kind, member=next(iter(candidates)))
    if candidates:
        reason = _("several files could be it, and none was chosen")
    elif alone:
        reason = _("only the messages were handed over, not the files they name")
    else:
        reason = _("the export names it and does not hold it")
    return Media(name, kind, absent=True, reason=reason)


def _last(name: str) -> str:
    return name.rpartition("/")[2]
