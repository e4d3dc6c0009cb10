"""Files as a phone saves them, for the import command."""

from pathlib import Path


def phone_file(path: Path, *records: str, count: int | None = None, end: str = "</smses>") -> str:
    """Write an export of these records; ``count`` is how many it says it has. Its path."""
    said = len(records) if count is None else count
    head = f"<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n<smses count=\"{said}\">\n"
    path.write_text(head + "\n".join(records) + end, encoding="utf-8")
    return str(path)
