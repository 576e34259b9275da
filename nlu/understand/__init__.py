"""What a message means: the decision and all it rests on, without Rasa."""
