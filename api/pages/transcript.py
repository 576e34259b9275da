"""A conversation as a text file, for who wants to keep it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from babel.dates import format_datetime

from api.pages.page import environment, sayer
from api.store.records import StoredMessage
from content.dutch_dates import date_in_words
from content.markdown import to_plain_text
from content.municipalities.opening_hours import ZONE
from content.texts import Texts


def transcript(messages: Sequence[StoredMessage], texts: Texts, last_day: date) -> str:
    """All messages with their moment and their sources, and the day on which the assistant has them no more."""
    return environment.get_template("gesprek.txt").render(messages=messages, say=sayer(texts), last_day=last_day)


def day_of(moment: datetime) -> str:
    """`25 november 2026`, as it was in the Netherlands."""
    return date_in_words(moment.astimezone(ZONE).date())


def time_of(moment: datetime) -> str:
    """`14.05`, as it was in the Netherlands."""
    return format_datetime(moment, "H.mm", tzinfo=ZONE, locale="nl")


environment.filters.update(text=to_plain_text, in_words=date_in_words, sent_on=day_of, sent_at=time_of)
