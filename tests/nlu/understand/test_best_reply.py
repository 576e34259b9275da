"""The reply worth most: one topic, two, what is beside the guide with choices, or a question back."""

from __future__ import annotations

from typing import Any

import pytest

from contract.context import Context
from contract.details import Details, MessageKind
from contract.intents import Intent
from nlu.model.labels import Label
from nlu.understand.best_reply import best_reply
from nlu.understand.candidates import ActKind, Candidate
from nlu.understand.guided_tools import ToolSigns
from nlu.understand.message_features import Seen
from nlu.understand.observation import Observation
from nlu.understand.ranked_acts import RankedAct
from nlu.understand.signals import Signals
from nlu.understand.thresholds import Thresholds
from nlu.understand.verdict import Rule, Verdict

BUYER, FINANCIER, DEFINITION = "rol/inkoper", "rol/financier", "sociaal-ondernemen/definitie"
THRESHOLDS = Thresholds(sure=0.9, choice=0.05)
FIRST_MESSAGE = Context()


def act(kind: ActKind, intent: Intent, probability: float, **details: Any) -> RankedAct:
    return RankedAct(Candidate(kind, intent, Details(**details), {}), probability)


def topic(name: str, probability: float) -> RankedAct:
    return act(ActKind.TOPIC, Intent.ASK_GUIDE, probability, topic=name)


def two(probability: float, *topics: str) -> RankedAct:
    details = Details(topics=topics, kind=MessageKind.TWO_QUESTIONS)
    return RankedAct(Candidate(ActKind.TWO_TOPICS, Intent.ASK_TWO, details, {}), probability)


def kvk(probability: float) -> RankedAct:
    return act(ActKind.SUBJECT, Intent.OUTSIDE_NEAR, probability, subject="kvk")


def thanks(probability: float) -> RankedAct:
    return act(ActKind.SMALL_TALK, Intent.THANKS, probability)


def too_little(probability: float) -> RankedAct:
    return act(ActKind.ASK_BACK, Intent.UNCLEAR, probability)


def replied(*acts: RankedAct, context: Context = FIRST_MESSAGE, follows_up: float = 0.0, names: float = 0.1) -> Verdict:
    whole = [(Label("vervolg_vraag"), follows_up), (Label("vraag_gids", BUYER), names)]
    seen = Seen(Observation(Signals(words=8), (), ToolSigns(), whole, ()), context)
    likeliest_first = tuple(sorted(acts, key=lambda one: -one.probability))
    return best_reply(seen, THRESHOLDS, likeliest_first, Details())


def test_a_likely_topic_is_answered() -> None:
    verdict = replied(topic(BUYER, 0.7), topic(FINANCIER, 0.1), kvk(0.1), too_little(0.1))
    assert (verdict.intent, verdict.details.topic, verdict.rule) == (Intent.ASK_GUIDE, BUYER, Rule.LIKELIEST)


def test_between_two_topics_both_are_told() -> None:
    verdict = replied(topic(BUYER, 0.4), topic(FINANCIER, 0.35), too_little(0.1))
    assert (verdict.intent, verdict.rule, verdict.details.kind) == (Intent.ASK_TWO, Rule.TWO_LIKELY, MessageKind.DOUBT)
    assert verdict.details.topics == (BUYER, FINANCIER)


def test_the_likeliest_topic_in_doubt_is_told_with_the_others_to_choose_from() -> None:
    others = (topic(FINANCIER, 0.13), topic(DEFINITION, 0.12))
    verdict = replied(topic(BUYER, 0.5), *others, thanks(0.1))
    assert (verdict.intent, verdict.rule, verdict.details.topic) == (Intent.ASK_GUIDE, Rule.IN_DOUBT, BUYER)
    assert verdict.details.choices == (FINANCIER, DEFINITION)
    outside = replied(topic(BUYER, 0.35), *others, kvk(0.4))
    assert outside.intent is not Intent.ASK_GUIDE, "what may well be outside the guide is not answered from it"


def test_one_question_or_two_on_the_same_topics_are_told_together() -> None:
    verdict = replied(topic(BUYER, 0.5), two(0.45, DEFINITION, BUYER), too_little(0.05))
    assert (verdict.intent, verdict.details.topics) == (Intent.ASK_TWO, (DEFINITION, BUYER))
    assert verdict.details.kind is MessageKind.TWO_QUESTIONS


def test_who_hardly_asked_two_questions_is_not_answered_as_if() -> None:
    verdict = replied(
        topic(BUYER, 0.5), topic(FINANCIER, 0.35), two(0.01, FINANCIER, BUYER), context=Context(topic=BUYER)
    )
    assert verdict.details.kind is not MessageKind.TWO_QUESTIONS
    assert BUYER in (verdict.details.topic, *verdict.details.topics)


def test_what_says_too_little_is_asked_back_about_with_the_likely_topics() -> None:
    verdict = replied(topic(BUYER, 0.15), topic(FINANCIER, 0.1), topic(DEFINITION, 0.001), too_little(0.5))
    assert (verdict.intent, verdict.rule) == (Intent.UNCLEAR, Rule.ASK_BACK)
    assert verdict.details.choices == (BUYER, FINANCIER), "what is hardly likely is not offered"


def test_what_is_surely_one_thing_by_itself_is_not_asked_back_about_however_short() -> None:
    whole = [(Label("dank"), 0.99)]
    seen = Seen(Observation(Signals(words=1), (), ToolSigns(), whole, ()), FIRST_MESSAGE)
    acts = (thanks(0.45), too_little(0.4), topic(BUYER, 0.05), topic(FINANCIER, 0.05))
    assert best_reply(seen, THRESHOLDS, acts, Details()).intent is Intent.THANKS
    assert replied(*acts).intent is Intent.UNCLEAR


def test_among_many_things_it_asks_back_and_does_not_guess() -> None:
    verdict = replied(topic(BUYER, 0.2), topic(FINANCIER, 0.15), topic(DEFINITION, 0.12), thanks(0.1), kvk(0.1))
    assert verdict.intent is Intent.UNCLEAR


def test_a_question_back_knows_that_perhaps_none_of_its_choices_is_meant() -> None:
    perhaps_outside = replied(topic(BUYER, 0.2), topic(FINANCIER, 0.15), topic(DEFINITION, 0.12), kvk(0.3))
    chatty = replied(topic(BUYER, 0.2), topic(FINANCIER, 0.15), topic(DEFINITION, 0.12), thanks(0.2), kvk(0.1))
    assert (perhaps_outside.intent, perhaps_outside.details.unanswered) == (Intent.UNCLEAR, True)
    assert (chatty.intent, chatty.details.unanswered) == (Intent.UNCLEAR, False)


def test_in_doubt_a_referral_comes_with_topics_to_choose_from_and_is_not_made_against_a_likelier_topic() -> None:
    verdict = replied(kvk(0.55), topic(BUYER, 0.2), topic(FINANCIER, 0.1))
    assert (verdict.intent, verdict.details.subject, verdict.rule) == (Intent.OUTSIDE_NEAR, "kvk", Rule.BESIDE)
    assert verdict.details.choices == (BUYER, FINANCIER)
    assert replied(topic(BUYER, 0.6), kvk(0.25), topic(FINANCIER, 0.05)).intent is Intent.ASK_GUIDE


def test_nothing_is_referred_elsewhere_that_is_likelier_in_the_guide() -> None:
    verdict = replied(kvk(0.4), topic(BUYER, 0.2), topic(FINANCIER, 0.15), topic(DEFINITION, 0.15), thanks(0.1))
    assert verdict.intent is Intent.UNCLEAR
    elsewhere = act(ActKind.SUBJECT, Intent.OUTSIDE_NEAR, 0.2, subject="notaris")
    assert replied(kvk(0.4), elsewhere, topic(BUYER, 0.2), topic(FINANCIER, 0.1)).details.subject == "kvk"


def test_what_is_surely_beside_the_guide_comes_without_choices() -> None:
    verdict = replied(kvk(0.95), topic(BUYER, 0.01), topic(FINANCIER, 0.01))
    assert (verdict.intent, verdict.details.choices) == (Intent.OUTSIDE_NEAR, ())
    assert replied(thanks(0.9), topic(BUYER, 0.05)).intent is Intent.THANKS


def test_an_example_is_not_beside_the_question_where_more_of_the_topic_before_was_meant() -> None:
    before = Context(topic=BUYER)
    example = act(ActKind.EXAMPLE, Intent.FOLLOW_UP_EXAMPLE, 0.35, topic=BUYER)
    more = act(ActKind.MORE, Intent.FOLLOW_UP_MORE, 0.3, topic=BUYER)
    others = (topic(FINANCIER, 0.08), topic(DEFINITION, 0.07))
    assert replied(example, more, topic(BUYER, 0.2), *others, context=before).intent is Intent.FOLLOW_UP_EXAMPLE
    beside = replied(example, too_little(0.3), topic(BUYER, 0.2), *others, context=before)
    assert beside.intent is not Intent.FOLLOW_UP_EXAMPLE


def test_small_talk_that_is_hardly_meant_is_not_said_before_the_choices() -> None:
    verdict = replied(
        topic(BUYER, 0.3), topic(FINANCIER, 0.24), topic(DEFINITION, 0.18), thanks(0.08), too_little(0.05)
    )
    assert verdict.intent is not Intent.THANKS
    assert BUYER in (verdict.details.topic, *verdict.details.topics, *verdict.details.choices)


@pytest.mark.parametrize("refused", [(BUYER, FINANCIER), (FINANCIER, BUYER)])
def test_what_was_refused_is_not_offered_again(refused: tuple[str, ...]) -> None:
    context = Context(refused_topics=refused)
    nothing_to_offer = replied(topic(BUYER, 0.2), topic(FINANCIER, 0.1), too_little(0.6), context=context)
    assert (nothing_to_offer.intent, nothing_to_offer.rule) == (Intent.NONSENSE, Rule.NOTHING_TO_OFFER)
    offered = replied(topic(BUYER, 0.3), topic(DEFINITION, 0.2), topic("rol/verbinder", 0.1), context=context)
    assert not set(refused) & {*offered.details.choices, *offered.details.topics}


def test_a_question_that_goes_on_about_the_topic_is_a_follow_up() -> None:
    about = Context(topic=BUYER)
    assert replied(topic(BUYER, 0.8), context=about, follows_up=0.6).intent is Intent.FOLLOW_UP_QUESTION
    assert replied(topic(BUYER, 0.8), context=about).intent is Intent.ASK_GUIDE, "it names the topic anew"


def test_a_message_that_names_no_topic_is_about_the_one_talked_about_however_unlikely() -> None:
    about, acts = Context(topic=BUYER), (topic(BUYER, 0.3), topic(FINANCIER, 0.25))
    assert replied(*acts, context=about, follows_up=0.9, names=0.02).intent is Intent.FOLLOW_UP_QUESTION
    assert replied(*acts, context=about, follows_up=0.6, names=0.4).intent is not Intent.FOLLOW_UP_QUESTION


def test_the_likelier_a_topic_the_less_often_it_is_asked_back_about() -> None:
    asked_back = [
        replied(topic(BUYER, share), topic(FINANCIER, (1 - share) / 4), kvk((1 - share) / 4)).intent is Intent.UNCLEAR
        for share in (0.1, 0.3, 0.5, 0.7, 0.9)
    ]
    assert asked_back == sorted(asked_back, reverse=True)
    assert asked_back[0]
    assert not asked_back[-1]
