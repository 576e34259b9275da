"""Has OpenBLAS use what the CPU can do, also where the CPU is newer than the OpenBLAS in use, and no more threads.

NumPy 1.22 and SciPy in Rasa's environment carry OpenBLAS 0.3.18 of 2021. On a CPU that it does not know by its model
number it falls back to code for CPUs of 2004: on an Intel Xeon of model 207 a factorisation of 8,000 rows took 6.7 s,
and 2.1 s with the code for AVX2. That for AVX-512 took 1.4 s, but a training ended in a segmentation fault.
"""

from __future__ import annotations

import os
from collections.abc import MutableMapping
from pathlib import Path

CORE_TYPE = "OPENBLAS_CORETYPE"
_CPU_INFO = Path("/proc/cpuinfo")
_WITH_AVX2 = "Haswell"
"""By the names of OpenBLAS's `DYNAMIC_CORE`; `_NEEDS` is what a CPU must have for it."""

_NEEDS = frozenset({"avx2", "fma"})

_THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS")


def use_one_thread(environment: MutableMapping[str, str] = os.environ) -> None:
    """Let no library calculate with more than one thread, before NumPy is imported; a number that is set stays.

    For a process that answers: what it calculates for one message is small, and threads that wait for each other spin.
    On two busy cores a sentence of USE took 1.5 to 2 times as much CPU with two threads as with one.
    """
    for name in _THREADS:
        environment.setdefault(name, "1")


def use_cpu_kernels(environment: MutableMapping[str, str] = os.environ, cpu_info: Path = _CPU_INFO) -> None:
    """Name the code for AVX2 in `environment`, before NumPy is imported; one that is named already stays.

    Where `cpu_info` (as Linux writes it) cannot be read or has no AVX2, OpenBLAS finds out by itself as ever.
    """
    if _flags(cpu_info) >= _NEEDS:
        environment.setdefault(CORE_TYPE, _WITH_AVX2)


def _flags(cpu_info: Path) -> set[str]:
    try:
        lines = cpu_info.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return set()
    return next((set(line.partition(":")[2].split()) for line in lines if line.startswith("flags")), set())
