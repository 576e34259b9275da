"""Who asks the assistant to write a text is told from who asks how to write one."""

from __future__ import annotations

import pytest

from nlu.understand.signals import read_phrases
from nlu.understand.writing import WritingAsked, WritingWords

WORDS = WritingWords.of(read_phrases())


@pytest.mark.parametrize(
    ("text", "is_document"),
    [
        ("Schrijf een toespraak voor de opening", False),
        ("ok, schrijf dat maar even voor me", False),
        ("Dank je. Kun je een mailtje voor me opstellen?", False),
        ("nee ik bedoel: wil je een concepttekst maken", True),
        ("en maak dan een collegevoorstel van 1 A4", True),
    ],
)
def test_a_text_is_asked_for(text: str, is_document: bool) -> None:
    assert WORDS.look(text) == WritingAsked(True, is_document)


@pytest.mark.parametrize(
    "text",
    [
        "Hoe schrijf ik een beleidsplan?",
        "Moet ik een plan schrijven?",
        "ik schrijf een persbericht, wat zegt de gids over een podium",
        "Kun je uitleggen wat een marktconsultatie is?",
        "kun je me stap voor stap helpen met beleid maken",
        "maak je zelf ook fouten",
        "Wie schreef het nawoord?",
        "",
    ],
)
def test_no_text_is_asked_for(text: str) -> None:
    assert WORDS.look(text) == WritingAsked()
