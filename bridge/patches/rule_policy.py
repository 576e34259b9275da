"""RulePolicy: looks as far back as its longest rule does, and knows by heart what follows what it has seen.

For each of the three predictions of a turn Rasa replays all events of the session, twice after a message, and compares
each of 150 rules with each state. A rule decides nothing beyond its own length (`_is_rule_applicable`): the longest has
two states. Slots that a rule may ask for, and forms, would reach further back: with any, all goes as in Rasa.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from typing import Any

from rasa.core.policies.rule_policy import RulePolicy
from rasa.shared.core.constants import ACTION_LISTEN_NAME, USER
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    BotUttered,
    DefinePrevUserUtteredFeaturization,
    Event,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import INTENT

from bridge.patches.patch import Patch

_CHANGES_NO_STATE = (BotUttered, SessionStarted, SlotSet)
"""Where no slot has features, as `_find` sees to."""

_Seen = tuple[tuple[Any, ...], ...]
"""What decides the last states, without any text."""

_Found = tuple["str | None", "str | None", bool]
"""The action that is predicted, the rule that says so, and whether a loop was interrupted."""

_MOST_KNOWN = 4096
_RULES = "rules_read_once"
"""The attribute of a policy that holds what is known of its rules."""

_find_as_rasa = RulePolicy._find_action_from_rules


class _Rules:
    """The rules of a policy, as prediction needs them, and what followed what was seen last; that holds no text."""

    def __init__(self, policy: RulePolicy) -> None:
        self.all: dict[str, str] = policy.lookup["rules"]
        states = {key: policy._rule_key_to_state(key) for key in self.all}
        self.longest = max((len(one) for one in states.values()), default=1)
        self.without_intent = {
            key: action for key, action in self.all.items() if INTENT not in states[key][-1].get(USER, {})
        }
        self.known: OrderedDict[_Seen, tuple[str, str]] = OrderedDict()

    def remember(self, seen: _Seen, action: str, rule: str) -> None:
        self.known[seen] = (action, rule)
        if len(self.known) > _MOST_KNOWN:
            self.known.popitem(last=False)


def _find(
    self: RulePolicy, tracker: DialogueStateTracker, domain: Domain, use_text_for_last_user_input: bool
) -> _Found:
    if use_text_for_last_user_input and tracker.latest_action_name != ACTION_LISTEN_NAME:
        return None, None, False
    if tracker.active_loop_name or domain.form_names or any(slot.has_features() for slot in domain.slots):
        found: _Found = _find_as_rasa(self, tracker, domain, use_text_for_last_user_input)
        return found
    rules = getattr(self, _RULES, None)
    if rules is None or rules.all is not self.lookup["rules"]:
        rules = _Rules(self)
        setattr(self, _RULES, rules)
    if use_text_for_last_user_input and not rules.without_intent:
        return None, None, False
    last = _last_events(tracker, rules.longest)
    seen = None if use_text_for_last_user_input else _seen_in(last)
    if seen is not None and seen in rules.known:
        return *rules.known[seen], False
    states = self._prediction_states(
        _with_events(tracker, last),
        domain,
        use_text_for_last_user_input,
        rule_only_data=self._get_rule_only_data(),
    )[-rules.longest :]
    if use_text_for_last_user_input:
        action, rule = _best(self, rules.without_intent, states)
        return action, rule, False
    action, rule = _best(self, rules.all, states)
    if action is None or rule is None:  # what Rasa says of it then is made of all states
        found = _find_as_rasa(self, tracker, domain, use_text_for_last_user_input)
        return found
    if seen is not None:
        rules.remember(seen, action, rule)
    return action, rule, False


def _best(policy: RulePolicy, rules: dict[str, str], states: Sequence[Any]) -> tuple[str | None, str | None]:
    """The action by the longest rule that fits, and that rule."""
    keys = policy._get_possible_keys(rules, states)
    rule = max(keys, key=len) if keys else None
    return (rules[rule], rule) if rule else (None, None)


def _last_events(tracker: DialogueStateTracker, states: int) -> list[Event]:
    """The events that decide the last `states` states: with what was said and done just before them."""
    applied: list[Event] = tracker.applied_events()
    begin = len(applied)
    for _ in range(states - 1):
        begin = _place_before(begin, applied, ActionExecuted)
    return applied[min(_place_before(begin, applied, kind) for kind in (ActionExecuted, UserUttered)) :]


def _seen_in(events: Sequence[Event]) -> _Seen | None:
    """What of these events their states are made of; None where one may put more into a state than this tells.

    The text of a message is in its states too until a prediction has said that its intent counts; of the last message
    only the intent is looked at.
    """
    seen: list[tuple[Any, ...]] = []
    has_text = False
    for event in events:
        kind, by_text = type(event), getattr(event, "use_text_for_featurization", False)
        if kind is UserUttered and event.intent_name and not (event.entities or by_text or has_text):
            has_text = by_text is None
            seen.append((kind, event.intent_name, by_text))
        elif kind is ActionExecuted:
            seen.append((kind, event.action_name, event.action_text))
        elif kind is DefinePrevUserUtteredFeaturization and not by_text:
            seen.append((kind, by_text))
        elif kind not in _CHANGES_NO_STATE:
            return None
    return tuple(seen)


def _with_events(tracker: DialogueStateTracker, events: Sequence[Event]) -> DialogueStateTracker:
    """A tracker with these events alone."""
    part: DialogueStateTracker = tracker.init_copy()
    part.events.extend(events)
    return part


def _place_before(end: int, events: Sequence[Event], kind: type[Event]) -> int:
    return next((place for place in range(end - 1, -1, -1) if isinstance(events[place], kind)), 0)


PATCHES = (Patch(RulePolicy, "_find_action_from_rules", _find),)
