"""Brings the messages that visitors leave for a person to their municipality: `mail.py` or `webhook.py`.

A message stays in the outbox until the receiver has taken it, is tried again when not, and is
deleted then. Its id goes along (Message-ID, Idempotency-Key), so that a receiver that had
taken it just before the connection broke can tell the repeat.
"""
