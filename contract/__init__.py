"""What the public door and Rasa say to each other; imports nothing of the project and runs in both environments."""
