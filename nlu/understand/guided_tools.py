"""What a message means for the guided tools: it begins one, steers the one under way, or answers its question.

Anything else goes its ordinary way and the tool waits (see `actions.guided_tool.question.back_to_tool`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Dict, FrozenSet, Sequence, Tuple

from content.guided_tools.commands import Command, SteeringCommand, SteeringWords, read_steering_words
from content.live import Content
from content.plain_text import bare_words
from contract.context import Context
from contract.intents import FOLLOW_UPS, Intent

_SHORT_NAMING, _LONGEST_REQUEST = 8, 15
"""A tool's name in so few words asks for the tool itself."""

_ABOUT_TOOL = 0.3
"""From this probability of a topic, "stel me de vragen" means the tool that goes with it."""

_END_OF_CLAUSE = re.compile(r"[.!?;,\n]")
_RESUMING = (SteeringCommand.GO_ON, SteeringCommand.OVERVIEW, SteeringCommand.CHANGE)
_EXPLAINING = ("wat bedoel", "wat betekent", "wat is", "wat zijn", "wat wordt", "wat versta", "bedoel je")
_ON_THE_QUESTION = {Intent.FOLLOW_UP_REASON, Intent.FOLLOW_UP_EXAMPLE}
_LONG_WORD = 5
_ENDING = re.compile(r"(?<=....)(en|s)$")
_SURE, _LIKELY_REMARK = 0.9, 0.7
_LONGEST_REMARK = {
    **dict.fromkeys(
        (Intent.SPEAK_TO_A_PERSON, Intent.COMPLAINT, Intent.ABUSE, Intent.PRIVACY, Intent.ARE_YOU_A_BOT), 6
    ),
    Intent.ASK_CONTACT_DETAILS: 12,
    **dict.fromkeys((Intent.THANKS, Intent.GREETING, Intent.COMPLIMENT, Intent.LAUGHS, Intent.TRIES_IT_OUT), 3),
    **dict.fromkeys((Intent.APOLOGY, Intent.GOOD_NEWS, Intent.NERVOUS, Intent.GRIEF, Intent.BAD_DAY), 6),
    **dict.fromkeys((Intent.HOW_ARE_YOU, Intent.TAKES_A_MOMENT, Intent.IMPATIENT, Intent.WEATHER), 6),
    Intent.ASKS_WHICH_LANGUAGE: 6,
}
"""What people say to the assistant itself, also while a tool runs, in so many words at most."""

_MEANS_NOTHING = {Intent.UNCLEAR, Intent.NONSENSE, Intent.FOLLOW_UP_ON_NOTHING}
_LIKELIER_THAN_NOT = 0.5
_FEW, _LONGEST_OPTION = 3, 8
"""So few words name a place among the options: "de tweede dan". Who chooses in own words seldom takes over eight."""

_LONGEST_BESIDE_OPTIONS = 10
"""The same where the tool offers options: what is none of them answers nothing."""


@dataclass(frozen=True)
class ToolNames:
    """The names of the tools, and the topics they go with, as they stand when the assistant starts."""

    names: Tuple[Tuple[str, str], ...]
    own_names: Tuple[Tuple[str, str], ...]
    """Those that name nothing but a tool: "rollenwijzer", and not "beleidsplan maken"."""

    titles: Tuple[Tuple[str, str], ...]
    """Those of the tools themselves, also where a topic of the guide has the same: "ga verder met kennismaken"."""

    topics: Dict[str, str]
    words: SteeringWords

    @classmethod
    def of(cls, content: Content) -> ToolNames:
        """Those of the tools in `content`; raises ContentError when the words that steer cannot be read."""
        tools = content.guided_tools
        titles = {topic.title for topic in content.guide}  # a title of the guide asks for the text, not for the tool
        names = {
            (" ".join(bare_words(name)), tool.id)
            for tool in tools.values()
            for name in {tool.title, *tool.names} - titles
        }
        longest_first = tuple(sorted(names, key=lambda one: (-len(one[0]), one)))
        own = tuple((name, tool) for name, tool in longest_first if _is_own_name(name, tools[tool].title))
        own_titles = tuple((" ".join(bare_words(tool.title)), tool.id) for tool in tools.values())
        topics = {topic: tool.id for tool in tools.values() for topic in (*tool.offered_with, tool.topic)}
        return cls(longest_first, own, own_titles, topics, read_steering_words())

    def look(self, text: str) -> ToolSigns:
        """What the words of `text` say about tools."""
        words = tuple(bare_words(text))
        typed = f" {' '.join(words)} "
        named = next((tool for name, tool in self.names if f" {name} " in typed), "")
        return ToolSigns(
            words=words,
            command=self.words.command(text),
            named=named,
            titled=next((tool for title, tool in self.titles if f" {title} " in typed), ""),
            wanted=self._wanted(text),
            is_on_tool=bool(named) and self.words.is_on_tool(words),
            wants_to_start=self.words.wants_to_start(text),
            asks=self.words.is_question(text),
            begins_as_question=self.words.starts_as_question(text),
            asks_halfway=any(map(self.words.starts_as_question, _questions(text))),
            asks_after_first_words=any(map(self.words.starts_as_open_question, _END_OF_CLAUSE.split(text)[1:])),
            topics=self.topics,
        )

    def _wanted(self, text: str) -> str:
        """The tool that a clause of `text` asks for by its own name."""
        clauses = [" ".join(bare_words(clause)) for clause in _END_OF_CLAUSE.split(text)]
        found = (
            tool
            for clause in clauses
            for name, tool in self.own_names
            if f" {name} " in f" {clause} " and self.words.wants_named(clause, name)
        )
        return next(found, "")


@dataclass(frozen=True)
class ToolSigns:
    """What the words of one message say about tools; without any of it, nothing.

    `named` is the tool whose name stands in it, `titled` the one whose title does, `wanted` one
    that is asked for by its name within a sentence; `is_on_tool` when there are words of a question
    about a tool, or of a refusal; `asks_after_first_words` when a later clause begins as an open
    question does, `asks_halfway` when a clause with a question mark does, wherever it stands.
    """

    words: Tuple[str, ...] = ()
    command: Command | None = None
    named: str = ""
    titled: str = ""
    wanted: str = ""
    is_on_tool: bool = False
    wants_to_start: bool = False
    asks: bool = False
    begins_as_question: bool = False
    asks_after_first_words: bool = False
    asks_halfway: bool = False
    topics: Dict[str, str] | None = None

    def tool_to_start(self, topics: Sequence[Tuple[str, float]], answered: str) -> str:
        """The tool that the message asks for; "" for none.

        `topics` as ranked, best first; `answered` is the topic before: "begin maar" means its tool.
        """
        is_question = self.asks or self.begins_as_question
        if self.wanted:
            return self.wanted
        is_name = len(self.words) <= _SHORT_NAMING and not is_question and not self.is_on_tool
        if self.named and (self.wants_to_start or is_name):
            return self.named
        if not self.wants_to_start or len(self.words) > _LONGEST_REQUEST:
            return ""
        if self.titled and not is_question:
            return self.titled
        by_topic = self.topics or {}
        clear = bool(topics) and topics[0][1] >= _ABOUT_TOOL
        if clear and topics[0][0] in by_topic:
            return by_topic[topics[0][0]]
        return by_topic.get(answered, "") if len(self.words) <= _SHORT_NAMING and not is_question else ""

    def resumes(self, context: Context) -> bool:
        """Whether this goes back to a tool that was put aside."""
        return bool(context.guided_tool.drafts) and self.command is not None and self.command.name in _RESUMING

    def explains(self, context: Context) -> bool:
        """Whether this asks about the words of the tool's own question."""
        typed = " ".join(self.words)
        if not any(phrase in typed for phrase in _EXPLAINING):
            return False
        asked = _long_words(bare_words(context.guided_tool.question))
        return bool(asked & _long_words(self.words))

    def is_about_question(self, context: Context, intent: Intent) -> bool:
        """Whether a follow-up is on the tool's own question: nothing else was talked about since."""
        asks = (self.asks or self.begins_as_question) and intent in _ON_THE_QUESTION
        return (
            bool(context.guided_tool.question)
            and asks
            and (self.topics or {}).get(context.topic) == context.guided_tool.tool
        )

    def is_for_tool(
        self, context: Context, intent: Intent, probability: float, is_answer: bool, names_option: bool
    ) -> bool:
        """Whether this answers the tool's question, and is no question or remark in between.

        `intent` is what the message would mean without a tool; `is_answer` whether that is a clear
        question about the guide; `names_option` whether it names one of the options.
        """
        if not context.guided_tool.question:
            return False
        if " ".join(self.words) in {" ".join(bare_words(label)) for label in context.guided_tool.options}:
            return True
        if self.asks or self.asks_halfway:
            return False
        if names_option:
            return not self.begins_as_question
        if context.guided_tool.options and self._goes_past_options(context, intent, probability, is_answer):
            return False
        if self.begins_as_question or self.asks_after_first_words:
            return not (is_answer or probability >= _SURE)
        longest = _LONGEST_REMARK.get(intent, 0)
        if longest and context.guided_tool.options:
            longest = _LONGEST_BESIDE_OPTIONS
        return not (probability >= _LIKELY_REMARK and len(self.words) <= longest)

    def _goes_past_options(self, context: Context, intent: Intent, probability: float, is_answer: bool) -> bool:
        """Whether a message that is no option asks or tells something else: never is it refused twice in a row."""
        if intent in _MEANS_NOTHING or len(self.words) <= _FEW:
            return False
        asks = self.begins_as_question or self.asks_after_first_words or intent in FOLLOW_UPS
        clear = is_answer and probability >= _LIKELIER_THAN_NOT and len(self.words) > _LONGEST_OPTION
        return asks or clear or context.guided_tool.not_an_option


def _is_own_name(name: str, title: str) -> bool:
    words = " ".join(bare_words(title))
    return " " not in name or words in name


def _questions(text: str) -> Sequence[str]:
    """The clauses that end in a question mark."""
    return [_END_OF_CLAUSE.split(part)[-1] for part in text.split("?")[:-1]]


def _long_words(words: Sequence[str]) -> FrozenSet[str]:
    """The words that carry meaning, without the ending of a plural: "beleidsdoel" is "beleidsdoelen"."""
    return frozenset(_ENDING.sub("", word) for word in words if len(word) >= _LONG_WORD)
