"""The words for measures, reports and orders; what `wording` is for the rest."""

from recordkeeper.catalogue import gettext as _
from recordkeeper.records.consequences import Measure
from recordkeeper.records.vocabulary import Authority, MeasureKind, Tristate

MEASURE_WORDS: dict[MeasureKind, str] = {
    "block": _("blocked"),
    "mute": _("muted"),
    "filter": _("filtered"),
    "number-change": _("number changed"),
    "locks": _("locks changed"),
    "privacy": _("privacy settings changed"),
    "other": _("another measure"),
}

AUTHORITY_WORDS: dict[Authority, str] = {
    "police": _("the police"),
    "court": _("a court"),
    "platform": _("a platform"),
    "employer": _("an employer"),
    "school": _("a school"),
    "carrier": _("a telephone company"),
    "other": _("somebody else"),
}

WILLING_WORDS: dict[Tristate, str] = {
    "yes": _("Willing to say so in court."),
    "no": _("Not willing to say so in court."),
    "unknown": _("Whether they would say so in court is not known."),
}


def measure_told(fact: Measure) -> str:
    """A measure in a few words: "blocked (call)"."""
    words = MEASURE_WORDS[fact.type]
    way = f"{fact.channel}, {fact.medium}" if fact.medium else fact.channel
    return f"{words} ({way})" if way else words
