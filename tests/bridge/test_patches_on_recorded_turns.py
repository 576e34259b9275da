"""What was changed in Rasa does what Rasa does, on 500 turns that were recorded with Rasa as it comes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
import yaml
from rasa.core.actions.action import RemoteAction
from rasa.core.policies.policy import PolicyPrediction
from rasa.core.policies.rule_policy import RulePolicy
from rasa.engine.graph import ExecutionContext, GraphComponent, GraphSchema, SchemaNode
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.core.events import (
    ActionExecuted,
    ActionReverted,
    ActiveLoop,
    Event,
    Restarted,
    SessionStarted,
    SlotSet,
    UserUtteranceReverted,
    UserUttered,
)
from rasa.shared.core.generator import TrainingDataGenerator
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.importers.importer import TrainingDataImporter
from rasa_sdk import Tracker

from bridge.patches import graph_runner, log_copies, remote_action, rule_policy, trackers
from bridge.patches.graph_runner import StraightGraphRunner
from bridge.patches.patch import Patch
from content.paths import DATA, ROOT
from tests.support.played_dialogue import DOMAIN
from tests.support.recorded_turns import recorded_talks

POLICY = yaml.safe_load((ROOT / "config.yml").read_text(encoding="utf-8"))["policies"][0]
TURNS = sum(isinstance(event, UserUttered) for talk in recorded_talks() for event in talk)


def at(events: list[Event]) -> DialogueStateTracker:
    tracker = DialogueStateTracker.from_events("c1", events, DOMAIN.slots, domain=DOMAIN)
    tracker.model_id = "model"
    return tracker


def moments() -> Iterator[tuple[DialogueStateTracker, str]]:
    """Each moment at which Rasa predicted an action by its rules, with that action."""
    for talk in recorded_talks():
        for place, event in enumerate(talk):
            if isinstance(event, ActionExecuted) and event.policy == "RulePolicy":
                said = place - (talk[place - 1].type_name == "user_featurization")
                yield at(talk[:said]), event.action_name


@contextmanager
def changed_by(patches: tuple[Patch, ...]) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as applied:
        for patch in patches:
            applied.setattr(patch.owner, patch.name, patch.by)
        yield


@pytest.fixture(scope="module")
def policy(tmp_path_factory: pytest.TempPathFactory) -> RulePolicy:
    """Trained on our rules, as `make train` does."""
    data = TrainingDataImporter.load_from_dict(
        domain_path=str(ROOT / "domain.yml"), training_data_paths=[str(DATA.rules)]
    )
    learnt = TrainingDataGenerator(data.get_stories(), DOMAIN, augmentation_factor=0).generate()
    storage = LocalModelStorage.create(tmp_path_factory.mktemp("model"))
    config = {**RulePolicy.get_default_config(), **POLICY}
    made = RulePolicy.create(config, storage, Resource("rules"), ExecutionContext(GraphSchema({}), "model"))
    made.train(learnt, DOMAIN)
    return made


def as_values(prediction: PolicyPrediction) -> dict[str, Any]:
    return {name: str(value) if name == "events" else value for name, value in vars(prediction).items()}


def test_there_are_500_turns_of_many_kinds() -> None:
    assert TURNS >= 500
    assert len({action for _, action in moments()}) >= 12


def test_every_action_is_predicted_as_by_rasa(policy: RulePolicy) -> None:
    """Twice: what it has seen before it knows by heart, and no text of it."""
    expected = [as_values(policy.predict_action_probabilities(tracker, DOMAIN)) for tracker, _ in moments()]
    with changed_by(rule_policy.PATCHES):
        for _ in range(2):
            for (tracker, action), before in zip(moments(), expected):
                assert as_values(policy.predict_action_probabilities(tracker, DOMAIN)) == before
                assert before["probabilities"][DOMAIN.index_for_action(action)] == 1
    known = repr(policy.rules_read_once.known)
    assert "vraag_gids" in known
    assert not [tracker.latest_message.text for tracker, _ in moments() if tracker.latest_message.text in known]


def test_a_message_that_no_rule_fits_gets_what_rasa_gives_it(policy: RulePolicy) -> None:
    said = UserUttered("zeldzaamwoord", {"name": "geen_regel", "confidence": 1.0})
    tracker = at([ActionExecuted("action_listen"), said])
    before = as_values(policy.predict_action_probabilities(tracker, DOMAIN))
    with changed_by(rule_policy.PATCHES):
        assert as_values(policy.predict_action_probabilities(tracker, DOMAIN)) == before


def test_a_copy_of_a_tracker_is_that_of_rasa_and_changes_nothing_of_it() -> None:
    for tracker, _ in moments():
        replayed, copied = tracker.copy(), trackers._copy(tracker)
        assert vars(copied).keys() == vars(replayed).keys()
        assert copied.current_state() == replayed.current_state()
        assert list(copied.events) == list(replayed.events)
        assert copied.past_states(DOMAIN) == replayed.past_states(DOMAIN)
        assert (copied.model_id, copied.active_loop) == (replayed.model_id, replayed.active_loop)
        assert [(slot.value, slot.has_been_set) for slot in copied.slots.values()] == [
            (slot.value, slot.has_been_set) for slot in replayed.slots.values()
        ]
        before = (len(tracker.events), tracker.get_slot("context"))
        copied.update(SlotSet("context", "anders"))
        assert (len(tracker.events), tracker.get_slot("context")) == before


UNDOING: list[list[Event]] = [
    [],
    [SessionStarted()],
    [Restarted()],
    [ActionReverted()],
    [UserUtteranceReverted()],
    [
        ActiveLoop("formulier"),
        ActionExecuted("formulier"),
        ActionExecuted("action_listen"),
        ActionExecuted("formulier"),
    ],
]


@pytest.mark.parametrize("undoing", UNDOING, ids=str)
def test_the_events_that_count_are_those_that_count_for_rasa(undoing: list[Event]) -> None:
    for talk in recorded_talks():
        tracker = at([*talk, *undoing, *talk[:3]])
        assert trackers._applied_events(tracker) == trackers._applied_as_rasa(tracker)


def test_an_action_gets_what_a_skill_reads_as_rasa_sends_it() -> None:
    action = RemoteAction("action_gesprek", None)
    for tracker, name in moments():
        if name == "action_listen":
            continue
        rasas, ours = action._action_call_format(tracker, DOMAIN), remote_action._call(action, tracker, DOMAIN)
        assert {name: ours[name] for name in ("next_action", "sender_id", "version")} == {
            name: rasas[name] for name in ("next_action", "sender_id", "version")
        }
        theirs, own = Tracker.from_dict(rasas["tracker"]), Tracker.from_dict(ours["tracker"])
        assert {key: value for key, value in vars(own).items() if key != "events"} == {
            key: value for key, value in vars(theirs).items() if key != "events"
        }


def test_what_an_action_gives_is_accepted_as_by_rasa() -> None:
    action = RemoteAction("action_gesprek", None)
    for talk in islice(recorded_talks(), 0, None, 10):  # Rasa's own check takes long
        answer = {"events": [event.as_dict() for event in talk if isinstance(event, SlotSet)], "responses": []}
        assert action._validate_action_result(answer) is remote_action._validate(action, answer) is True


class _Adds(GraphComponent):
    """A node that adds its number to what it needs, and raises where that is too much."""

    def __init__(self, number: int) -> None:
        self._number = number

    @classmethod
    def create(cls, config: dict[str, Any], *_: Any, **__: Any) -> _Adds:
        return cls(config["number"])

    def run(self, first: int, second: int = 0) -> int:
        if first > 100:
            raise RuntimeError("too much")
        return first + second + self._number


def _node(number: int, **needs: str) -> SchemaNode:
    return SchemaNode(needs, _Adds, "create", "run", {"number": number}, eager=True)


SCHEMA = GraphSchema(
    {
        "last": _node(1, first="left", second="right"),
        "left": _node(10, first="begin"),
        "right": _node(100, first="begin", second="left"),
        "begin": _node(1000, first="given"),
        "beside": _node(0, first="lost"),
    }
)


@pytest.mark.parametrize(
    ("inputs", "targets"),
    [
        ({"given": -1000}, ["last"]),
        ({"given": -1000}, ["last", "begin"]),
        ({"given": -1001, "unused": 3}, ["right"]),
        ({"given": 101}, ["begin"]),
        ({"given": -1000}, ["beside"]),
        ({"given": "left"}, ["left"]),
        ({}, ["begin"]),
    ],
)
def test_a_graph_gives_what_dask_gives_or_the_same_error(
    inputs: dict[str, Any], targets: list[str], tmp_path: Path
) -> None:
    def outcome(kind: type[DaskGraphRunner]) -> Any:
        runner = kind.create(SCHEMA, LocalModelStorage.create(tmp_path), ExecutionContext(SCHEMA, "model"))
        try:
            return [runner.run(inputs=dict(inputs), targets=list(targets)) for _ in range(2)]
        except Exception as error:
            return type(error), str(error)

    assert outcome(StraightGraphRunner) == outcome(DaskGraphRunner)


def test_what_rasas_processor_copies_is_written_to_its_log_only() -> None:
    import rasa.core.processor as processor

    source = Path(processor.__file__).read_text(encoding="utf-8")
    in_log = [part for call in source.split("structlogger.debug(")[1:] for part in [call.split("\n        )\n")[0]]]
    assert source.count("copy.deepcopy(") == sum(call.count("copy.deepcopy(") for call in in_log) > 0
    assert source.count("copy.") == source.count("copy.deepcopy(")
    assert [patch.owner for patch in (*log_copies.PATCHES, *graph_runner.PATCHES)] == [processor, processor]
