"""Rasa component: answer, ask back, or say that it is not in the guide."""

from __future__ import annotations

from typing import Any, Dict, List, Tuple

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT
from rasa.shared.nlu.training_data.message import Message

from nlu.classifier import LABELS
from nlu.fingerprint import source_fingerprint
from nlu.labels import Label

ASK_BACK = "verduidelijk"
ANSWER = "vraag_gids"
Ranking = List[Tuple[Label, float]]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class Decision(GraphComponent):
    """Names the intent after the decision and leaves what the action needs under `gids`.

    With P the summed probability of all topics and p the best topic's:
    P < `guide_from` keeps the best other intent (small talk, outside);
    else p >= `answer_from` answers, and anything between asks back.
    """

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """The thresholds, as probabilities, and the bounds on what is offered."""
        return {"guide_from": 0.5, "answer_from": 0.5, "choice_from": 0.03, "most_choices": 4}

    def __init__(self, config: Dict[str, Any]) -> None:
        self._config = config

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Decision:
        """Built by Rasa."""
        return cls(config)

    @classmethod
    def fingerprint_addon(cls, config: Dict[str, Any]) -> str:
        """Train anew when any file of this package changes."""
        return source_fingerprint()

    def process(self, messages: List[Message]) -> List[Message]:
        """Decide for each message that the classifier has ranked."""
        for message in messages:
            labels: Ranking = message.get(LABELS) or []
            if any(label.topic for label, _ in labels):
                self._decide(message, labels)
        return messages

    def _decide(self, message: Message, labels: Ranking) -> None:
        topics = [(label.topic, probability) for label, probability in labels if label.topic]
        others = [(label.intent, probability) for label, probability in labels if not label.topic]
        in_guide = sum(probability for _, probability in topics)
        best, probability = topics[0]
        gids: Dict[str, Any] = {"kansen": [{"id": topic, "kans": round(kans, 4)} for topic, kans in topics[:5]]}
        if others and in_guide < float(self._config["guide_from"]):
            intent, probability = others[0]
        elif probability >= float(self._config["answer_from"]):
            intent = ANSWER
            gids["onderwerp"] = best
        else:
            intent = ASK_BACK
            gids["keuzes"] = self._choices(topics)
        message.set(INTENT, {"name": intent, "confidence": probability}, add_to_output=True)
        message.set("gids", gids, add_to_output=True)

    def _choices(self, topics: List[Tuple[str, float]]) -> List[Dict[str, Any]]:
        enough = [(topic, kans) for topic, kans in topics if kans >= float(self._config["choice_from"])]
        offered = (enough if len(enough) >= 2 else topics[:2])[: int(self._config["most_choices"])]
        return [{"id": topic, "kans": round(kans, 4)} for topic, kans in offered]
