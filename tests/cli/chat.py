"""Chats as WhatsApp exports them: names instead of numbers, local times, and lines of the app's own."""

from pathlib import Path

from tests.importers.whatsapp_samples import ENCRYPTED, android

LINES = ("Alex: Why?", "Sam: Please stop.", "Alex: No")
EITHER = "03/04/26"
"""A date of which nothing shows whether it is 3 April or 4 March."""


def chat(path: Path, *records: str, day: str = "30/03/26") -> str:
    """Write one, a message a minute from 09:01 on; "Alex: Why?" or a line of the app's own. Its path."""
    path.write_bytes(android(ENCRYPTED, *records, day=day))
    return str(path)
