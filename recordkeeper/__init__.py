"""recordkeeper: an encrypted, append-only record of contacts after a boundary was stated."""

__version__ = "0.1.0"
