"""What `make waarom` explains is what the running assistant does: the model in force, message by message.

Runs in Rasa's Python with the trained model in ZAKBOEK_TEST_MODEL.
"""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import spacy
from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.core.processor import MessageProcessor
from rasa.shared.core.events import SlotSet
from rasa.shared.core.trackers import DialogueStateTracker
from spacy.language import Language

from bridge.turn import _parse_as_text
from content.paths import ROOT
from contract.context import SLOT, Asker, Context, ListItem, MessageDraft, MessageStep, ToolState
from contract.details import DETAILS
from nlu.understand.knowledge import Knowledge
from nlu.understand.observe import read
from nlu.understand.understand import understand
from nlu.understand.verdict import Verdict
from training.spacy_model import spacy_model
from training.trained_model import load_trained_model

NOTHING = Context()
BUYER = Context(topic="rol/inkoper", previous_topic="rol/financier", shown_parts=("kort",))
ROLES = Context(
    topic="rol/overzicht",
    list_topic="rol/overzicht",
    list_items=(ListItem("Verbinder", "rol/verbinder"), ListItem("Ecosysteembouwer", "rol/ecosysteembouwer")),
)
OFFERED = Context(offered_topics=("rol/inkoper", "rol/financier"), ranking=("rol/inkoper", "rol/financier"))
DESK = Context(topic="ondernemer/waar-terecht", asker=Asker.ENTREPRENEUR.value, municipality="GM0193")
DRAFTS = {"kennismaken": {"answers": {"doel": "soep"}}}
ASKED = Context(
    topic="tool/kennismaken",
    guided_tool=ToolState(
        "kennismaken",
        "Beleidsdoelen Aan welke beleidsdoelen van de gemeente draagt de onderneming bij?",
        drafts=DRAFTS,
    ),
)
PHASE = Context(
    topic="tool/kennismaken",
    guided_tool=ToolState("kennismaken", "Fase In welke fase zit de onderneming?", ("Opstartfase",), DRAFTS),
)
PUT_ASIDE = Context(guided_tool=ToolState(drafts=DRAFTS))


def message_at(step: MessageStep) -> Context:
    return Context(municipality="fictief-voorbeeldstad", message_draft=MessageDraft(step))


MESSAGES = [
    ("Wat doet een inkoper?", NOTHING),
    ("welke subsidies zijn er voor sociale ondernemers", NOTHING),
    ("Een ondernemer vraagt me om een eerste opdracht. Hoe pak ik dat aan?", NOTHING),
    ("WAT IS EEN LAUNCHING CUSTOMER", NOTHING),
    ("wat deot een ecosysteembouwr", NOTHING),
    ("Goedemorgen, wat is social return?", NOTHING),
    ("Wat doet een inkoper? En wat doet een financier?", NOTHING),
    ("wat is het verschil tussen een verbinder en een ambassadeur", NOTHING),
    ("en wat is het verschil tussen die twee?", BUYER),
    ("nee, ik bedoelde de rol van financier", BUYER),
    ("en een ambassadeur?", BUYER),
    ("geld", NOTHING),
    ("hoi", NOTHING),
    ("dankjewel, fijn", BUYER),
    ("ben je een robot?", NOTHING),
    ("wat een waardeloze chatbot", BUYER),
    ("ik zie het niet meer zitten, ik wil dood", NOTHING),
    ("What does a buyer do?", NOTHING),
    ("Was macht ein Einkäufer bei der Gemeinde?", NOTHING),
    ("hoe laat gaat de trein naar Utrecht", NOTHING),
    ("hoe vraag ik een paspoort aan", NOTHING),
    ("waar kan ik terecht in Zwolle?", NOTHING),
    ("Bergen", DESK),
    ("en voor personeel?", DESK),
    ("ik ben ondernemer", BUYER),
    ("ik wil een medewerker spreken", NOTHING),
    ("en de tweede?", ROLES),
    ("doe de laatste keuze maar", OFFERED),
    ("waarom is dat zo?", BUYER),
    ("waarom?", NOTHING),
    ("kan het wat korter", BUYER),
    ("06 12345678", message_at(MessageStep.REACHING)),
    ("wat doet een inkoper?", message_at(MessageStep.REACHING)),
    ("ik zoek een pand voor mijn bedrijf", message_at(MessageStep.TYPING)),
    ("ja, verstuur maar", message_at(MessageStep.CHECKING)),
    ("nee, niet versturen", message_at(MessageStep.CHECKING)),
    ("doe de rollenwijzer", NOTHING),
    ("sla maar over", ASKED),
    ("meer mensen aan het werk en minder afval", ASKED),
    ("wat bedoel je met beleidsdoelen?", ASKED),
    ("wat is social return?", ASKED),
    ("opstartfase", PHASE),
    ("ga verder", PUT_ASIDE),
    ("/restart", BUYER),
]


class InForce(NamedTuple):
    """The assistant as it runs, and all that an explanation rests on."""

    processor: MessageProcessor
    knowledge: Knowledge
    language: Language

    def parsed(self, text: str, slot: Any) -> dict[str, Any]:
        """As the bridge has a typed message parsed."""
        tracker = DialogueStateTracker.from_events("c1", [SlotSet(SLOT, slot)], self.processor.domain.slots)
        if text.startswith("/"):
            return asyncio.run(_parse_as_text(self.processor, text, tracker))
        found: dict[str, Any] = asyncio.run(self.processor.parse_message(UserMessage(text), tracker))
        return found

    def explained(self, text: str, slot: Any) -> Verdict:
        """As `make waarom` understands a message."""
        words = text.lstrip("/")
        context = Context.from_slot(slot, slot["moment"])
        return understand(words, read(words, self.language), context, self.knowledge).verdict


@pytest.fixture(scope="module")
def in_force() -> Iterator[InForce]:
    model = os.environ.get("ZAKBOEK_TEST_MODEL")
    if not model:
        pytest.skip("ZAKBOEK_TEST_MODEL is not set: run this test by `make test-e2e`")
    with pytest.MonkeyPatch.context() as setting:
        setting.chdir(ROOT)
        setting.setenv("ZAKBOEK_SPACY_MODEL", spacy_model().name)
        agent = Agent.load(model)
        knowledge = Knowledge.with_model(load_trained_model(Path(model)))
        yield InForce(agent.processor, knowledge, spacy.load(spacy_model().name))


@pytest.mark.parametrize(("text", "context"), MESSAGES)
def test_the_explanation_is_of_what_happens(in_force: InForce, text: str, context: Context) -> None:
    slot = context.to_slot(time.time())
    parsed, verdict = in_force.parsed(text, slot), in_force.explained(text, slot)
    assert parsed["intent"]["name"] == verdict.intent.value
    assert parsed["intent"]["confidence"] == pytest.approx(verdict.probability)
    assert parsed[DETAILS] == verdict.details.to_json()
    assert parsed["text"] == text


def test_the_messages_are_of_many_kinds(in_force: InForce) -> None:
    verdicts = [in_force.explained(text, context.to_slot(time.time())) for text, context in MESSAGES]
    assert len(MESSAGES) >= 40
    assert len({verdict.intent for verdict in verdicts}) >= 25
    assert len({verdict.rule for verdict in verdicts}) >= 15
