"""The conversations: the one way in for every channel."""
