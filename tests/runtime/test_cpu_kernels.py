"""OpenBLAS is told what the CPU can do, and never more than that."""

from pathlib import Path

import pytest

from runtime.cpu_kernels import CORE_TYPE, use_cpu_kernels, use_one_thread


@pytest.mark.parametrize(
    ("flags", "expected"),
    [
        ("fpu sse sse2 ssse3 sse4_2", {}),
        ("fpu sse2 avx avx2 fma bmi2", {CORE_TYPE: "Haswell"}),
        ("fpu avx avx2", {}),
        ("fpu avx2 fma avx512f avx512dq avx512cd avx512bw avx512vl", {CORE_TYPE: "Haswell"}),
    ],
)
def test_the_code_that_the_cpu_runs_is_named(flags: str, expected: dict[str, str], tmp_path: Path) -> None:
    cpu_info, environment = tmp_path / "cpuinfo", dict[str, str]()
    cpu_info.write_text(f"processor\t: 0\nmodel name\t: A CPU\nflags\t\t: {flags}\nbugs\t\t: avx2 fma\n")
    use_cpu_kernels(environment, cpu_info)
    assert environment == expected


def test_what_an_operator_set_stays(tmp_path: Path) -> None:
    cpu_info, environment = tmp_path / "cpuinfo", {CORE_TYPE: "Zen"}
    cpu_info.write_text("flags : avx2 fma\n")
    use_cpu_kernels(environment, cpu_info)
    assert environment == {CORE_TYPE: "Zen"}


def test_a_system_without_cpu_info_is_left_as_it_is(tmp_path: Path) -> None:
    environment: dict[str, str] = {}
    use_cpu_kernels(environment, tmp_path / "none")
    assert environment == {}


def test_a_process_that_answers_calculates_with_one_thread_unless_an_operator_says_more() -> None:
    environment = {"OMP_NUM_THREADS": "3"}
    use_one_thread(environment)
    assert environment == {"OMP_NUM_THREADS": "3", "OPENBLAS_NUM_THREADS": "1"}
