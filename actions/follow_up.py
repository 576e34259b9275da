"""Follow-ups on the answer before: why, an example, shorter, where it stands, more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from actions.about import context_after, items_of
from actions.guided_tool.interruption import InterruptingSkill
from actions.message import message
from actions.skill import Reply, without_answer
from actions.skill_turn import SkillTurn
from actions.told import TopicPart, in_voice, pieces_to_say, told_again, unanswered, was_told
from actions.topic import read_more, related, short_answer, with_year
from actions.where_to_go import is_where_to_go, where_to_go
from content.guide.search import best_paragraph
from content.guide.topic import WHERE_TO_GO, Topic
from contract.context import Asker, ListItem
from contract.intents import Intent
from contract.message import Outcome


class ActionVervolg(InterruptingSkill):
    """Answers from the topic in mind, by the kind of follow-up that the intent names."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_vervolg"

    def reply(self, turn: SkillTurn) -> Reply:
        """The part of the topic that was asked for; says so when the guide has no such part."""
        topic = turn.topic
        if topic is None:
            return about_what(turn)
        if topic.id == WHERE_TO_GO[0] and _asks_for_desks(topic, turn):
            return where_to_go(turn, topic)
        text, part = _part(topic, turn)
        rest_is_shown = TopicPart.REST in (part, *turn.context.shown_parts)
        choices = [*([] if rest_is_shown else read_more(topic, turn)), *related(topic, turn)]
        answer = message(Outcome.ANSWER, with_year(text, topic, turn), choices, [topic])
        after = context_after(topic, part, answer, turn)
        if any(item.topic for item in turn.context.list_items):  # "en de laatste?" still means the list of topics
            after = replace(after, list_items=turn.context.list_items, list_topic=turn.context.list_topic)
        return answer, after


def _asks_for_desks(topic: Topic, turn: SkillTurn) -> bool:
    on_the_whole = turn.intent is Intent.FOLLOW_UP_QUESTION and is_where_to_go(topic, turn)
    return on_the_whole or turn.intent is Intent.FOLLOW_UP_REPEAT


def _part(topic: Topic, turn: SkillTurn) -> tuple[str, TopicPart]:
    """The text to say, and which part of the topic has been shown by it."""
    intent, for_entrepreneur = turn.intent, bool(topic.for_entrepreneurs) and turn.asker == Asker.ENTREPRENEUR
    if pieces := pieces_to_say(topic, turn):
        said = in_voice(pieces, turn)
        said = f"{said}\n\n{_place(topic, turn)}" if intent is Intent.FOLLOW_UP_SOURCE else said
        return said, TopicPart.PIECES
    if again := told_again(topic, turn):
        return again, TopicPart.PIECES
    if intent is Intent.FOLLOW_UP_SHORTER and for_entrepreneur:
        return topic.for_entrepreneurs.split("\n\n")[0], TopicPart.SHORT
    if intent is Intent.FOLLOW_UP_REPEAT:
        return topic.for_entrepreneurs if for_entrepreneur else topic.short, TopicPart.SHORT
    if intent is Intent.FOLLOW_UP_EXAMPLE:
        return topic.example or turn.say("geen_voorbeeld", kern=topic.gist), TopicPart.EXAMPLE
    if intent is Intent.FOLLOW_UP_REASON:
        return topic.reason or turn.say("geen_waarom", kern=topic.gist), TopicPart.REASON
    if intent is Intent.FOLLOW_UP_SHORTER:
        return topic.gist, TopicPart.OTHER
    if intent is Intent.FOLLOW_UP_SOURCE:
        return _place(topic, turn), TopicPart.OTHER
    if intent is Intent.FOLLOW_UP_MORE and topic.rest and TopicPart.REST not in turn.context.shown_parts:
        return topic.rest, TopicPart.REST
    if intent is Intent.FOLLOW_UP_MORE:
        return turn.say("alles_gezegd", kern=topic.gist), TopicPart.OTHER
    return _nearest(topic, turn)


def _nearest(topic: Topic, turn: SkillTurn) -> tuple[str, TopicPart]:
    """What of the topic comes nearest and was not told yet, once in a conversation; else that this is all."""
    if turn.details.unanswered:
        return unanswered(topic, turn)
    parts = {TopicPart.SHORT: topic.short, TopicPart.REST: topic.rest}
    told = "\n\n".join(text for part, text in parts.items() if was_told(topic, part, turn))
    paragraph = "" if was_told(topic, TopicPart.PARAGRAPH, turn) else best_paragraph(topic, turn.text, told)
    if not paragraph:
        return turn.say("alles_gezegd", kern=topic.gist), TopicPart.OTHER
    return turn.say("hierover", titel=topic.title, tekst=paragraph), TopicPart.PARAGRAPH


def _place(topic: Topic, turn: SkillTurn) -> str:
    chapter = {"hoofdstuk": topic.chapter.title, "pagina": topic.page}
    headings = _headings(topic, turn)
    place = turn.say("plaats_kop", koppen=headings, **chapter) if headings else turn.say("plaats", **chapter)
    return f"{place} {turn.say('link', link=f'[{topic.link}]({topic.link})')}" if topic.link else place


def _headings(topic: Topic, turn: SkillTurn) -> str:
    """The headings of the guide under which the facts stand of the piece told now or last; "" without one."""
    now = [piece.id for piece in pieces_to_say(topic, turn)]
    pieces = map(topic.piece, (*now, *reversed(turn.context.already_told)))
    piece = next((piece for piece in pieces if piece is not None), None)
    if piece is None:
        return ""
    return " en ".join(dict.fromkeys(f"“{fact.heading}”" for fact in piece.facts))


class ActionLijst(InterruptingSkill):
    """The item of a list or choices that the visitor points at: "de tweede", "de laatste keuze"."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_lijst"

    def reply(self, turn: SkillTurn) -> Reply:
        """The item's topic, or the item itself; says how long the list is when it is shorter.

        A list of the topic that was not shown is meant only where no choice stands at that place.
        """
        context, details = turn.context, turn.details
        offered = details.among_choices or not (context.list_items or details.among_items)
        if offered and (index := _index(details.place, len(context.offered_topics))) is not None:
            return _choice(turn, index)
        lists = [] if details.among_choices else [(context.list_topic, context.list_items), *_lists_behind(turn)]
        for listed_in, items in lists:
            if (index := _index(details.place, len(items))) is not None:
                return _item(turn, listed_in, items, index)
        length = next((len(items) for _, items in lists if items), len(context.offered_topics))
        return _too_short(turn, length)


def _lists_behind(turn: SkillTurn) -> Iterator[tuple[str, tuple[ListItem, ...]]]:
    """The lists of the topic talked about and of the one before, shown or not."""
    guide = turn.content.guide
    for name in (turn.context.topic, turn.context.previous_topic):
        if (topic := guide.get(name)) is not None:
            yield topic.id, items_of(topic, guide)


def _choice(turn: SkillTurn, index: int) -> Reply:
    offered = turn.context.offered_topics
    topic = turn.content.guide.get(offered[index])
    return short_answer(topic, turn) if topic is not None else _too_short(turn, len(offered))


def _item(turn: SkillTurn, listed_in: str, items: tuple[ListItem, ...], index: int) -> Reply:
    source, topic = turn.content.guide.get(listed_in), turn.content.guide.get(items[index].topic)
    if topic is not None:
        answer, after = short_answer(topic, turn)
        return answer, replace(after, list_items=items, list_topic=listed_in)  # "en de laatste?" is about this list
    if source is None:
        return about_what(turn)
    text = turn.say("lijst_punt", nummer=index + 1, titel=source.title, tekst=items[index].text)
    answer = message(Outcome.ANSWER, text, related(source, turn), [source])
    return answer, context_after(source, TopicPart.REST, answer, turn)


def _too_short(turn: SkillTurn, length: int) -> Reply:
    return message(Outcome.CONVERSATION, turn.say("lijst_korter", aantal=length)), turn.context


def about_what(turn: SkillTurn) -> Reply:
    """Ask what the follow-up is about: nothing is in mind, or it has gone from the guide since."""
    return without_answer(turn, turn.message_of("waarover"))


def _index(place: int, length: int) -> int | None:
    """Where the place asked for is in a list of `length`; None when the list is too short."""
    index = place - 1 if place > 0 else length - 1
    return index if 0 <= index < length else None
