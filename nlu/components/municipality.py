"""Rasa component: which municipality a message names."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Dict, List

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from content.live import LiveContent
from nlu.components.signals import SIGNALS, Signals


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class MunicipalityFinder(GraphComponent):
    """Adds `gemeenten` to the signals of a message; stands after the SignalFinder."""

    def __init__(self, content: LiveContent) -> None:
        self._content = content

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> MunicipalityFinder:
        """Built by Rasa; raises ContentError when the register cannot be read."""
        return cls(LiveContent())

    def process(self, messages: List[Message]) -> List[Message]:
        """Look at each message."""
        finder = self._content.current.municipalities.finder
        for message in messages:
            signals = message.get(SIGNALS) or Signals()
            message.set(SIGNALS, replace(signals, gemeenten=finder.meant(message.get(TEXT) or "")))
        return messages
