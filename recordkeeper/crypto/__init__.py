"""The locks: bytes in, bytes out. The only room that knows ``cryptography``."""
