"""What the public door and Rasa say to each other.

Imports nothing of the project and nothing but the standard library, so that it runs in both
environments. JSON has the fields' own names; what is empty is left out.
"""
