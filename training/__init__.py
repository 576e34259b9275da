"""Trains the model when none fits the data, with the spaCy model at hand (Rasa's environment)."""

from runtime.cpu_kernels import use_cpu_kernels

use_cpu_kernels()  # before anything here imports NumPy
