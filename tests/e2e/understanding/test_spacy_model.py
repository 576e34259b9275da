"""The Dutch spaCy model: installed by set-up where it can be had, trained with, and never another in its place."""

from __future__ import annotations

import importlib
import importlib.util
import json
import logging
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
import spacy
from rasa.nlu.model import InvalidModelError
from rasa.shared.utils.io import read_config_file

from content.paths import ROOT
from nlu.components.pinned_spacy import PinnedSpacyNLP
from tests.support.spacy_wheel import NAME, spacy_model_wheel
from training import spacy_model
from training.spacy_model import SpacyModel

UV = ROOT / ".tools" / "bin" / "uv"
needs_uv = pytest.mark.skipif(not UV.exists(), reason="uv is not at hand; `make setup` gets it")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a place on loopback that has two versions of the model, and nothing else."""
    folder = tmp_path_factory.mktemp("releases")
    for version in ("3.8.0", "3.8.1"):
        spacy_model_wheel(folder, version)
    handler = partial(SimpleHTTPRequestHandler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as serving:
        Thread(target=serving.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{serving.server_port}"
        serving.shutdown()


@pytest.fixture(autouse=True)
def _as_in_a_new_process() -> Iterator[None]:
    """No model is at hand that an earlier test has loaded, and none stays for a later one."""
    load_model: Any = PinnedSpacyNLP.load_model
    load_model.cache_clear()
    yield
    load_model.cache_clear()


class SetUp:
    """A copy of the project with an environment of its own, in which set-up installs the model."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        (folder / ".tools" / "bin").mkdir(parents=True)
        (folder / ".tools" / "bin" / "uv").symlink_to(UV)
        shutil.copytree(ROOT / "operations" / "setup", folder / "operations" / "setup")
        self._environment = {"PATH": os.environ["PATH"], "UV_CACHE_DIR": str(folder / "cache"), "UV_NO_CONFIG": "1"}
        command = [str(UV), "venv", "--quiet", "--python", sys.executable, str(folder / "rasa" / ".venv")]
        subprocess.run(command, env=self._environment, check=True)

    def install(self, wheel: str) -> subprocess.CompletedProcess[str]:
        """Run that part of set-up with an address of the wheel."""
        return subprocess.run(
            ["operations/setup/spacy_model.sh"],
            cwd=self._folder,
            env={**self._environment, "SPACY_MODEL_WHEEL": wheel},
            capture_output=True,
            text=True,
            check=False,
        )

    @property
    def packages(self) -> Path:
        """Where its packages are."""
        return next((self._folder / "rasa" / ".venv" / "lib").glob("python3.*/site-packages"))


@pytest.fixture
def set_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SetUp]:
    done = SetUp(tmp_path)
    monkeypatch.syspath_prepend(done.packages)
    yield done
    sys.modules.pop(NAME, None)


def at_hand() -> SpacyModel:
    """What training finds, in a process that has just started."""
    sys.modules.pop(NAME, None)
    importlib.invalidate_caches()
    return spacy_model.spacy_model()


def loaded(version: str, monkeypatch: pytest.MonkeyPatch) -> PinnedSpacyNLP:
    """The component as Rasa loads it out of a model that was trained with `version`, by config.yml."""
    monkeypatch.setenv("ZAKBOEK_SPACY_MODEL", NAME)
    monkeypatch.setenv("ZAKBOEK_SPACY_VERSION", version)
    config = read_config_file(ROOT / "config.yml")["pipeline"][0]
    assert config.pop("name") == f"{PinnedSpacyNLP.__module__}.{PinnedSpacyNLP.__name__}"
    not_used: Any = None
    component: PinnedSpacyNLP = PinnedSpacyNLP.load(config, not_used, not_used, not_used)
    return component


@needs_uv
def test_set_up_installs_it_and_training_takes_it(server: str, set_up: SetUp, monkeypatch: pytest.MonkeyPatch) -> None:
    ran = set_up.install(f"{server}/{NAME}-3.8.0-py3-none-any.whl")
    assert ran.returncode == 0, ran.stderr
    assert "Installed spaCy's nl_core_news_sm" in ran.stdout
    assert at_hand() == SpacyModel(NAME, "3.8.0")
    model = loaded("3.8.0", monkeypatch).provide()
    assert model.model.pipe_names == [], "nothing reads more than its words"
    assert [word.text for word in model.model("Anna regelt subsidies")] == ["Anna", "regelt", "subsidies"]


@needs_uv
def test_a_model_does_not_run_with_another_version_of_it(
    server: str, set_up: SetUp, monkeypatch: pytest.MonkeyPatch
) -> None:
    for version in ("3.8.0", "3.8.1"):
        set_up.install(f"{server}/{NAME}-{version}-py3-none-any.whl")
    assert at_hand().version == "3.8.1"
    with pytest.raises(InvalidModelError, match=r"trained with nl_core_news_sm 3\.8\.0; run `make train`.*3\.8\.1"):
        loaded("3.8.0", monkeypatch)
    assert loaded("3.8.1", monkeypatch).provide().model.meta["version"] == "3.8.1"


def test_a_model_does_not_run_without_the_one_it_was_trained_with(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [place for place in sys.path if not (Path(place) / NAME).exists()])
    sys.modules.pop(NAME, None)
    with pytest.raises(InvalidModelError, match=r"trained with nl_core_news_sm 3\.8\.0; run `make train`"):
        loaded("3.8.0", monkeypatch)


@needs_uv
def test_an_address_that_was_asked_for_and_has_nothing_stops_set_up(server: str, set_up: SetUp) -> None:
    ran = set_up.install(f"{server}/{NAME}-9.9.9-py3-none-any.whl")
    assert ran.returncode == 1
    assert f"SPACY_MODEL_WHEEL={server}/{NAME}-9.9.9" in ran.stderr
    assert not (set_up.packages / NAME).exists()


def test_a_stand_in_is_built_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(spacy_model, "STAND_IN", tmp_path / "spacy" / "nl")
    with caplog.at_level(logging.WARNING):
        built = spacy_model.spacy_model()
    assert "building a stand-in" in caplog.text
    language = spacy.load(built.name)
    assert language.meta["version"] == built.version
    assert [token.lemma_ for token in language("twee subsidies")] == ["twee", "subsidie"]
    caplog.clear()
    assert spacy_model.spacy_model() == built
    assert caplog.text == ""


@pytest.mark.parametrize("meta", [json.dumps({"version": "3.5.0"}), "{half"])
def test_a_stand_in_of_other_packages_or_a_broken_one_is_built_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, meta: str
) -> None:
    built: list[str] = []
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(spacy_model, "STAND_IN", tmp_path)
    monkeypatch.setattr(spacy_model, "_build_stand_in", built.append)
    (tmp_path / "meta.json").write_text(meta, encoding="utf-8")
    wanted = spacy_model.spacy_model().version
    assert built == [wanted]
