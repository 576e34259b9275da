"""Rasa component: names the intent after the decision and leaves what the action needs under `gids`."""

from __future__ import annotations

import time
from typing import Any, Dict, List, Optional

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from contract.context import SLOT, Context
from nlu.components.classifier import LABELS, PART_LABELS
from nlu.components.signals import SIGNALS, Signals
from nlu.understand.decision import decide
from nlu.understand.guided_tools import ToolNames
from nlu.understand.thresholds import Thresholds, read_thresholds


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class Decider(GraphComponent):
    """Stands after the classifier; leaves messages without topics as the classifier ranked them."""

    def __init__(self, thresholds: Thresholds, tools: ToolNames) -> None:
        self._thresholds = thresholds
        self._tools = tools

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Decider:
        """Built by Rasa; raises ThresholdsError or ContentError when the thresholds or the tools cannot be used."""
        return cls(read_thresholds(), ToolNames.read())

    def process(self, messages: List[Message], tracker: Optional[DialogueStateTracker] = None) -> List[Message]:
        """Decide for each message that the classifier has ranked; `tracker` is as it was before it."""
        for message in messages:
            labels = message.get(LABELS) or []
            if not any(label.topic for label, _ in labels):
                continue
            context = Context.from_slot(tracker.get_slot(SLOT) if tracker else None, time.time())
            signals = message.get(SIGNALS) or Signals()
            tools = self._tools.look(message.get(TEXT) or "")
            verdict = decide(labels, message.get(PART_LABELS) or [], signals, context, self._thresholds, tools)
            intent = {"name": verdict.intent, "confidence": verdict.probability}
            message.set(INTENT, intent, add_to_output=True)
            message.set("gids", verdict.gids, add_to_output=True)
        return messages
