"""The content: reads, checks and searches what editors write in `data/`.

Runs in both environments (Python 3.10 beside Rasa, Python >= 3.11 at the public door).
"""
