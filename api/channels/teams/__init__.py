"""Teams: its activities as events of the assistant, and the assistant's messages as Adaptive Cards."""
