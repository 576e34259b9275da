#!/usr/bin/env bash
# phonenumbers 9.0.43: a Dutch municipality's number "14 020" becomes the link tel:+31-14020, which the same library
# says cannot be dialled.
#
# Guessed: RFC 3966 output leaves the country code off where can_be_internationally_dialled() is False.
# Seen:    number        internationally dialled   RFC 3966
#          14 020        no                        tel:+31-14020
#          14 030        no                        tel:+31-14030
#          020 624 1111  yes                       tel:+31-20-624-1111   (right)
#          "14 0xx" works inside the Netherlands only: the digits after 14 stand for the area code.
#          Besides, "612345678" without its zero is valid to parse(), and PhoneNumberMatcher does not find it in a text.
#
# It matters for everyone who makes links of the numbers on a municipal site: most of them are 14 0xx numbers. Ask
# can_be_internationally_dialled() first, and write tel: with the national digits where it says no.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check phonenumbers==9.0.43

venv/bin/python - <<'PYTHON'
import sys

import phonenumbers
from phonenumbers import PhoneNumberFormat, PhoneNumberMatcher

STATED = {
    "14 020": (False, "tel:+31-14020"), "14 030": (False, "tel:+31-14030"), "020 624 1111": (True, "tel:+31-20-624-1111"),
}  # fmt: skip


def looked_at(text: str) -> tuple[bool, str]:
    number = phonenumbers.parse(text, "NL")
    abroad = phonenumbers.can_be_internationally_dialled(number)
    return abroad, phonenumbers.format_number(number, PhoneNumberFormat.RFC3966)


seen = {text: looked_at(text) for text in STATED}
for text, (abroad, link) in seen.items():
    print(f"{text}: internationally dialled {abroad}, {link}")
bare = "612345678"
valid = phonenumbers.is_valid_number(phonenumbers.parse(bare, "NL"))
matches = [match.raw_string for match in PhoneNumberMatcher(f"bel {bare} graag", "NL")]
print(f"{bare}: valid {valid}, found in a text {matches}")
if seen != STATED or not valid or matches:
    sys.exit("changed: 14 0xx numbers or a number without its zero are read in another way than stated")
PYTHON
