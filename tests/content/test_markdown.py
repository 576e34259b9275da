"""Words in another language say so, for who has a page read aloud."""

from __future__ import annotations

import pytest

from content.markdown import problems, to_html, to_plain_text, without_marks
from tests.support.content_in_force import content_in_force

TEXTS = content_in_force().texts


def test_words_in_another_language_have_it_as_their_own() -> None:
    marked = "Kies je strijd (“[choose *your* battles](taal:en)”), zie [KVK](https://www.kvk.nl)."
    assert to_html(marked) == (
        '<p>Kies je strijd (“<span lang="en">choose <em>your</em> battles</span>”), '
        'zie <a href="https://www.kvk.nl">KVK</a>.</p>\n'
    )
    assert to_plain_text(marked) == "Kies je strijd (“choose your battles”), zie KVK (https://www.kvk.nl)."
    assert without_marks(marked) == "Kies je strijd (“choose your battles”), zie KVK."
    assert list(problems(marked)) == []


@pytest.mark.parametrize("mark", ["taal:", "taal:engels", "taal:EN", 'taal:e"', "taal:en/"])
def test_a_language_is_two_letters(mark: str) -> None:
    [(line, told)] = problems(f"Zo\nis het [thank you]({mark})")
    assert (line, mark in told) == (1, True)
    assert "lang=" not in to_html(f"[thank you]({mark})")


@pytest.mark.parametrize(
    ("key", "language"),
    [
        *(("engels", "en"), ("duits", "de"), ("frans", "fr"), ("turks", "tr"), ("pools", "pl")),
        *(("oekraiens", "uk"), ("arabisch", "ar"), ("anders", "en")),
    ],
)
def test_an_answer_in_another_language_says_which(key: str, language: str) -> None:
    [foreign, dutch] = to_html(TEXTS["gesprek"][f"taal_{key}"].text).splitlines()
    assert foreign.startswith(f'<p><span lang="{language}">')
    assert foreign.endswith("</span></p>")
    assert "lang=" not in dutch
