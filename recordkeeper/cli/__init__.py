"""What you type: words come in, and what happened goes out to the screen.

Only this room knows click, asks for a passphrase, prints, or exits.
"""
