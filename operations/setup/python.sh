#!/bin/sh
# Fetches a Python that this machine lacks: python.sh UV VERSION REASON, run in the folder that it is for.
# UV_PYTHON_DOWNLOADS=never keeps it from fetching; how to get one by hand is said then.
set -u
uv=$1 version=$2 reason=$3
mirrored='s,.*/releases/download/,,; s,%2B,+,g'

if "$uv" python find --no-project "$version" >/dev/null 2>&1 || "$uv" python find "$version" >/dev/null 2>&1; then
    exit 0
fi
echo "Python $version is missing, and $reason."
if [ "${UV_PYTHON_DOWNLOADS:-}" != never ]; then
    echo "uv fetches a ready build of it now, about 30 MB, and keeps it in $("$uv" python dir)."
    if "$uv" python install --no-bin "$version" && "$uv" python find --no-project "$version" >/dev/null; then
        exit 0
    fi
fi
cat >&2 <<END
Python $version has to come from elsewhere. Get it in one of these ways, then try again:
  with the internet      try again; behind a proxy with HTTPS_PROXY set
  without the internet   UV_PYTHON_INSTALL_MIRROR=file:///FOLDER make run
                         with, from the releases of github.com/astral-sh/python-build-standalone, this file in FOLDER:
                         $("$uv" python list "cpython@$version" --only-downloads --show-urls 2>/dev/null | sed "$mirrored")
  from source            pyenv install $version
  from Debian or Ubuntu  sudo apt install python$version, in releases that have it
END
exit 1
