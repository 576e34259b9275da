"""All tests: content, the door alone, Rasa's environment, conversations, the running assistant."""
