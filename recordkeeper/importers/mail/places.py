"""What the names of files and folders say of the mails in them.

Only names that mail programs give: a Maildir's folders and flags (cr.yp.to/proto/maildir.html, Courier's
Maildir++), and the name of an mbox. What the keeper called a folder of saved mails says nothing here.
"""

import re

from recordkeeper.importers.mail.facts import Place
from recordkeeper.importers.material import Material, Member

_SENT = frozenset({"sent", "sent items", "sent mail", "sent messages", "sent-mail"})
_DRAFTS = frozenset({"draft", "drafts"})
_DELIVERED = frozenset({"cur", "new"})
_DRAFT_FLAG = re.compile(r"[:;!]2,[A-Za-z]*D[A-Za-z]*\Z")
"""On disks that allow no ":" in a name, another sign stands for it."""
_INDEX = re.compile(
    r"(?:\A|/)(?:dovecot[^/]*|maildirfolder|maildirsize|subscriptions|courierimap[^/]*|[^/]*\.msf)\Z"
)
"""What mail programs keep beside the mails."""


class Layout:
    """The files of a material, as a mail program laid them out."""

    def __init__(self, material: Material) -> None:
        self._material = material
        folders = (one.name.rpartition("/")[0] for one in material.members)
        self._maildirs = {_above(one) for one in set(folders) if _last(one) in _DELIVERED}

    def telling(self, most: int) -> list[Member]:
        """Some members that tell what this is: those named as an mbox, and others from all over."""
        candidates = [one for one in self._material.members if one.size and not _INDEX.search(one.name)]
        named = [one for one in candidates if one.name.lower().endswith((".mbox", ".mbx"))]
        step = max(1, len(candidates) // most)
        return list(dict.fromkeys((*named[:most], *candidates[::step][:most])))

    def delivered(self, most: int) -> list[Member]:
        """Some members that stand where a Maildir has its mails."""
        return [one for one in self._material.members if self._in_maildir(one.name, _DELIVERED)][:most]

    def undelivered(self, member: str) -> bool:
        """Whether it stands where a Maildir has what is still being written."""
        return self._in_maildir(member, {"tmp"})

    def expected(self, member: str) -> bool:
        """Whether the name says that it is a mail."""
        return self._in_maildir(member, _DELIVERED) or member.lower().endswith(".eml")

    def aside(self, member: str) -> bool:
        """Whether it is what mail programs keep beside the mails."""
        return _INDEX.search(member) is not None

    def place(self, member: str, *, mbox: bool) -> Place:
        """What the place of a mail says of it."""
        delivered = self._in_maildir(member, _DELIVERED)
        if not (mbox or delivered):
            return Place()
        path = (_above(member.rpartition("/")[0]) if delivered else member) or self._material.name
        names = {part for name in path.casefold().split("/") for part in (name, *name.split("."))}
        draft = bool(names & _DRAFTS) or (delivered and _DRAFT_FLAG.search(member) is not None)
        return Place(sent=bool(names & _SENT), draft=draft)

    def _in_maildir(self, member: str, kinds: frozenset[str] | set[str]) -> bool:
        folder = member.rpartition("/")[0]
        return _last(folder) in kinds and _above(folder) in self._maildirs


def _last(path: str) -> str:
    return path.rpartition("/")[2]


def _above(path: str) -> str:
    return path.rpartition("/")[0]
