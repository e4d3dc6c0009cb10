"""Channels and other tokens as typed, checked against the lists in ``records``."""

from typing import Any

from recordkeeper.catalogue import gettext as _
from recordkeeper.errors import BadInput
from recordkeeper.records.vocabulary import CHANNELS, MEDIA, is_channel, tokens

CHANNEL_HELP = _("CHANNEL is one of {channels}, or other:NAME.").format(channels=", ".join(CHANNELS))


def check_channel(typed: str) -> str:
    """The channel that was typed.

    Raises:
        BadInput: it is none; the nearest is named.
    """
    channel = typed.strip().lower()
    if is_channel(channel):
        return channel
    raise _unknown(_("channel"), typed, CHANNELS, _(", or other:NAME, as in other:pigeon-post"))


def check_medium(channel: str, typed: str | None) -> str:
    """The medium within a channel; where the channel has a list, one of that list.

    Raises:
        BadInput: the channel's list does not have it.
    """
    medium = (typed or "").strip().lower()
    known = MEDIA.get(channel, ())
    if medium and known and medium not in known:
        raise _unknown(_("medium of {channel}").format(channel=channel), medium, known)
    return medium


def check_token(option: str, typed: str | None, literal: object) -> Any:
    """One of the tokens of a list; None when nothing was typed.

    Raises:
        BadInput: the list does not have it; the nearest is named.
    """
    if typed is None:
        return None
    token = typed.strip().lower()
    known = tokens(literal)
    if token not in known:
        raise _unknown(option, typed, known)
    return token


def check_tokens(option: str, typed: tuple[str, ...], literal: object) -> Any:
    """Tokens of a list, each once, in the order typed; a comma separates several.

    Raises:
        BadInput: the list does not have one of them.
    """
    single = (part for one in typed for part in one.split(",") if part.strip())
    return tuple(dict.fromkeys(check_token(option, one, literal) for one in single))


def _unknown(what: str, typed: str, known: tuple[str, ...], more: str = "") -> BadInput:
    import difflib

    near = difflib.get_close_matches(typed.strip().lower(), known, n=1)
    meant = _(" Did you mean {near}?").format(near=near[0]) if near else ""
    return BadInput(
        _("{typed} is no {what}.{meant} Nothing was recorded.").format(typed=typed, what=what, meant=meant),
        _("It can be: {known}{more}.").format(known=", ".join(known), more=more),
    )
