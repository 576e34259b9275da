"""How often someone may ask: per conversation, per network they come from, and in total."""
