"""The one place that understands a message.

Rasa's component, `make waarom`, `make drempels` and the measurements all call `understand`, so
that an explanation is of what really happens.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from content.live import LiveContent
from contract.context import Context
from nlu.model.ranking import rank
from nlu.model.text_model import TextModel
from nlu.understand.contact_details import DetailWords
from nlu.understand.decision import Verdict, decide
from nlu.understand.guided_tools import ToolNames
from nlu.understand.observation import Observation
from nlu.understand.signals import SignalFinder
from nlu.understand.thresholds import Thresholds, read_thresholds


@dataclass(frozen=True)
class Knowledge:
    """All that understanding rests on beside the message; no part can be left out."""

    model: TextModel
    signals: SignalFinder
    content: LiveContent
    tools: ToolNames
    contact_details: DetailWords
    thresholds: Thresholds

    @classmethod
    def with_model(cls, model: TextModel) -> Knowledge:
        """`model` with all else as it is in force.

        Raises SignalsError, ContentError or ThresholdsError when a file cannot be used.
        """
        content = LiveContent()
        return cls(
            model, SignalFinder.read(), content, ToolNames.of(content.current), DetailWords.read(), read_thresholds()
        )


@dataclass(frozen=True)
class Understanding:
    """What was seen in a message, and what is to be done with it."""

    observation: Observation
    verdict: Verdict


def understand(text: str, doc: Doc, context: Context, knowledge: Knowledge) -> Understanding:
    """Understand one message in its conversation; `doc` is `text` as `read` gives it."""
    observation = observe(text, doc, knowledge)
    return Understanding(observation, decide(observation, context, knowledge.thresholds))


def read(text: str, language: Language) -> Doc:
    """`text` as spaCy reads it in Rasa: `SpacyNLP` puts it in small letters first (rasa 3.6.21)."""
    return language(text.lower())


def observe(text: str, doc: Doc, knowledge: Knowledge) -> Observation:
    """What can be seen in the message by itself: the costly part, which `make drempels` does once."""
    signals = knowledge.signals.find(doc)
    municipalities = knowledge.content.current.municipalities
    meant = municipalities.finder.meant(text)
    whole, parts = rank(knowledge.model, text, signals.parts)
    return Observation(
        signals=signals,
        municipalities=meant,
        tools=knowledge.tools.look(text),
        whole=whole,
        parts=parts,
        contact_details=knowledge.contact_details.look(text, municipalities, bool(meant)),
    )
