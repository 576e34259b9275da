"""Tests that need Rasa's own environment (Python 3.10)."""
