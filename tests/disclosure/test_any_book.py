"""On any book that the program could have written: what leaves equals the audit, and is never private."""

import json

from hypothesis import given, settings

from recordkeeper.audit.findings import Findings, audit
from recordkeeper.disclosure.brief import Choices
from recordkeeper.disclosure.disclose import disclose
from recordkeeper.disclosure.figures import audit_figures
from recordkeeper.disclosure.wording import contacts
from recordkeeper.ledger.casefile import CaseFile
from recordkeeper.records.consequences import ConsequenceStep, Measure, Order
from recordkeeper.records.contacts import Contact
from recordkeeper.records.fact import Fact
from tests.books import END, books
from tests.casebook import fold_facts
from tests.disclosure.leaving import written


def page_one(case: CaseFile, findings: Findings) -> tuple[str, ...]:
    """The figures of page one."""
    found = disclose(case, findings, Choices())
    return tuple(figure.value for figure in found.summary.figures)


@settings(max_examples=12, deadline=None)
@given(books())
def test_the_figures_of_page_one_are_those_of_the_audit(facts: list[Fact]) -> None:
    """On any book: what a lawyer reads first equals `audit --json`."""
    case = fold_facts(*facts)
    findings = audit(case, as_of=END)
    pattern = audit_figures(case, findings)["pattern"]
    assert page_one(case, findings) == (
        str(pattern["outside"]),
        f"{pattern['days_outside']} of {pattern['days_in_window']}",
        str(len(pattern["by_channel"])),
        str(pattern["most_in_24h"]),
    )


CANARIES: dict[type[Fact], dict[str, object]] = {
    Contact: {"location": "CANARY-location", "impact": "CANARY-impact"},
    Measure: {"why": "CANARY-why"},
    Order: {"protected": ("CANARY-protected",)},
    ConsequenceStep: {"reason": "CANARY-reason"},
}


@settings(max_examples=12, deadline=None)
@given(books())
def test_the_orders_of_page_one_are_those_of_the_audit(facts: list[Fact]) -> None:
    """On any book: each order's contacts, and what came while something was blocked, are the audit's."""
    case = fold_facts(*facts)
    findings = audit(case, as_of=END)
    found, figures = disclose(case, findings, Choices()), audit_figures(case, findings)
    told = next(line.text for line in found.summary.lines if line.label == "Order")
    for order, shown in zip(figures["orders"], found.taken.orders, strict=True):
        assert (shown.contacts in told, f"¶{order['serial']}" in shown.title) == (True, True)
        counted = order["counted_from"] is not None
        assert shown.contacts.startswith(contacts(order["contacts"])) == counted
        assert order["contacts"] == sum(order["by_channel"].values())
    blocked = [row for row in found.taken.measures.rows if row[1].startswith("blocked (")]
    apart = sum(int(row[4].partition(" ")[0]) for row in blocked)
    everywhere = any(row[1].startswith("blocked") and row not in blocked for row in found.taken.measures.rows)
    after = figures["pattern"]["after_block"]
    assert everywhere or (after <= apart and (after > 0) == (apart > 0))


@settings(max_examples=12, deadline=None)
@given(books())
def test_any_book_can_be_disclosed_and_never_its_private_words(facts: list[Fact]) -> None:
    """No book makes the document fail, and a private field stands in none of them."""
    case = fold_facts(*(fact.having(**CANARIES.get(type(fact), {})) for fact in facts))
    findings = audit(case, as_of=END)
    assert sum(findings.verdicts.values()) >= findings.pattern.outside
    found = disclose(case, findings, Choices())
    assert "CANARY" not in written(found)
    json.dumps(found.entries)
