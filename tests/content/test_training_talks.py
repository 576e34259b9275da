"""Reading conversations to learn from: what stands in them, and what is told of a mistake."""

from __future__ import annotations

from pathlib import Path

import pytest

from content.paths import DATA
from content.problems import ContentError
from content.training_talks import Act, Kind, read_talk_file, read_talks

TALK = """\
gesprekken:
  - wie: "inkoper, haast"
    vrager: ambtenaar
    beurten:
      - "mag dat: met een certificaat?": gids inkoop/artikel-2-82
      - vraagt terug: [inkoop/artikel-2-82, inkoop/mvi]
      - "de eerste": keus inkoop/artikel-2-82 | vervolg lijst
"""


def written(folder: Path, text: str) -> Path:
    file = folder / "talks.yml"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_conversation_is_read_with_what_each_message_means(tmp_path: Path) -> None:
    [talk] = read_talk_file(written(tmp_path, TALK))
    first, second = talk.turns
    assert (talk.who, talk.asker) == ("inkoper, haast", "ambtenaar")
    assert (first.text, first.line) == ("mag dat: met een certificaat?", 5)
    assert first.acts == (Act(Kind.TOPIC, ("inkoop/artikel-2-82",)),)
    assert first.asks_back == ("inkoop/artikel-2-82", "inkoop/mvi")
    assert second.acts == (Act(Kind.CHOICE, ("inkoop/artikel-2-82",)), Act(Kind.FOLLOW_UP, ("lijst",)))


@pytest.mark.parametrize(
    ("wrong", "right", "line", "words"),
    [
        ("vraag inkoop/mvi", "gids inkoop/artikel-2-82", 5, "'vraag' is geen soort bericht"),
        ("gids", "gids inkoop/artikel-2-82", 5, "horen 1 woorden"),
        ("twee inkoop/mvi", "gids inkoop/artikel-2-82", 5, "horen 2 woorden"),
        ("- vraagt terug: [a, b]", '- "mag dat: met een certificaat?": gids inkoop/artikel-2-82', 5, "na een bericht"),
        ("door", "vrager", 1, "vrager"),
        ("beurten: []\n    rest:", "beurten:", 4, "geen berichten"),
        ('"de eerste: keus', '"de eerste": keus', 8, "YAML"),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, wrong: str, right: str, line: int, words: str) -> None:
    with pytest.raises(ContentError) as told:
        read_talk_file(written(tmp_path, TALK.replace(right, wrong)))
    [problem] = told.value.problems
    assert (problem.line, words in problem.message) == (line, True)


def test_there_are_enough_and_none_is_held_back_too() -> None:
    learnt, held_back = read_talks(DATA.talks), read_talks(DATA.held_back)
    assert len(learnt) >= 600
    assert len(held_back) >= 150
    long = {turn.text.lower() for talk in learnt for turn in talk.turns if len(turn.text.split()) > 5}
    assert not long & {turn.text.lower() for talk in held_back for turn in talk.turns}
