"""What a lawyer reads: a frozen disclosure comes in, the bytes of a PDF go out.

It lays out and computes nothing.
"""
