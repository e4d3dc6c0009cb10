"""The recipe of all vectors of evidence/1; ``python -m tests.vectors.recipe`` writes every one anew."""

from importlib import import_module

from tests.vectors.vector import FOLDER, RECIPES, Vector

CHAPTERS = (
    *("intact", "intact_words", "files_and_heads", "unread"),
    *("layout_lines", "layout_fields", "layout_values", "layout_counts", "layout_files"),
    *("canonical_numbers", "canonical_strings", "readable_parts"),
    *("chain_broken", "links_broken", "references_broken", "files_broken", "heads_broken"),
)


def vectors() -> dict[str, Vector]:
    """Every vector, made anew, by its name."""
    for chapter in CHAPTERS:
        import_module(f"tests.vectors.{chapter}")
    made = [recipe() for recipe in RECIPES]
    named = {one.name: one for one in made}
    assert len(named) == len(made)
    return dict(sorted(named.items()))


def main() -> None:
    """Write the vectors, and remove any that the recipe no longer makes."""
    for path in FOLDER.glob("*.txt"):
        path.unlink()
    for name, vector in vectors().items():
        (FOLDER / f"{name}.txt").write_bytes(vector.text())


if __name__ == "__main__":
    main()
