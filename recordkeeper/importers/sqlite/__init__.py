"""SQLite's file format, read from bytes that nobody vouches for."""
