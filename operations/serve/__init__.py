"""Starts the three processes of the assistant on one machine and keeps them running."""
