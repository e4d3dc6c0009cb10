"""References to paragraphs become links, and nothing else does."""

from hypothesis import given
from hypothesis import strategies as st

from recordkeeper.report.references import runs, serials, shown
from recordkeeper.report.typesetting import Run, link


def test_a_reference_in_a_sentence_is_a_link() -> None:
    """The words stay as they were; ¶6 and the first of ¶14-27 are where a click leads."""
    assert runs("First ¶6, then ¶14-27 (E6).", {6, 14}) == [
        Run("First "),
        link("¶6", "p6"),
        Run(", then "),
        link("¶14-27", "p14"),
        Run(" (E6)."),
    ]


def test_a_paragraph_that_is_not_in_the_document_is_no_link() -> None:
    """Nobody is led to a page where the paragraph is not."""
    assert runs("¶7", {6}) == [Run("¶7")]


def test_somebodys_words_are_never_searched_for_references() -> None:
    """A message that says ¶6 makes no link, and stands in a run of its own."""
    assert runs("text: “see ¶6” (¶6)", {6}) == [
        Run("text: "),
        Run("“"),
        Run("see ¶6"),
        Run("”"),
        Run(" ("),
        link("¶6", "p6"),
        Run(")"),
    ]


def test_a_mark_names_every_serial_of_its_ranges() -> None:
    """Every message of an episode is shown by the row that tells of it."""
    assert list(serials("14-16 31")) == [14, 15, 16, 31]
    assert shown(["2", "4-5 …"]) == {2, 4, 5}
    assert len(shown(["1-999999999"])) == 100_001


@given(st.text(alphabet="¶ 0123456789-“”ab\u202e\u05d0"))
def test_no_letter_is_lost_or_added(text: str) -> None:
    """Whatever a sentence holds, its runs together are the sentence."""
    assert "".join(run.text for run in runs(text, {1, 2, 3})) == text
