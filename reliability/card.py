"""The reliability card, docs/reliability.md: each command writes its own section and leaves the others."""

from pathlib import Path

PAGE = Path(__file__).parent.parent / "docs" / "reliability.md"


def write(title: str, text: str, page: Path = PAGE) -> None:
    """Write a section of the card anew, in its place; a new one at the end.

    Args:
        title: of the section.
        text: what stands under it, ended by a line end.
        page: the card.
    """
    head, *sections = page.read_text(encoding="utf-8").split("\n## ")
    kept = {section.partition("\n")[0]: section.rstrip() for section in sections}
    kept[title] = f"{title}\n\n{text.rstrip()}"
    page.write_text("\n\n## ".join([head.rstrip(), *kept.values()]) + "\n", encoding="utf-8")
