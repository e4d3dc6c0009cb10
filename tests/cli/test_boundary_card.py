"""The one calm line to send again, and no more."""

from tests.cli.conftest import Program


def test_it_is_the_words_used_last(told: Program) -> None:
    """The latest statement of the boundary in force, exactly; beside it, how many words it has."""
    done = told("boundary", "card")
    assert (done.code, done.out) == (0, "Please only write by email.\n")
    assert done.err == "5 words, as in S1.\n"
    told("boundary", "stated", "B1", "--how", "text", "--words", "E-mail only.", "--when", "2 mar 2026")
    assert told("boundary", "card", "B1").out == "E-mail only.\n"
    found = told("boundary", "card", "--json").json
    assert (found["boundary"], found["statement"], found["line"], found["words"]) == (
        "B1",
        "S2",
        "E-mail only.",
        2,
    )
    assert told("boundary", "card", "--plain").out == "B1\tS2\t2\tE-mail only.\n"


def test_words_that_were_not_calm_are_not_sent_again(told: Program) -> None:
    """Where the check finds something in them, the line tells the rules."""
    words = ("--words", "Sorry, why do you call?", "--when", "2 mar 2026")
    told("boundary", "stated", "B1", "--how", "text", *words)
    done = told("boundary", "card")
    assert done.out == "Please do not call me, text me or contact me in any other way. You can e-mail me.\n"
    assert done.err == "18 words, from the rules of this boundary.\n"


def test_a_change_not_told_yet_is_not_the_card(told: Program) -> None:
    """B2 is in force for nobody: the card is that of B1, until B2 is asked for by name."""
    told("boundary", "set", "--no-contact")
    assert told("boundary", "card").out == "Please only write by email.\n"
    named = told("boundary", "card", "B2")
    assert named.out == "Please do not contact me.\n"
    assert "B2 is not yet stated: rk boundary stated B2" in named.err


def test_where_there_is_nothing_to_repeat_it_says_so(record: Program) -> None:
    """No boundary, and one that has ended; one never stated gives its rules."""
    none = record("boundary", "card")
    assert (none.code, "There is no boundary to repeat yet." in none.err) == (5, True)
    record("boundary", "set", "--no-contact")
    assert record("boundary", "card").out == "Please do not contact me.\n"
    record("boundary", "end", "B1")
    ended = record("boundary", "card")
    assert (ended.code, "B2 ended the boundary before it" in ended.err) == (5, True)


def test_the_time_of_a_statement_may_be_unknown(record: Program) -> None:
    """Told, nobody knows when: it holds by now, and its words are not taken for the latest."""
    record("boundary", "set", "--no-contact")
    record("boundary", "stated", "B1", "--how", "text", "--words", "Stop.", "--when", "unknown")
    assert record("boundary", "card").out == "Please do not contact me.\n"
    assert "Boundary  B1, told at a time not known, receipt not proven\n" in record("status").out


def test_a_reply_that_repeats_it_names_the_card(told: Program) -> None:
    """Once, and not after any other reply."""
    done = told("reply", "text", "--words", "E-mail only.", "--purpose", "boundary")
    assert done.err.count("The same calm line, to send again: rk boundary card") == 1
    assert "rk boundary card" not in told("reply", "text", "--words", "Hello").err
