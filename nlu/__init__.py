"""Our own Rasa graph components: the classifier of intents and topics, and the decision."""
