"""The facts: what was told or saved comes in, and goes out as a frozen record.

A record says which of its fields are private.
"""
