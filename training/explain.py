"""`make waarom`: why the assistant decides as it does.

For an editor: what the words show, the ranked topics, what the message may mean and how likely, the
thresholds, the rule that decided, and the training questions that look most like this one. With a
conversation and a message of it, the message is explained as it was understood there.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

import spacy

from contract.context import Context
from nlu.model.labels import Label
from nlu.understand.candidates import Candidate
from nlu.understand.guided_tools import ToolSigns
from nlu.understand.knowledge import Knowledge
from nlu.understand.observe import read
from nlu.understand.understand import Understanding, understand
from training.spacy_model import spacy_model
from training.stored_talk import KEY, NotInTalk, read_message, tracker_address
from training.trained_model import load_trained_model

SHOWN = 6


def main(arguments: list[str]) -> int:
    """Print the explanation in Dutch; 1 with a line on standard error when there is nothing to explain."""
    parser = argparse.ArgumentParser(description="Explain why a message gets its answer.")
    parser.add_argument("model", type=Path)
    parser.add_argument("--question", default="", help="a message without a conversation before it")
    parser.add_argument("--conversation", default="", help="the id of a stored conversation")
    parser.add_argument("--message", default="", help="the id or the number of the visitor's message in it")
    wanted = parser.parse_args(arguments)
    text, context = wanted.question, Context()
    if wanted.conversation:
        try:
            stored = read_message(wanted.conversation, wanted.message, tracker_address(), os.environ.get(KEY, ""))
        except NotInTalk as error:
            print(error, file=sys.stderr)
            return 1
        text, context = stored.text, stored.context
    if not text.strip():
        print('Use: make waarom VRAAG="…", or make waarom GESPREK=… BERICHT=…', file=sys.stderr)
        return 1
    knowledge = Knowledge.with_model(load_trained_model(wanted.model))
    understanding = understand(text, read(text, spacy.load(spacy_model().name)), context, knowledge)
    print("\n".join(explanation(text, context, understanding, knowledge)))
    return 0


def explanation(text: str, context: Context, understanding: Understanding, knowledge: Knowledge) -> Iterator[str]:
    """The explanation, line by line."""
    observation, verdict = understanding.observation, understanding.verdict
    yield f"Vraag      {text}"
    yield f"Gesprek    {_filled(context.to_slot(context.moment), but=('version', 'moment')) or 'nog niets'}"
    yield f"Brief      {_filled(asdict(observation.letter)) or 'geen'}"
    yield f"Engels     {understanding.gloss or 'nee'}"
    yield f"Streektaal {understanding.in_standard_dutch or 'nee'}"
    yield f"Gespeld    {observation.repaired or 'zoals getypt'}"
    yield f"Signalen   {_filled(asdict(observation.signals)) or 'geen'}"
    yield f"Begrip     {observation.term.name if observation.term else 'geen'}"
    yield f"Vrager     {_shares(observation.askers) or 'geen idee'}"
    yield f"Gemeente   {', '.join(observation.municipalities) or 'geen'}"
    yield f"Tools      {_tool_signs(observation.tools) or 'geen'}"
    yield "Kansen"
    for label, probability in observation.whole[:SHOWN]:
        yield f"  {probability:6.1%}  {_shown(label)}"
    for part, ranking in zip(observation.signals.parts, observation.parts):
        yield f"  deel '{part}': {ranking[0][1]:.1%} {_shown(ranking[0][0])}"
    yield f"Som gids   {sum(probability for label, probability in observation.whole if label.topic):.1%}"
    yield "Bedoelingen"
    for act in understanding.acts[:SHOWN]:
        yield f"  {act.probability:6.1%}  {_meant(act.candidate)}"
    yield f"Drempels   {_filled(asdict(knowledge.thresholds))}"
    yield f"Regel      {verdict.rule}"
    yield f"Besluit    {verdict.intent}  {_filled(verdict.details.to_json(), but=('likely', 'ranking'))}".rstrip()
    for piece in understanding.pieces[:SHOWN]:
        mark = "  (gezegd)" if piece.id in verdict.details.pieces else ""
        yield f"Stuk       {piece.score:4.2f}  {piece.id or 'het hele onderwerp'}{mark}"
    yield "Voorbeeldvragen die er het meest op lijken"
    for example, name, likeness in knowledge.model.nearest(text, SHOWN):
        yield f"  {likeness:4.2f}  {_shown(Label.parse(name)):32} {example}"


def _shown(label: Label) -> str:
    return label.topic or f"{label.intent} {label.subject}".rstrip()


def _meant(act: Candidate) -> str:
    """The kind of act, and what would be done."""
    details = act.details
    done = details.topic or " en ".join(details.topics) or details.subject or details.tool or str(details.place or "")
    return f"{act.kind}: {done or act.intent}"


def _filled(values: dict[str, Any], but: tuple[str, ...] = ()) -> str:
    """Name and value of everything that is set."""
    return ", ".join(f"{name}: {value}" for name, value in values.items() if value and name not in but)


def _shares(probabilities: Mapping[str, float]) -> str:
    return ", ".join(f"{name} {probability:.0%}" for name, probability in probabilities.items())


def _tool_signs(signs: ToolSigns) -> str:
    values = {one.name: getattr(signs, one.name) for one in fields(signs)}
    return _filled({**values, "command": signs.command and signs.command.name}, but=("words", "topics"))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
