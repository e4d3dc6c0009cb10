"""What may leave: the case and a recipient's profile come in, a frozen copy goes out.

What is withheld is withheld here, once, and every sentence an outsider could read stands here.
"""
