"""RulePolicy: looks as far back as its longest rule does, and knows by heart what follows what it has seen.

For each of the three predictions of a turn Rasa replays all events of the session, twice after a message, and compares
each of 150 rules with each state. A rule decides nothing beyond its own length (`_is_rule_applicable`): the longest has
two states. Slots that a rule may ask for, and forms, would reach further back: with any, all goes as in Rasa.
"""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Sequence
from typing import Any

from rasa.core.policies.rule_policy import RulePolicy
from rasa.shared.core.constants import ACTION_LISTEN_NAME, USER
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import INTENT

from bridge.patches.patch import Patch

_Found = tuple["str | None", "str | None", bool]
"""The action that is predicted, the rule that says so, and whether a loop was interrupted."""

_MOST_KNOWN = 4096
_RULES = "rules_read_once"
"""The attribute of a policy that holds what is known of its rules."""

_find_as_rasa = RulePolicy._find_action_from_rules


class _Rules:
    """The rules of a policy, as prediction needs them, and what followed the last states; these hold no text."""

    def __init__(self, policy: RulePolicy) -> None:
        self.all: dict[str, str] = policy.lookup["rules"]
        states = {key: policy._rule_key_to_state(key) for key in self.all}
        self.longest = max((len(one) for one in states.values()), default=1)
        self.without_intent = {
            key: action for key, action in self.all.items() if INTENT not in states[key][-1].get(USER, {})
        }
        self.known: OrderedDict[str, tuple[str, str]] = OrderedDict()

    def remember(self, seen: str, action: str, rule: str) -> None:
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
    states = self._prediction_states(
        _last_part(tracker, rules.longest),
        domain,
        use_text_for_last_user_input,
        rule_only_data=self._get_rule_only_data(),
    )[-rules.longest :]
    if use_text_for_last_user_input:
        action, rule = _best(self, rules.without_intent, states)
        return action, rule, False
    seen = json.dumps(states, sort_keys=True)
    if seen in rules.known:
        return *rules.known[seen], False
    action, rule = _best(self, rules.all, states)
    if action is None or rule is None:  # what Rasa says of it then is made of all states
        found = _find_as_rasa(self, tracker, domain, use_text_for_last_user_input)
        return found
    rules.remember(seen, action, rule)
    return action, rule, False


def _best(policy: RulePolicy, rules: dict[str, str], states: Sequence[Any]) -> tuple[str | None, str | None]:
    """The action by the longest rule that fits, and that rule."""
    keys = policy._get_possible_keys(rules, states)
    rule = max(keys, key=len) if keys else None
    return (rules[rule], rule) if rule else (None, None)


def _last_part(tracker: DialogueStateTracker, states: int) -> DialogueStateTracker:
    """A tracker with the events that decide the last `states` states: with what was said and done just before them."""
    applied: list[Event] = tracker.applied_events()
    begin = len(applied)
    for _ in range(states - 1):
        begin = _place_before(begin, applied, ActionExecuted)
    begin = min(_place_before(begin, applied, kind) for kind in (ActionExecuted, UserUttered))
    part: DialogueStateTracker = tracker.init_copy()
    part.events.extend(applied[begin:])
    return part


def _place_before(end: int, events: Sequence[Event], kind: type[Event]) -> int:
    return next((place for place in range(end - 1, -1, -1) if isinstance(events[place], kind)), 0)


PATCHES = (Patch(RulePolicy, "_find_action_from_rules", _find),)
