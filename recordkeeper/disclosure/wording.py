"""Every sentence an outsider could read, in one place an advocate or a lawyer can review.

Calm, factual, no blame, no praise; no claim stronger than what the record shows.
"""

from recordkeeper.audit.findings import Findings
from recordkeeper.audit.follow_through import State
from recordkeeper.catalogue import gettext as _
from recordkeeper.catalogue import ngettext
from recordkeeper.records.vocabulary import DeliveryStatus, Purpose, ReasonClass, Role

KEEPER = _("the keeper")
OTHER = _("the other person")
REPORT_TITLE = _("Record of contacts")

CAUTION = _("This is one person's record. It does not show that it is complete. Definitions: section A10.")

VERDICT_WORDS = {
    "outside": _("outside the boundary"),
    "within": _("within the boundary"),
    "excepted": _("excepted purpose"),
    "before_notice": _("before notice"),
    "no_rule": _("no rule for this channel"),
    "undetermined": _("not determined: the time is not close enough"),
    "not_established": _("not established who it was"),
}

STATE_WORDS: dict[State, str] = {
    "not triggered": _("not triggered"),
    "due": _("due, not yet carried out"),
    "overdue": _("not yet carried out"),
    "carried out": _("carried out"),
    "deferred": _("moved to a later date"),
    "withdrawn": _("decided against"),
}

REASON_WORDS: dict[ReasonClass, str] = {
    "not-safe": _("it was not safe"),
    "advised": _("advised otherwise"),
    "other-step": _("another step was taken"),
    "authority": _("the authority would not act"),
    "changed": _("circumstances changed"),
}

DELIVERY_WORDS: dict[DeliveryStatus, str] = {
    "sent": _("sent"),
    "delivered": _("delivered"),
    "read": _("read"),
    "acknowledged": _("acknowledged by the other person"),
    "refused": _("refused"),
}

PURPOSE_WORDS: dict[Purpose, str] = {
    "children": _("about the children"),
    "court": _("about court"),
    "property": _("about property"),
    "emergency": _("an emergency"),
    "boundary": _("repeating the boundary"),
    "other": _("other"),
    "mixed": _("mixed"),
    "not-given": _("purpose not given"),
}

ROLE_WORDS: dict[Role, str] = {
    "respondent": _("the person asked to stop"),
    "proxy": _("acts for them"),
    "witness": _("witness"),
    "child": _("child"),
    "officer": _("officer"),
    "advocate": _("advocate"),
    "lawyer": _("lawyer"),
    "other": _("other"),
}

ACT_WORDS = {
    "threat": _("words quoted as a threat"),
    "property": _("property"),
    "weapon": _("weapon"),
    "violence": _("violence"),
    "self-harm": _("spoke of harming self"),
    "surveillance": _("surveillance"),
    "impersonation": _("impersonation"),
    "image": _("image"),
}

PROXIMITY_WORDS = {
    "remote": _("from a distance"),
    "left-item": _("something left"),
    "nearby": _("nearby"),
    "approach": _("came up to the keeper"),
    "follow": _("followed"),
    "touch": _("touched"),
}

DEFINITIONS = {
    "contact": _(
        "Contact: an entry that stands (not withdrawn), its count expanded. Entries told to be one contact "
        "count as the most detailed source tells it; a probable double not yet told apart counts once. "
        "Messages that were never sent count nowhere."
    ),
    "outside": _(
        "Outside the boundary: not allowed on that channel, for that purpose, over the whole of the "
        "time it may have happened, by the latest boundary whose notice came before it."
    ),
    "within": _("Within: allowed on that channel, or on an emergency-only channel for an emergency."),
    "excepted": _(
        "Excepted: on a channel not allowed, for a purpose the boundary excepts; mixed purposes are not."
    ),
    "before_notice": _(
        "Before notice: earlier than the notice, or no boundary was ever stated. Not counted."
    ),
    "no_rule": _("No rule: the boundary says nothing of that channel."),
    "undetermined": _(
        "Not determined: the time recorded reaches across a notice or a change of the boundary."
    ),
    "not_established": _(
        "Not established: the number was hidden, empty or unknown. Shown apart and in no other count."
    ),
    "notice": _(
        "Notice: the earliest moment at which a statement of the boundary is recorded as delivered, "
        "read or acknowledged; where none is, the moment it was stated, marked as not proven."
    ),
    "after_notice": _(
        "After notice: even the earliest possible moment of the contact is later than the notice."
    ),
    "contacts": _(
        "Contacts after notice, from the other person or someone acting for them, whatever the verdict."
    ),
    "days": _(
        "Days: local dates in the home zone; the window runs from the date of the earliest notice to "
        "the date "
        "this was prepared, both included. A contact spread over more than a day is in no day or "
        "hour figure."
    ),
    "night": _("Night: 22:00 to 06:00, local time where it happened; known hours only."),
    "via_others": _("Through others: by someone recorded as acting for the other person."),
    "episode": _("Episode: a new one begins after at least six hours without contact."),
    "most": _("Most in a stretch: in any 1 or 24 hours of elapsed time, its end not included."),
    "most_in_1h": _("Most in one hour: in any hour of elapsed time, its end not included."),
    "most_in_24h": _("Most in 24 hours: in any such stretch of elapsed time, its end not included."),
    "pushback": _("What the keeper noted contacts after notice to hold; one may hold several."),
    "after_block": _("After a block: on a channel while it was recorded as blocked."),
    "new_identifiers_after_block": _("First used after a block: not in this record before the first block."),
    "order": _("While an order was in force: after its service, or its date where no service is recorded."),
    "delay": _("Recorded after: from the end of what happened to its entry here; typed entries only."),
    "late": _("Late: recorded more than 24 hours after, and not noted elsewhere within 24 hours."),
    "clock": _(
        "Computer's clock: told where it moved by over 2 minutes against the time the computer had been "
        "running, where an entry is over 2 seconds earlier than one before it, and where one is over 2 "
        "minutes outside what receipts show. A flat battery, a correction by the network or another computer "
        "can be why. What is not told was not seen; that does not show that the clock was right."
    ),
    "replies": _("The keeper's own contacts after notice, to the other person or someone acting for them."),
    "answered_calls": _("Calls answered by the keeper after notice."),
    "begun_by_keeper": _(
        "Contact begun: by the keeper, after at least six hours without contact from either side, "
        "answering nothing."
    ),
    "closed_channel_replies": _("The keeper's own contacts on a channel then closed for that purpose."),
    "consequence": _(
        "Consequence: triggered by contacts outside the boundary later than its announcement, "
        "answers to a "
        "statement left out; due at its trigger plus the time stated; its days run between local dates."
    ),
}
"""The definition printed beside each number."""

HEADS = {
    "contact": _("Contact"),
    "outside": _("Outside the boundary"),
    "within": _("Within"),
    "excepted": _("Excepted"),
    "before_notice": _("Before notice"),
    "no_rule": _("No rule"),
    "undetermined": _("Not determined"),
    "not_established": _("Not established"),
    "notice": _("Notice"),
    "after_notice": _("After notice"),
    "days": _("Days"),
    "night": _("Night"),
    "episode": _("Episode"),
    "most": _("Most in a stretch"),
    "begun_by_keeper": _("Contact begun"),
    "after_block": _("After a block"),
    "new_identifiers_after_block": _("First used after a block"),
    "order": _("While an order was in force"),
    "delay": _("Recorded after"),
    "late": _("Late"),
    "clock": _("Computer's clock"),
    "consequence": _("Consequence"),
}

METHOD = (
    _(
        "Entries were typed by the keeper, or imported from files that a phone saved. Each entry "
        "keeps the time it "
        "was recorded beside the time it tells of. Nothing can be removed from the record by the "
        "program; a "
        "correction or a withdrawal is an entry of its own, and the original is printed with it."
    ),
    _(
        "Words in quotation marks are exact, as typed or as imported. Characters that act on a page "
        "or a screen "
        "(such as direction marks) are printed by name in square brackets, as are signs that no font "
        "here has."
    ),
    _(
        "Of each imported file only the messages with the other person, or with a hidden number, "
        "were made entries."
    ),
)

DECLARATIONS: dict[str, tuple[str, ...]] = {
    "none": (),
    "us": (
        _(
            "I declare under penalty of perjury under the laws of the United States of America that "
            "the foregoing is "
            "true and correct."
        ),
        _("Executed on (date): ______________________________"),
        _("Signature: ______________________________"),
    ),
    "uk": (
        _(
            "I believe that the facts stated in this document are true. I understand that "
            "proceedings for contempt of "
            "court may be brought against anyone who makes, or causes to be made, a false statement "
            "in a document "
            "verified by a statement of truth without an honest belief in its truth."
        ),
        _("Signed: ______________________________"),
        _("Date: ______________________________"),
    ),
}
"""Blank signature blocks: 28 USC 1746; CPR Practice Direction 22. Never signed by the program."""


def verdict(token: str) -> str:
    """The words for a verdict."""
    return VERDICT_WORDS.get(token, token)


def definition(figure: str) -> str:
    """The definition that is printed beside a figure."""
    return DEFINITIONS.get(figure, figure)


def defined(name: str) -> str:
    """A definition without its own name before it, for a table that has the name beside it."""
    text = DEFINITIONS[name].removeprefix(f"{HEADS[name]}: ")
    return text[:1].upper() + text[1:]


def contacts(count: int) -> str:
    """A count of contacts: "1 contact", "14 contacts"."""
    return ngettext("{count} contact", "{count} contacts", count).format(count=count)


def headline(findings: Findings) -> str:
    """The figure that stands first, with the days it is spread over."""
    found = findings.pattern
    return _("{outside} outside the boundary, on {days} of {window} days; {all} after notice in all").format(
        outside=found.outside, days=found.days_outside, window=found.days_in_window, all=found.contacts
    )


def partition(findings: Findings) -> str:
    """All inbound contacts by verdict, those that are none left out."""
    counted = [f"{count} {verdict(name)}" for name, count in findings.verdicts.items() if count]
    return _("All contacts: {parts}.").format(parts=", ".join(counted) or _("none"))


def follow_through_sum(findings: Findings) -> str:
    """One sentence over all consequences."""
    states = [one.state for one in findings.consequences]
    if not states:
        return _("No consequence was announced.")
    parts = [f"{states.count(state)} {words}" for state, words in STATE_WORDS.items() if state in states]
    announced = ngettext("{count} consequence announced", "{count} consequences announced", len(states))
    return f"{announced.format(count=len(states))}: {', '.join(parts)}."
