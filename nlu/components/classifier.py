"""Rasa component: which intent, and for a question about the guide which topic."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import Any, Dict, List

import joblib
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, METADATA, METADATA_INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.components.signals import SIGNALS, Signals
from nlu.model.encoders import is_installed
from nlu.model.fingerprint import source_fingerprint
from nlu.model.labels import Label
from nlu.model.ranking import rank
from nlu.model.text_model import Ask, Settings, TextModel

LABELS, PART_LABELS = "labels", "deellabels"
_FILE = "text_model.joblib"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class TextClassifier(IntentClassifier, GraphComponent):
    """Puts `intent` and `intent_ranking` on the message, and under `labels` what it told apart.

    A training example belongs to the topic that its intent's metadata names
    (`metadata: {topic: rol/inkoper}`); intents without that are classified as they are.
    The confidence of an intent is the sum over its topics.
    """

    @staticmethod
    def required_packages() -> List[str]:
        """Python packages this component needs."""
        return ["sklearn", "joblib"]

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """The fields of `text_model.Settings`, how many intents are kept, and a folder for sentence vectors."""
        defaults = {field.name: field.default for field in fields(Settings)}
        return {**defaults, "ranking_length": 10, "vector_cache": ""}

    def __init__(self, config: Dict[str, Any], model_storage: ModelStorage, resource: Resource) -> None:
        self._config = config
        self._storage = model_storage
        self._resource = resource
        self._model: TextModel | None = None

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> TextClassifier:
        """A classifier that is still to be trained."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> TextClassifier:
        """A trained classifier from the model's archive."""
        component = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            component._model = joblib.load(folder / _FILE)
        component._model.predict(["goedemorgen"], Ask.ALWAYS)  # loads all now, not at the first visitor's message
        return component

    @classmethod
    def fingerprint_addon(cls, config: Dict[str, Any]) -> str:
        """Train anew when any file of this package changes."""
        return source_fingerprint()

    def train(self, training_data: TrainingData) -> Resource:
        """Train on every example that has an intent and a text."""
        examples = [example for example in training_data.intent_examples if example.get(TEXT)]
        self._model = TextModel(self._settings())
        texts, labels = [example.get(TEXT) for example in examples], [str(_label(example)) for example in examples]
        self._model.fit(texts, labels, Path(self._config["vector_cache"]) if self._config["vector_cache"] else None)
        with self._storage.write_to(self._resource) as folder:
            joblib.dump(self._model, folder / _FILE)
        return self._resource

    def process(self, messages: List[Message]) -> List[Message]:
        """Classify; a message without text keeps no intent."""
        for message in messages:
            if message.get(TEXT):
                self._classify(message)
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

    def _classify(self, message: Message) -> None:
        if self._model is None:
            raise RuntimeError("TextClassifier.process called before train or load")
        signals = message.get(SIGNALS) or Signals()
        labels, parts = rank(self._model, message.get(TEXT), signals.delen)
        intents: Dict[str, float] = {}
        for label, probability in labels:
            intents[label.intent] = intents.get(label.intent, 0.0) + probability
        best_first = sorted(intents.items(), key=lambda pair: -pair[1])
        ranking = [{"name": name, "confidence": value} for name, value in best_first]
        keep = int(self._config["ranking_length"])
        message.set(INTENT, ranking[0], add_to_output=True)
        message.set("intent_ranking", ranking[:keep], add_to_output=True)
        message.set(LABELS, labels)
        message.set(PART_LABELS, parts)


def _label(example: Message) -> Label:
    metadata = (example.get(METADATA) or {}).get(METADATA_INTENT) or {}
    return Label(example.get(INTENT), metadata.get("topic", "") if isinstance(metadata, dict) else "")
