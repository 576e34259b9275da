"""What is made quicker in Rasa does what it did."""

from __future__ import annotations

import tarfile
from pathlib import Path
from typing import Any

import pytest
import rasa.core.actions.action as rasa_actions
import rasa.engine.storage.local_model_storage as rasa_storage
from jsonschema import ValidationError
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event
from rasa.shared.utils.common import all_subclasses
from rasa.shared.utils.schemas.events import EVENT_SCHEMA
from rasa.utils.endpoints import EndpointConfig

from bridge import patches
from bridge.actions import ACTION_TIMEOUT_SECONDS
from bridge.patches import model_archive

SLOT_SET = {"event": "slot", "name": "context", "value": {"version": 2}}
KINDS = EVENT_SCHEMA["oneOf"]
FIELDS: list[dict[str, Any]] = [
    {},
    {"name": 3, "value": 3},
    {"name": "context", "value": None, "entities": [], "parse_data": {"entities": []}},
    {"name": "context", "value": 1, "entities": [{"entity": 3}], "parse_data": {"intent": "groet"}},
    {"name": "context", "value": 1, "timestamp": "nu"},
]
ANSWERS: list[Any] = [
    {"events": [SLOT_SET], "responses": [{"custom": {"outcome": "gesprek", "text": "Dag."}}]},
    {"events": [], "responses": []},
    *({"events": [{**SLOT_SET, "timestamp": moment}], "responses": [{}]} for moment in (None, 1.5, 1, True, "nu")),
    {"events": [{**SLOT_SET, "timestamp": None, "name": None}], "responses": []},
    {"events": [{**SLOT_SET, "timestamp": None, "event": "verzonnen"}], "responses": []},
    {"events": [{**SLOT_SET, "timestamp": None, "metadata": "geen"}], "responses": []},
    {"events": [{**SLOT_SET, "timestamp": None}], "responses": ["dag"]},
    {"events": ["slot"], "responses": []},
    {},
    {"events": None},
    {"events": "geen lijst"},
    {"events": [{"event": "verzonnen"}]},
    {"events": [{"name": "context"}]},
    {"events": [SLOT_SET], "responses": {}},
    [],
    "dag",
    *({"events": [{"event": kind["properties"]["event"]["const"], **fields}]} for kind in KINDS for fields in FIELDS),
]

needs_filter = pytest.mark.skipif(not model_archive.PATCHES, reason="this Python leaves Rasa's own reader in place")


def accepted(answer: Any) -> bool:
    action = rasa_actions.RemoteAction("action_gesprek", None)
    try:
        assert action._validate_action_result(answer) is True
    except ValidationError:
        return False
    return True


def resolved(name: str, default: type[Event] | None = None) -> type[Event] | str | None:
    try:
        found: type[Event] | None = Event.resolve_by_type(name, default)
    except ValueError as error:
        return str(error)
    return found


@pytest.mark.usefixtures("unpatched")
def test_the_same_answers_of_an_action_are_accepted() -> None:
    before = [accepted(answer) for answer in ANSWERS]
    own = rasa_actions.RemoteAction._validate_action_result
    patches.apply()
    assert rasa_actions.RemoteAction._validate_action_result is not own
    assert [accepted(answer) for answer in ANSWERS] == before
    assert {True, False} == set(before)


@pytest.mark.usefixtures("unpatched")
def test_every_kind_of_event_is_found_as_before() -> None:
    names = [kind.type_name for kind in all_subclasses(Event)] + ["topic", "verzonnen"]
    before = [(resolved(name), resolved(name, Event)) for name in names]
    assert len(before) > 20
    patches.apply()
    for _ in range(2):
        assert [(resolved(name), resolved(name, Event)) for name in names] == before
    assert Event.resolve_by_type.cache_info().hits >= len(names)


@pytest.mark.usefixtures("unpatched")
def test_a_domain_is_empty_as_before() -> None:
    domains = [
        Domain.empty(),
        Domain.from_dict({}),
        Domain.from_dict({"intents": ["groet"]}),
        Domain.load("domain.yml"),
    ]
    before = [domain.is_empty() for domain in domains]
    patches.apply()
    assert [domain.is_empty() for domain in domains] == before == [True, True, False, False]


@pytest.mark.usefixtures("unpatched")
def test_rasas_own_actions_are_those_that_it_makes() -> None:
    endpoints = [None, EndpointConfig("http://een"), EndpointConfig("http://een")]
    before = [rasa_actions.default_actions(endpoint) for endpoint in endpoints]
    patches.apply()
    for _ in range(2):
        for endpoint, made in zip(endpoints, before):
            found = rasa_actions.default_actions(endpoint)
            assert [type(action) for action in found] == [type(action) for action in made]
            assert [vars(action) for action in found] == [vars(action) for action in made]
            held = [value for action in found for value in vars(action).values()]
            assert all(value is endpoint or isinstance(value, (str, bool)) for value in held)
            found.clear()  # changes nothing of the next


@pytest.mark.usefixtures("unpatched")
def test_an_action_is_not_waited_for_long() -> None:
    patches.apply()
    assert rasa_actions.DEFAULT_REQUEST_TIMEOUT == ACTION_TIMEOUT_SECONDS < 60


@pytest.mark.usefixtures("unpatched")
def test_another_rasa_is_not_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    own = rasa_actions.RemoteAction._validate_action_result
    monkeypatch.setattr(patches, "__version__", "3.7.0")
    with pytest.raises(patches.OtherRasa, match=r"3\.7\.0"):
        patches.apply()
    assert rasa_actions.RemoteAction._validate_action_result is own


def unpacked(folder: Path, name: str) -> Path:
    """Where Rasa puts what is in an archive with one file of this name."""
    (folder / "file").write_text("{}")
    with tarfile.open(folder / "model.tar.gz", "w:gz") as packed:
        packed.add(folder / "file", name)
    with pytest.MonkeyPatch.context() as applied:
        applied.setattr(rasa_storage, "TarSafe", model_archive.SafeArchive)
        rasa_storage.LocalModelStorage._extract_archive_to_directory(folder / "model.tar.gz", folder / "unpacked")
    return folder / "unpacked"


@needs_filter
def test_a_models_archive_is_unpacked_as_it_was_packed(tmp_path: Path) -> None:
    assert (unpacked(tmp_path, "components/rules.json") / "components" / "rules.json").read_text() == "{}"


@needs_filter
def test_nothing_of_a_models_archive_lands_elsewhere(tmp_path: Path) -> None:
    with pytest.raises(tarfile.OutsideDestinationError):
        unpacked(tmp_path, "../outside")
    assert not (tmp_path / "outside").exists()
