#!/usr/bin/env bash
# holidays 0.109 (the same in 0.30 and 0.86): a language it does not know is no error and no fallback to
# Dutch. The names of the days then come in the language of the server's environment.
#
# Guessed: the Netherlands has "nl" as default language, so no language, or "nl_NL" as Babel writes it,
#          gives Dutch names everywhere.
# Seen:    LANG=nl_NL.UTF-8 none=Koningsdag nl_NL=Koningsdag nl=Koningsdag
#          LANG=en_US.UTF-8 none=King's Day nl_NL=King's Day nl=Koningsdag
#          LANG=fy_NL.UTF-8 none=Keningsdei nl_NL=Keningsdei nl=Koningsdag
#
# It matters where a bot says why a desk is closed: Dutch on the developer's machine, English or Frisian
# on the server. Only the exact name "nl" gives Dutch; one locale for Babel and holidays does not.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check holidays==0.109

cat > names.py <<'PYTHON'
from datetime import date

import holidays


def name(language: str | None) -> str:
    return holidays.country_holidays("NL", language=language).get(date(2026, 4, 27))


print(f"none={name(None)} nl_NL={name('nl_NL')} nl={name('nl')}")
PYTHON

check() {
    local seen
    seen=$(env -u LANGUAGE -u LC_ALL -u LC_MESSAGES LANG="$1" venv/bin/python names.py)
    echo "LANG=$1 $seen"
    [ "$seen" = "none=$2 nl_NL=$2 nl=Koningsdag" ] || { echo "changed: no longer as stated for LANG=$1"; exit 1; }
}

check nl_NL.UTF-8 Koningsdag
check en_US.UTF-8 "King's Day"
check fy_NL.UTF-8 Keningsdei
