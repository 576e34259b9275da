"""What every process stands on: a log without typed text, and database files that only its own user reads.

Imports nothing of the project.
"""
