"""Rasa's component: trains, keeps and loads its model, and understands as the explanation does."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.nlu.constants import SPACY_DOCS
from rasa.shared.core.events import SlotSet
from rasa.shared.core.slots import AnySlot
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import INTENT, METADATA, METADATA_INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

import nlu.model.encoders
from contract.context import SLOT, Context, ListItem, MessageDraft, MessageStep, ToolState
from contract.details import DETAILS
from nlu.components.understanding import MessageUnderstander
from nlu.model.fingerprint import source_fingerprint
from nlu.model.labels import Label
from nlu.understand.knowledge import Knowledge
from nlu.understand.observe import read
from nlu.understand.understand import understand
from tests.support.tiny_model import DUTCH, LABELS, TEXTS, tiny_knowledge

TINY = {**MessageUnderstander.get_default_config(), "encoder": "", "second_opinion": ""}
RESOURCE = Resource("understander")


def example(text: str, name: str) -> Message:
    label = Label.parse(name)
    metadata = {METADATA: {METADATA_INTENT: {"topic": label.topic}}} if label.topic else {}
    return Message({TEXT: text, INTENT: label.intent, **metadata})


EXAMPLES = [example(text, name) for text, name in zip(TEXTS, LABELS)]
WITHOUT_TOPICS = [example(text, Label.parse(name).intent) for text, name in zip(TEXTS, LABELS)]


def trained(folder: Path, examples: list[Message], **settings: Any) -> MessageUnderstander:
    config = {**TINY, **settings}
    storage = LocalModelStorage(folder)
    component = MessageUnderstander.create(config, storage, RESOURCE, None)
    assert component.train(TrainingData(examples)) == RESOURCE
    return MessageUnderstander.load(config, storage, RESOURCE, None)


def tracker_with(context: Context | None) -> DialogueStateTracker:
    said = [SlotSet(SLOT, context.to_slot(time.time()))] if context else []
    return DialogueStateTracker.from_events("c1", said, [AnySlot(SLOT, mappings=[])])


def processed(component: MessageUnderstander, text: str, context: Context | None = None, doc: bool = True) -> Message:
    message = Message({TEXT: text})
    if doc:
        message.set(SPACY_DOCS[TEXT], read(text, DUTCH))
    [found] = component.process([message], tracker_with(context) if context else None)
    return found


@pytest.fixture(scope="module")
def component(tmp_path_factory: pytest.TempPathFactory) -> MessageUnderstander:
    return trained(tmp_path_factory.mktemp("model"), EXAMPLES)


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return tiny_knowledge()


def test_a_message_gets_its_intent_and_what_the_action_needs(component: MessageUnderstander) -> None:
    message = processed(component, "Wat doet een inkoper")
    assert message.get(INTENT)["name"] == "vraag_gids"
    assert message.get(DETAILS)["topic"] == "rol/inkoper"
    ranking = message.get("intent_ranking")
    assert ranking[0]["name"] == "vraag_gids"
    assert sum(one["confidence"] for one in ranking) == pytest.approx(1)
    assert len(ranking) == len({one["name"] for one in ranking}) == 5
    shown = message.as_dict(only_output_properties=True)
    assert {INTENT, DETAILS, "intent_ranking"} <= set(shown)


def test_the_context_of_the_conversation_counts(component: MessageUnderstander) -> None:
    assert processed(component, "waarom dan").get(INTENT)["name"] == "vervolg_zonder_context"
    followed = processed(component, "waarom dan", Context(topic="rol/financier"))
    assert followed.get(INTENT)["name"] == "vervolg_waarom"
    assert followed.get(DETAILS)["topic"] == "rol/financier"


@pytest.mark.parametrize(
    ("text", "context"),
    [
        ("wat doet een inkoper", Context()),
        ("Hallo, wat doet een financier?", Context()),
        ("Wat doet een inkoper? En wat doet een financier?", Context()),
        ("WAT DOET EEN INKOPER", Context(topic="rol/financier")),
        ("waarom dan", Context(topic="rol/financier")),
        ("en de tweede", Context(topic="rol/inkoper", list_items=(ListItem("een"), ListItem("twee")))),
        ("doe de rollenwijzer", Context()),
        ("sla over", Context(guided_tool=ToolState("kennismaken", "Doel"))),
        ("soep van restjes", Context(guided_tool=ToolState("kennismaken", "Doel"))),
        ("06 12345678", Context(message_draft=MessageDraft(MessageStep.REACHING))),
        ("ja, verstuur maar", Context(message_draft=MessageDraft(MessageStep.CHECKING))),
        ("Zwolle", Context(topic="ondernemer/waar-terecht")),
        ("ik wil dood", Context()),
        ("what does a buyer do", Context()),
    ],
)
def test_it_understands_as_the_explanation_does(
    component: MessageUnderstander, knowledge: Knowledge, text: str, context: Context
) -> None:
    verdict = understand(text, read(text, DUTCH), context, knowledge).verdict
    message = processed(component, text, context)
    assert message.get(INTENT) == {"name": verdict.intent.value, "confidence": pytest.approx(verdict.probability)}
    assert message.get(DETAILS) == verdict.details.to_json()


def test_without_a_reading_of_spacy_or_without_topics_it_only_classifies(
    component: MessageUnderstander, tmp_path: Path
) -> None:
    unread = processed(component, "wat doet een inkoper", doc=False)
    assert unread.get(INTENT)["name"] == "vraag_gids"
    assert unread.get(DETAILS) is None
    plain = processed(trained(tmp_path, WITHOUT_TOPICS, ranking_length=2), "hallo")
    assert plain.get(INTENT)["name"] == "groet"
    assert plain.get(DETAILS) is None
    assert len(plain.get("intent_ranking")) == 2


def test_a_message_without_text_keeps_no_intent(component: MessageUnderstander) -> None:
    assert processed(component, "", doc=False).get(INTENT) is None


def test_before_it_is_trained_it_says_so(tmp_path: Path) -> None:
    component = MessageUnderstander.create(TINY, LocalModelStorage(tmp_path), RESOURCE, None)
    with pytest.raises(RuntimeError, match="before train or load"):
        processed(component, "hallo")


def test_what_training_data_it_learns_from(tmp_path: Path) -> None:
    odd = Message({TEXT: "zonder intent"})
    component = trained(tmp_path, [*EXAMPLES, odd, example("topic zonder metadata", "onzin")])
    assert component._model is not None
    assert "onzin" in component._model.texts.labels
    assert all("zonder intent" not in text for text, _ in component._model.texts._examples)
    data = TrainingData(EXAMPLES)
    assert component.process_training_data(data) is data


def test_an_unknown_encoder_is_a_mistake_and_one_not_installed_is_done_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(ValueError, match="unknown sentence encoder 'verzonnen'; known are use, e5"):
        trained(tmp_path, EXAMPLES, encoder="verzonnen")

    def missing() -> Callable[[list[str]], Any]:
        raise ImportError("no such package")

    monkeypatch.setitem(nlu.model.encoders._LOADERS, "use", ("verzonnen-pakket", missing))
    component = trained(tmp_path, EXAMPLES, encoder="use")
    assert component._model is not None
    assert component._model.texts.settings.encoder == ""
    assert "going on without it" in caplog.text
    assert processed(component, "hallo").get("intent_ranking")[0]["name"] == "groet"


def test_as_rasa_sees_it(tmp_path: Path) -> None:
    config = MessageUnderstander.get_default_config()
    assert (config["encoder"], config["second_opinion"], config["ranking_length"]) == ("use", "e5", 10)
    MessageUnderstander.validate_config(config)
    assert MessageUnderstander.fingerprint_addon(config).startswith(source_fingerprint())
    assert "spacy" in MessageUnderstander.required_packages()


def test_a_training_in_which_its_result_is_cached_goes_on() -> None:
    """Rasa then asks with the config of what it puts in its place."""
    assert MessageUnderstander.fingerprint_addon({"output": None}).startswith(source_fingerprint())


TALK = """\
gesprekken:
  - wie: "een bouwer"
    vrager: onbekend
    beurten:
      - "bouwt er iemand aan een netwerk van netwerken": gids rol/ecosysteembouwer
      - "de tweede": keus rol/inkoper
"""


def test_what_is_said_in_talks_is_learnt_and_a_change_in_one_is_seen(tmp_path: Path) -> None:
    talks = tmp_path / "talks"
    talks.mkdir()
    (talks / "bouwer.yml").write_text(TALK, encoding="utf-8")
    component = trained(tmp_path, EXAMPLES, talks=str(talks))
    assert component._model is not None
    assert "vraag_gids::rol/ecosysteembouwer" in component._model.texts.labels
    config = {**TINY, "talks": str(talks)}
    before = MessageUnderstander.fingerprint_addon(config)
    (talks / "bouwer.yml").write_text(TALK.replace("rol/ecosysteembouwer", "rol/financier"), encoding="utf-8")
    assert MessageUnderstander.fingerprint_addon(config) != before
