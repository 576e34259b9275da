"""What `make waarom` explains is what the assistant does: 40 messages of all kinds, each in its context.

Runs in Rasa's environment with the trained model; without one it says that it is skipped.
"""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import spacy
from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.shared.core.events import SlotSet
from rasa.shared.core.trackers import DialogueStateTracker

from contract.context import SLOT, Context, ListItem, MessageDraft, MessageStep, ToolState
from contract.details import DETAILS
from nlu.understand.understand import Knowledge, read, understand
from training.explain import explanation, load_text_model
from training.spacy_model import spacy_model

MODEL = os.environ.get("ZAKBOEK_TEST_MODEL", "")
pytestmark = pytest.mark.skipif(not MODEL, reason="ZAKBOEK_TEST_MODEL is not set: run this by `make test-e2e`")

NOTHING = Context()
ON_BUYER = Context(topic="rol/inkoper", previous_topic="rol/financier", offered_topics=("rol/verbinder",))
ON_ROLES = Context(
    topic="rol/overzicht",
    list_items=(ListItem("Verbinder", "rol/verbinder"), ListItem("Inkoper", "rol/inkoper")),
    list_topic="rol/overzicht",
)
ON_DESKS = Context(topic="ondernemer/waar-terecht", asker="ondernemer")
REFUSED = Context(refused_topics=("rol/inkoper", "rol/financier"))
ASKED_REACH = Context(message_draft=MessageDraft(MessageStep.REACHING))
ASKED_TEXT = Context(message_draft=MessageDraft(MessageStep.TYPING, reach="06 12345678"))
CHECKING = Context(message_draft=MessageDraft(MessageStep.CHECKING, "Bel me terug.", "06 12345678"))
IN_TOOL = Context(
    topic="tool/kennismaken",
    guided_tool=ToolState(
        "kennismaken",
        "Beleidsdoelen Aan welke beleidsdoelen van de gemeente draagt de onderneming bij?",
        drafts={"kennismaken": {"answers": {"doel": "soep"}}},
    ),
)
PUT_ASIDE = Context(guided_tool=ToolState(drafts={"kennismaken": {"answers": {"doel": "soep"}}}))

MESSAGES: list[tuple[str, Context]] = [
    ("Wat doet een inkoper?", NOTHING),
    ("wat is het verschil tussen 2.80 en 2.82", NOTHING),
    ("Wat doet een inkoper? En wat doet een financier?", NOTHING),
    ("en een ambassadeur?", ON_BUYER),
    ("nee, ik bedoelde de rol van financier", ON_BUYER),
    ("Goedemorgen, hoe vind ik sociale ondernemers?", NOTHING),
    ("is MVI hetzelfde als social return?", NOTHING),
    ("iets met inkopen", REFUSED),
    ("HOE KOOP IK SOCIAAL IN", NOTHING),
    ("wat doet n verbinder preceis", NOTHING),
    ("hoi", NOTHING),
    ("dankjewel hoor", ON_BUYER),
    ("ben jij een robot?", NOTHING),
    ("wat kun je allemaal", NOTHING),
    ("tot ziens", NOTHING),
    ("ik wil een medewerker spreken", NOTHING),
    ("kunnen jullie mij terugbellen", NOTHING),
    ("ik zie het niet meer zitten, ik wil dood", ON_BUYER),
    ("What does a buyer do?", NOTHING),
    ("Ich spreche nur Deutsch", NOTHING),
    ("hoe laat vertrekt de trein naar Utrecht", NOTHING),
    ("mijn paspoort is verlopen", NOTHING),
    ("asdfghjkl", NOTHING),
    ("In Ouderkerk aan de Amstel, waar kan ik terecht met mijn bedrijf?", NOTHING),
    ("Zwolle", ON_DESKS),
    ("en voor personeel?", ON_DESKS),
    ("ik ben ambtenaar", ON_BUYER),
    ("ik ben ondernemer en zoek een lening in Venlo", NOTHING),
    ("de tweede", ON_ROLES),
    ("waarom?", ON_BUYER),
    ("heb je daar een voorbeeld van", ON_BUYER),
    ("waar staat dat?", NOTHING),
    ("06 12345678", ASKED_REACH),
    ("Ik wil graag weten of mijn aanvraag binnen is.", ASKED_TEXT),
    ("stuur maar", CHECKING),
    ("doe de rollenwijzer", NOTHING),
    ("sla deze vraag maar over", IN_TOOL),
    ("minder afval en meer banen", IN_TOOL),
    ("wat bedoel je met die beleidsdoelen", IN_TOOL),
    ("ga verder", PUT_ASIDE),
]


@pytest.fixture(scope="module")
def agent() -> Iterator[Agent]:
    os.environ["ZAKBOEK_SPACY_MODEL"] = spacy_model()
    yield Agent.load(MODEL)


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return Knowledge.with_model(load_text_model(Path(MODEL)))


@pytest.fixture(scope="module")
def language() -> Any:
    return spacy.load(spacy_model())


def parsed(agent: Agent, text: str, context: Context) -> tuple[str, dict[str, Any]]:
    """What Rasa makes of the message in a conversation with this context."""
    tracker = DialogueStateTracker("gesprek", agent.domain.slots)
    tracker.update(SlotSet(SLOT, context.to_slot(time.time())))
    found = asyncio.run(agent.processor.parse_message(UserMessage(text), tracker))
    return found["intent"]["name"], found[DETAILS]


def test_forty_messages_of_all_kinds(agent: Agent, knowledge: Knowledge, language: Any) -> None:
    assert len(MESSAGES) == 40
    differ, intents = {}, set()
    for text, context in MESSAGES:
        verdict = understand(text, read(text, language), context, knowledge).verdict
        explained, done = (verdict.intent.value, verdict.details.to_json()), parsed(agent, text, context)
        intents.add(explained[0])
        if explained != done:
            differ[text] = (explained, done)
    assert not differ
    assert len(intents) >= 20, sorted(intents)


def test_the_explanation_names_tool_and_rule(knowledge: Knowledge, language: Any) -> None:
    text = "doe de rollenwijzer"
    lines = list(explanation(text, NOTHING, understand(text, read(text, language), NOTHING, knowledge), knowledge))
    assert "Regel      begint een tool" in lines
    assert "Besluit    tool_start  tool: rollenwijzer" in lines
