"""What the assistant is made of: a list of it, its licences, and the holes that are known in it."""
