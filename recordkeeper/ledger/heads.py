"""head.txt: the head of the record book in four lines, to be kept by somebody outside."""

from recordkeeper.ledger.ledger import Head


def head_text(vault_id: bytes, head: Head) -> bytes:
    """The four lines for a head; nothing in them depends on when they are written."""
    text = f"recordkeeper head v1\nvault {vault_id.hex()}\ncount {head.count}\nhead {head.link.hex()}\n"
    return text.encode("ascii")
