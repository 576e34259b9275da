"""Rasa component: understands a message by our own classifier and by the conversation it stands in."""

from __future__ import annotations

import hashlib
import time
from dataclasses import fields
from pathlib import Path
from typing import Any, Dict, List, Optional, Sequence

import joblib
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.constants import SPACY_DOCS
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import INTENT, METADATA, METADATA_INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from content.guide.reader import read_guide
from content.paths import DATA
from content.training_talks import Talk, read_talks
from contract.context import SLOT, Context
from contract.details import DETAILS
from nlu.model.asker_model import AskerModel
from nlu.model.encoders import is_installed
from nlu.model.fingerprint import source_fingerprint
from nlu.model.labels import Label, Ranking
from nlu.model.ranking import rank
from nlu.model.talk_examples import talk_examples
from nlu.model.text_model import Ask, Settings, TextModel
from nlu.model.trained_model import MODEL_FILE, TrainedModel
from nlu.understand.knowledge import Knowledge
from nlu.understand.pieces import texts_of_pieces
from nlu.understand.understand import understand


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class MessageUnderstander(IntentClassifier, GraphComponent):
    """Trains the classifier; of a message it names the intent, and under `details` what the action needs.

    A training example belongs to the topic that its intent's metadata names
    (`metadata: {topic: rol/inkoper}`), or to the subject outside the guide (`metadata: {subject: kvk}`);
    intents without that are classified as they are. Trained without topics it only classifies: `intent` and
    `intent_ranking`.
    """

    @staticmethod
    def required_packages() -> List[str]:
        """Python packages this component needs."""
        return ["sklearn", "joblib", "spacy"]

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """The fields of `text_model.Settings`, how many intents are kept, folders of talks and for sentence vectors."""
        defaults = {field.name: field.default for field in fields(Settings)}
        return {**defaults, "ranking_length": 10, "talks": "", "vector_cache": ""}

    def __init__(self, config: Dict[str, Any], model_storage: ModelStorage, resource: Resource) -> None:
        self._config = config
        self._storage = model_storage
        self._resource = resource
        self._model: TrainedModel | None = None
        self._knowledge: Knowledge | None = None

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> MessageUnderstander:
        """One that is still to be trained."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> MessageUnderstander:
        """A trained one from the model's archive; raises as `Knowledge.with_model` when a file cannot be used."""
        component = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            model: TrainedModel = joblib.load(
                folder / MODEL_FILE, mmap_mode="r"
            )  # Rasa removes the file; it stays open
        component._model = model
        if any(Label.parse(name).topic for name in model.texts.labels):
            component._knowledge = Knowledge.with_model(model)
        model.texts.predict(["goedemorgen"], Ask.ALWAYS)  # loads all now, not at the first visitor's message
        return component

    @classmethod
    def fingerprint_addon(cls, config: Dict[str, Any]) -> str:
        """Train anew when a file that training runs through changes, or a talk.

        Rasa 3.6.21 asks this of a component whose result is cached too, with the config of what stands in its place
        (`rasa.engine.training.hooks.TrainingHook.on_before_node`), which has no talks.
        """
        talks = repr([(talk.asker, turn.text, turn.acts) for talk in _talks(config) for turn in talk.turns])
        return source_fingerprint() + hashlib.sha256(talks.encode()).hexdigest()

    def train(self, training_data: TrainingData) -> Resource:
        """Train on every example that has an intent and a text, and on what the talks say of the guide.

        Raises ContentError for talks that cannot be read.
        """
        examples = [example for example in training_data.intent_examples if example.get(TEXT)]
        texts, askers = TextModel(self._settings()), AskerModel()
        learnt = [(example.get(TEXT), _label(example)) for example in examples]
        is_of_guide = any(label.topic for _, label in learnt)
        talks = _talks(self._config)
        learnt += talk_examples(talks)
        askers.fit(talks)
        cache = Path(self._config["vector_cache"]) if self._config["vector_cache"] else None
        texts.fit([text for text, _ in learnt], [str(label) for _, label in learnt], cache)
        if is_of_guide:
            texts.remember(texts_of_pieces(read_guide(DATA.guide)), cache)
        model = TrainedModel(texts, askers)
        with self._storage.write_to(self._resource) as folder:
            joblib.dump(model, folder / MODEL_FILE)
        self._model = model
        return self._resource

    def process(self, messages: List[Message], tracker: Optional[DialogueStateTracker] = None) -> List[Message]:
        """Understand each message; one without text keeps no intent. `tracker` is as it was before it."""
        for message in messages:
            text = message.get(TEXT)
            doc = message.get(SPACY_DOCS[TEXT])
            if text and doc is not None and self._knowledge is not None:
                self._understand(message, text, doc, tracker)
            elif text:
                self._classify(message, text)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Nothing after this component needs its guesses on the training data."""
        return training_data

    @classmethod
    def validate_config(cls, config: Dict[str, Any]) -> None:
        """Nothing beyond what the settings themselves say."""

    def _settings(self) -> Settings:
        values = {field.name: self._config[field.name] for field in fields(Settings)}
        for part in ("encoder", "second_opinion"):
            if values[part] and not is_installed(values[part]):
                values[part] = ""
        return Settings(**values)

    def _understand(self, message: Message, text: str, doc: Any, tracker: Optional[DialogueStateTracker]) -> None:
        assert self._knowledge is not None  # noqa: S101  process has looked
        context = Context.from_slot(tracker.get_slot(SLOT) if tracker else None, time.time())
        understanding = understand(text, doc, context, self._knowledge)
        verdict = understanding.verdict
        self._set_ranking(message, understanding.observation.whole)
        message.set(INTENT, {"name": verdict.intent.value, "confidence": verdict.probability}, add_to_output=True)
        message.set(DETAILS, verdict.details.to_json(), add_to_output=True)

    def _classify(self, message: Message, text: str) -> None:
        if self._model is None:
            raise RuntimeError("MessageUnderstander.process called before train or load")
        whole, _ = rank(self._model.texts, text, ())
        self._set_ranking(message, whole)

    def _set_ranking(self, message: Message, labels: Ranking) -> None:
        """The intents, each with the summed probability of its topics."""
        intents: Dict[str, float] = {}
        for label, probability in labels:
            intents[label.intent] = intents.get(label.intent, 0.0) + probability
        best_first = sorted(intents.items(), key=lambda pair: -pair[1])
        ranking = [{"name": name, "confidence": value} for name, value in best_first]
        message.set(INTENT, ranking[0], add_to_output=True)
        message.set("intent_ranking", ranking[: int(self._config["ranking_length"])], add_to_output=True)


def _talks(config: Dict[str, Any]) -> Sequence[Talk]:
    return read_talks(Path(config["talks"])) if config.get("talks") else ()


def _label(example: Message) -> Label:
    metadata = (example.get(METADATA) or {}).get(METADATA_INTENT) or {}
    metadata = metadata if isinstance(metadata, dict) else {}
    return Label(example.get(INTENT), metadata.get("topic", ""), metadata.get("subject", ""))
