"""A yes to one question is no yes to its opposite."""

from __future__ import annotations

import pytest

from nlu.understand.signals import read_phrases
from nlu.understand.yes_or_no import YesOrNo

YES_OR_NO = YesOrNo.of(read_phrases())
ASKED = ("Kan de wethouder meedoen?", "mag de wethouder op de foto")


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("mogen wij de burgemeester vragen?", True),
        ("Moet de wethouder per se mee op de foto?", False),
        ("kunnen we het ook zonder wethouder doen", False),
        ("hoef ik dat niet te doen?", False),
        ("kan iedereen altijd meedoen", False),
    ],
)
def test_what_must_be_may_be_and_may_not_be_are_told_apart(text: str, fits: bool) -> None:
    assert YES_OR_NO.fits(text, ASKED) is fits


def test_one_of_the_questions_is_enough() -> None:
    assert YES_OR_NO.fits("moet dat?", (*ASKED, "moet de wethouder meedoen"))
