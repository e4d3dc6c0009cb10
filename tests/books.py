"""Random books: facts in an order that the program could have recorded, for property tests."""

from typing import Any

from hypothesis import strategies as st

from recordkeeper.records.boundaries import Boundary, Delivery, Statement
from recordkeeper.records.consequences import (
    Consequence,
    ConsequenceStep,
    Measure,
    Order,
    ReportMade,
    Trigger,
    Within,
)
from recordkeeper.records.contacts import Contact, Marking
from recordkeeper.records.custody import Withdrawal
from recordkeeper.records.fact import Fact
from recordkeeper.records.moment import Moment
from recordkeeper.records.people import WitnessAccount
from recordkeeper.records.vocabulary import CHANNELS, Authority, MeasureKind, Tristate, tokens
from recordkeeper.records.vocabulary import Act as ActTokens
from recordkeeper.records.vocabulary import Purpose as PurposeTokens
from tests.casebook import DAY, HIS, HIS_NUMBER, LONDON, RESPONDENT, ms, target

START, END = ms("2026-01-01T00:00"), ms("2026-04-01T00:00")

instants = st.integers(START, END).map(lambda at: at - at % 60_000)
words = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=30)
channels = st.sampled_from(CHANNELS)


@st.composite
def moments(draw: st.DrawFn) -> Moment:
    """An instant mostly; sometimes a range, a long range, or unknown."""
    at = draw(instants)
    width = draw(st.sampled_from([0, 0, 0, 0, 3_600_000, DAY, 3 * DAY, None]))
    if width is None:
        return Moment(precision="unknown", basis="typed", clock="keeper")
    return Moment(
        at=at,
        until=at + width,
        written="typed",
        zone=LONDON,
        precision="range" if width else "exact",
        basis="typed",
        clock="keeper",
    )


contacts: st.SearchStrategy[Contact] = st.builds(
    Contact,
    when=moments(),
    direction=st.sampled_from(["in", "in", "in", "out"]),
    channel=channels,
    words=st.none() | words,
    facts=words,
    identifier=st.sampled_from(["", HIS, "07700 900355", "+44 7700 900999"]),
    withheld=st.sampled_from([False, False, False, True]),
    count=st.none() | st.integers(1, 20),
    purpose=st.none() | st.sampled_from(tokens(PurposeTokens)),
    acts=st.lists(st.sampled_from(tokens(ActTokens)), max_size=2, unique=True).map(tuple),
    answered=st.none() | st.booleans(),
    location=words,
    impact=words,
)

boundaries: st.SearchStrategy[Boundary] = st.builds(
    Boundary,
    allow=st.lists(channels, max_size=2, unique=True).map(tuple),
    refuse=st.lists(channels, max_size=3, unique=True).map(tuple),
    no_contact=st.booleans(),
    excepted=st.just(("children",)),
    reason=words,
)

reports: st.SearchStrategy[ReportMade] = st.builds(
    ReportMade,
    to=st.sampled_from(tokens(Authority)),
    when=moments(),
    reference=words,
    officer=words,
    facts=words,
    outcome=words,
    about=st.lists(st.integers(1, 9), max_size=3, unique=True).map(tuple),
)

orders: st.SearchStrategy[Order] = st.builds(
    Order,
    type=words,
    court=words,
    issued=st.none() | moments(),
    served=st.none() | moments(),
    expires=st.none() | moments(),
    terms=st.lists(words, max_size=2).map(tuple),
    protected=st.lists(words, max_size=1).map(tuple),
)

accounts: st.SearchStrategy[WitnessAccount] = st.builds(
    WitnessAccount,
    person=st.just(2),
    words=words,
    sensed=words,
    willing=st.sampled_from(tokens(Tristate)),
    when=st.none() | moments(),
    about=st.lists(st.integers(1, 9), max_size=2, unique=True).map(tuple),
)


@st.composite
def books(draw: st.DrawFn) -> list[Fact]:
    """The facts of a random record after its matter: each refers only to entries before it."""
    facts: list[Fact] = [RESPONDENT, HIS_NUMBER]
    for _ in range(draw(st.integers(0, 25))):
        facts.append(draw(_next(facts)))
    return facts


def _next(facts: list[Fact]) -> st.SearchStrategy[Any]:
    options: list[st.SearchStrategy[Any]] = [contacts, contacts, boundaries, reports, orders, accounts]
    bounds, statements, consequences, withdrawable, begun = (
        [serial for serial, fact in enumerate(facts, 2) if isinstance(fact, kind)]
        for kind in (Boundary, Statement, Consequence, Contact, Measure)
    )
    options.append(_measures(begun))
    if bounds:
        options.append(
            st.builds(
                Statement,
                boundary=st.sampled_from(bounds),
                when=moments(),
                words=words,
                channel=st.just("text"),
            )
        )
    if statements:
        said = st.sampled_from(statements)
        status = st.sampled_from(["sent", "delivered", "read", "refused"])
        options.append(st.builds(Delivery, statement=said, status=status, when=moments()))
        options.append(
            st.builds(Consequence, action=words, statement=said, trigger=_triggers(), within=_within())
        )
    if consequences:
        step = st.sampled_from(["done", "withdrawn"])
        which = st.sampled_from(consequences)
        options.append(st.builds(ConsequenceStep, consequence=which, step=step, when=moments(), reason=words))
    if withdrawable:
        which = st.sampled_from(withdrawable)
        options.append(st.builds(Withdrawal, target=which.map(target), reason=words))
        options.append(
            st.builds(
                Marking, entries=which.map(lambda serial: ((serial, serial),)), purpose=st.just("children")
            )
        )
    return st.one_of(options)


def _measures(begun: list[int]) -> st.SearchStrategy[Measure]:
    """One that begins, or the end of an earlier one."""
    ends = st.none() | st.sampled_from(begun) if begun else st.none()
    kinds, on = st.sampled_from(["block", *tokens(MeasureKind)]), st.none() | channels
    return st.builds(Measure, type=kinds, channel=on, ends=ends, when=moments(), facts=words, why=words)


def _triggers() -> st.SearchStrategy[Trigger]:
    return st.one_of(
        st.just(Trigger(type="any")),
        st.integers(1, 5).map(lambda n: Trigger(type="nth", n=n)),
        channels.map(lambda channel: Trigger(type="channel", channel=channel)),
    )


def _within() -> st.SearchStrategy[Within | None]:
    return st.none() | st.builds(Within, days=st.integers(0, 9), minutes=st.integers(0, 600))
