"""What comes in: a file and the choices made about it come in, new entries go to the ledger.

A preview leaves first, and nothing is kept until it is accepted.
"""
