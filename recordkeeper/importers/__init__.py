"""What the phone saved: bytes come in, facts go out.

What could not be read goes out too, with its reason. No vault and no key is ever seen here.
"""
