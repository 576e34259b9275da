"""Municipalities: the register of all, how people name them, and each one's own file."""
