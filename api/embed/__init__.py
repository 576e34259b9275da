"""The chat on other websites: its script, its settings, and which sites may hold conversations."""
