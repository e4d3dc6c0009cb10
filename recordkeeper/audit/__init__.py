"""What it adds up to: the case file comes in, findings go out, each with the entries it rests on.

Pure functions; nothing found here is ever stored.
"""
