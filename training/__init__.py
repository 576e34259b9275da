"""Trains the model when none fits the data, with the spaCy model at hand (Rasa's environment)."""
