"""The guide's content: reads, checks and searches `data/gids` and `data/teksten`.

Runs in both environments (Python 3.10 beside Rasa, Python >= 3.11 at the public door), so it
needs nothing but PyYAML.
"""
