"""The classifier's model: plain NumPy and scikit-learn, it knows no Rasa."""
