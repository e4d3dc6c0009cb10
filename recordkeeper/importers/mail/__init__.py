"""Mails, in mailboxes or as files."""
