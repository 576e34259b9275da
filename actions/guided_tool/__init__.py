"""The guided tools as a conversation: the action, its steering, the question asked, the document."""
