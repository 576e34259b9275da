"""The only way into Rasa: an input channel for the public door, and what a turn needs around it."""
