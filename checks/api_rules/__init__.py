"""The NL API Design Rules, checked by their official lint rules."""
