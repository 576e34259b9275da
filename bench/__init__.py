"""Measurements: how well it answers (`meet`) and how fast it is (`speed`)."""
