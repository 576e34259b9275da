"""Delivers the messages that visitors leave for a person."""
