"""Words inside a message can look like a message of their own. What tells them, and when it is said."""

from collections import Counter
from collections.abc import Container
from datetime import datetime, timedelta
from typing import Literal

from recordkeeper.importers.whatsapp.header import Style

Reason = Literal["time", "style", "sender"]
_SLACK = timedelta(hours=1)
_BELIEVED = 100


class Doubt:
    """Which records may be words inside the message above them.

    Where line ends do not prove where messages begin, whoever writes "12/03/24, 10:15 - Sam: …" on a line of
    its own writes a record that nobody said. It cannot be told from a true one for certain; a record is
    doubted when

    - its header looks different from those of the file (another date style, brackets, seconds …), or
    - it is dated more than an hour before the latest undoubted one, or so far after it that the next goes
      back behind it. An hour is what honest chats do: clocks go back in autumn, and a message that was sent
      without a network stands where it arrived. Old lines pasted into a message go back further. After 100
      doubted in a row the file's own time is taken to have changed (a clock that was set wrong), or
    - its sender is neither of the two people of the chat. In a group, and in a short chat without a name, a
      new sender alone is no reason: people write for the first time. So is the first message of each.

    A forged line with the right style, a time that fits and the right name is not found by any rule.
    """

    def __init__(self, style: Style, strangers: Container[str]) -> None:
        self._style = style
        self._strangers = strangers
        self._earliest: datetime | None = None
        self._in_a_row = 0
        self.reasons: Counter[Reason] = Counter()

    def of(self, style: Style, sender: str, when: datetime | None, following: datetime | None) -> bool:
        """Whether a record is doubted.

        Args:
            style: of its header.
            sender: as displayed; "" for a line of the app's own.
            when: its local time, as far as it can be read.
            following: that of the next record.
        """
        reasons: list[Reason] = []
        if style != self._style:
            reasons.append("style")
        if sender in self._strangers:
            reasons.append("sender")
        if when is not None and self._is_out_of_time(when, following):
            reasons.append("time")
            self._in_a_row += 1
            if self._in_a_row > _BELIEVED:
                self._earliest = when - _SLACK
        elif when is not None and not reasons:
            self._in_a_row = 0
            earliest = when - _SLACK
            if self._earliest is None or earliest > self._earliest:
                self._earliest = earliest
        if reasons:
            self.reasons.update(reasons)
        return bool(reasons)

    def _is_out_of_time(self, when: datetime, following: datetime | None) -> bool:
        if self._earliest is None:
            # The first may itself be dated too late; then the second goes back behind it.
            return False
        if when < self._earliest:
            return True
        return following is not None and following < when and self._earliest <= following < when - _SLACK
