"""Apple's own databases of messages and calls."""
