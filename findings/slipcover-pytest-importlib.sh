#!/usr/bin/env bash
# slipcover 1.1.0 with pytest 9.2.0: tests in packages that import each other pass by themselves, pass under
# slipcover with pytest's default import mode, and cannot be imported under slipcover with --import-mode=importlib.
#
# Guessed: measuring which lines run changes nothing in what can be imported.
# Seen:    pytest, importlib                 1 passed
#          slipcover, prepend                1 passed
#          slipcover, importlib              ModuleNotFoundError: No module named 'tests.support';
#                                            'tests' is not a package
#
# It matters to who wants coverage without a tracer's cost and has the import mode that pytest recommends for new
# projects. A finder that looks for the measured packages alone, and leaves the tests to pytest, works in both.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check slipcover==1.1.0 pytest==9.2.0

mkdir -p part tests/support tests/part
touch part/__init__.py tests/__init__.py tests/support/__init__.py tests/part/__init__.py
printf 'def one():\n    return 1\n' >part/code.py
printf 'ONE = 1\n' >tests/support/numbers.py
printf 'from tests.support import numbers\n' >tests/part/conftest.py
printf 'from part.code import one\n\n\ndef test_one():\n    assert one() == 1\n' >tests/part/test_code.py

passed() { # what is run before "-m pytest", and the import mode
  venv/bin/python $1 -m pytest -q -p no:cacheprovider --import-mode="$2" tests/part >seen.log 2>&1
}
measured="-m slipcover --branch --source part --json --out lines.json"

passed "" importlib && echo "pytest, importlib: passed"
passed "$measured" prepend && echo "slipcover, prepend: passed"
if passed "$measured" importlib; then
  echo "slipcover, importlib: passed" && exit 1
fi
grep -q "No module named 'tests.support'; 'tests' is not a package" seen.log
echo "slipcover, importlib: 'tests' is not a package"
