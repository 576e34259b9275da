"""No fact, link, chapter or page of the guide is lost in our own words."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from content.markdown import without_marks
from tests.support.content_in_force import content_in_force

FACTS: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "feiten.yml").read_text(encoding="utf-8"))
GUIDE = content_in_force().guide


def test_every_topic_of_the_guide_is_there() -> None:
    assert len(FACTS) == 49
    assert set(FACTS) <= set(GUIDE.topics)


@pytest.mark.parametrize("topic_id", FACTS)
def test_facts(topic_id: str) -> None:
    topic, expected = GUIDE.topics[topic_id], FACTS[topic_id]
    text = " ".join(without_marks(topic.text).lower().split())
    lost = [fact for fact, patterns in expected["feiten"].items() if not all(re.search(p, text) for p in patterns)]
    assert lost == []


@pytest.mark.parametrize("topic_id", FACTS)
def test_chapter_page_and_link(topic_id: str) -> None:
    topic, expected = GUIDE.topics[topic_id], FACTS[topic_id]
    assert (topic.kind, topic.chapter.id, topic.page) == (
        expected["soort"],
        expected["hoofdstuk"],
        expected["pagina"],
    )
    assert topic.page == topic.chapter.page
    assert topic.link == expected.get("link")
    if topic.link:
        assert topic.link in topic.text
