"""Whether a text says how someone can be reached: by a telephone number or an e-mail address that can exist."""

from __future__ import annotations

from itertools import islice

from email_validator import EmailNotValidError, ValidatedEmail, validate_email

from content.phone_numbers import find_phone_number

LONGEST = 1000
"""Characters of a text that are searched."""

MOST_TRIES = 20
"""Words with an @ that are tried."""

_AROUND = "<>()[]{}\"'“”‘’,;:.!?"


def can_be_reached(text: str) -> bool:
    """Whether a telephone number or an e-mail address stands in `text`."""
    return find_email(text) is not None or find_phone_number(text) is not None


def find_email(text: str) -> str | None:
    """The first e-mail address in `text`, as it can stand in any mail (ASCII); None when there is none."""
    words = (word.strip(_AROUND).removeprefix("mailto:") for word in text[:LONGEST].split() if "@" in word)
    tried = map(_email, islice(words, MOST_TRIES))
    return next((found.ascii_email for found in tried if found and found.ascii_email), None)


def _email(word: str) -> ValidatedEmail | None:
    """The address that `word` is; whether its domain exists is not looked up."""
    try:
        return validate_email(word, check_deliverability=False)
    except EmailNotValidError:
        return None
