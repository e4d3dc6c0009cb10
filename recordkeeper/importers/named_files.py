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

    def media(self, named: str, folder: str, kind: str = "") -> Media:
        """The part of a message that a name stands for.

        Args:
            named: as the message names it: a path from some root, or from the message's own folder.
            folder: of the file that the message stands in, "" for the root.
            kind: the MIME type the message claims.
        """
        name = _last(named)
        if named.startswith(("http://", "https://")):
            return Media(name, kind, absent=True, reason=_("it is an address on the internet, not a file"))
        found = self._found(named.removeprefix("./"), name, folder)
        if len(found) == 1:
            return Media(name, kind, member=found[0])
        if found:
            reason = _("more than one file in the export has this name")
        elif self._alone:
            reason = _("only the messages were handed over, not the files they name")
        else:
            reason = _("the file is not in the export")
        return Media(name, kind, absent=True, reason=reason)

    def _found(self, named: str, name: str, folder: str) -> list[str]:
        """The members it may mean: one beside the message before all others.

        A bare name is looked for inside the message's own folder only: elsewhere the same name means
        another picture. The folder that a message names last may be handed over without those around it.
        """
        candidates = self._by_name.get(name, ())
        inside = f"{folder}/" if folder else ""
        for beside in (named, "/".join(named.split("/")[-2:])):
            if inside + beside in candidates:
                return [inside + beside]
        if "/" not in named:
            return [one for one in candidates if one.startswith(inside)]
        return [one for one in candidates if one == named or one.endswith("/" + named)]


def _last(name: str) -> str:
    return name.rsplit("/", 1)[-1]
