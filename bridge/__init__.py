"""The only way into Rasa: an input channel for the public door, and what a turn needs around it."""

from runtime.cpu_kernels import use_cpu_kernels, use_one_thread

use_cpu_kernels()  # before anything here imports NumPy
use_one_thread()
