"""Measurements: how well it answers (`meet`) and how fast it is (`speed`)."""

from runtime.cpu_kernels import use_cpu_kernels

use_cpu_kernels()  # before anything here imports NumPy
