"""What serving does without, though Rasa imports it at its start: a stand-in that says so when it is used.

Rasa 3.6.21 loads TensorFlow with every policy, the libraries of all chat channels with any, and those of all stores.
Here that cost 405 MiB and 4.5 s of a start. Training has the full Rasa.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from itertools import accumulate
from types import ModuleType
from typing import Any, NoReturn

_LEARNING = "policies and components that learn by TensorFlow (DIET, TED)"
_CHANNELS = "chat channels of Rasa's own"
_STORES = "stores other than SQL, and models elsewhere"
_BROKERS = "event brokers"
_COMMANDS = "Rasa's commands and their questions"

LEFT_OUT: Mapping[str, str] = {
    "tensorflow": _LEARNING,
    "keras": _LEARNING,
    "matplotlib": "the pictures of `rasa test`",
    "dask": "Rasa's runner of graphs, which `bridge.patches` replaces",
    "apscheduler": "reminders",
    "aiogram": _CHANNELS,
    "fbmessenger": _CHANNELS,
    "google": _CHANNELS,
    "slack_sdk": _CHANNELS,
    "socketio": _CHANNELS,
    "twilio": _CHANNELS,
    "webexteamssdk": _CHANNELS,
    "jwt": _CHANNELS,
    "boto3": _STORES,
    "pymongo": _STORES,
    "redis": _STORES,
    "aio_pika": _BROKERS,
    "aiormq": _BROKERS,
    "sentry_sdk": "Rasa's telemetry, which is off",
    "prompt_toolkit": _COMMANDS,
    "questionary": _COMMANDS,
    "randomname": _COMMANDS,
    "terminaltables": _COMMANDS,
    "spacy.cli": "spaCy's commands",
    "h5py": "weights that spaCy or TensorFlow stored",
    "scipy.stats": "scikit-learn's search for the best settings",
}
"""Packages, and parts of them, by the name they are imported by, with what needs them."""


class LeftOut(ImportError):
    """Something was asked for that is not there where Rasa serves."""


def leave_out(packages: Mapping[str, str] = LEFT_OUT) -> None:
    """From now on `packages` are stand-ins in this process; before Rasa is imported. RuntimeError when one is there."""
    there = sorted(name for name in packages if name in sys.modules)
    if there:
        raise RuntimeError(f"bridge.left_out: too late, these are imported already: {', '.join(there)}")
    sys.meta_path.insert(0, _StandIns(packages))


class _StandIns(MetaPathFinder, Loader):
    """Finds a stand-in for each module of the packages."""

    def __init__(self, packages: Mapping[str, str]) -> None:
        self._packages = packages

    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        return ModuleSpec(name, self, is_package=True) if self._needed_for(name) else None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return _Module(spec.name, self._needed_for(spec.name))

    def _needed_for(self, name: str) -> str:
        """What needs the package that this module is of, the package itself among them; empty for any other."""
        within = accumulate(name.split("."), "{}.{}".format)
        return next((self._packages[package] for package in within if package in self._packages), "")

    def exec_module(self, module: ModuleType) -> None:
        """There is nothing in it."""


class _Module(ModuleType):
    """Has every name, each a class that can be named, annotated with and derived from, and cannot be used."""

    def __init__(self, name: str, needed_for: str) -> None:
        super().__init__(name)
        self._needed_for = needed_for

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _class(f"{self.__name__}.{name}", self._needed_for)


class _Unusable(type):
    """The class of what stands in for a class or a function of a package that is left out."""

    path: str
    needed_for: str

    def __getattr__(cls, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _class(f"{cls.path}.{name}", cls.needed_for)

    def __call__(cls, *_: Any, **__: Any) -> NoReturn:
        raise LeftOut(
            f"{cls.path} is asked for, and is left out where Rasa serves: it is needed for {cls.needed_for} only. "
            "Who needs it takes it off the list in bridge/left_out.py."
        )


def _class(path: str, needed_for: str) -> type:
    module, _, name = path.rpartition(".")
    return _Unusable(name, (), {"__module__": module, "path": path, "needed_for": needed_for})
