"""Rasa component: reads messages with the spaCy model that training used, and with no other."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any, Callable, Dict, Iterator

import spacy
from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.model import InvalidModelError
from rasa.nlu.utils.spacy_utils import SpacyModel, SpacyNLP
from rasa.shared.nlu.training_data.training_data import TrainingData
from spacy.attrs import IS_PUNCT, IS_SPACE, LOWER
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.util import get_model_meta, get_package_path, is_package, registry

_READ_OF_WORDS = (LOWER, IS_PUNCT, IS_SPACE)
"""What is asked of a word beside its text; spaCy would find out twenty more of each of 8,600, in 0.1 s."""


@registry.tokenizers("zakboek.empty.v1")
def _empty_tokenizer() -> Callable[[Language], Tokenizer]:
    def make(language: Language) -> Tokenizer:
        vocab: Any = language.vocab  # spaCy's types leave out what it finds out of a word
        vocab.lex_attr_getters = {number: vocab.lex_attr_getters[number] for number in _READ_OF_WORDS}
        return Tokenizer(language.vocab)

    return make


_EMPTY_AT_FIRST = {"nlp.tokenizer": {"@tokenizers": "zakboek.empty.v1"}}
"""The model's own tokenizer is read from its folder; spaCy would first make that of the language, for nothing."""


@contextmanager
def _garbage_collected_as_before() -> Iterator[None]:
    """srsly 2.5 turns Python's collector on after it has read something, also where it was off: for a whole start."""
    was_on = gc.isenabled()
    try:
        yield
    finally:
        if not was_on:
            gc.disable()


@DefaultV1Recipe.register(
    [DefaultV1Recipe.ComponentType.MODEL_LOADER, DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER],
    is_trainable=False,
    model_from="PinnedSpacyNLP",
)
class PinnedSpacyNLP(SpacyNLP):
    """Rasa's `SpacyNLP`, which knows the model by name alone: here its `version` is in the trained model too.

    The two nodes that Rasa makes of it share one model, instead of 40 MiB and half a second each.
    """

    @staticmethod
    @lru_cache(maxsize=1)
    def load_model(spacy_model_name: str) -> SpacyModel:
        """The model with how it takes a text apart into words, and no more; InvalidModelError when it is not there.

        Nothing reads parts of speech, lemmas or names, which take time at the start and of each message.
        """
        name = spacy_model_name
        try:
            folder = get_package_path(name) if is_package(name) else Path(name)
            wanted = {"exclude": get_model_meta(folder)["pipeline"], "config": _EMPTY_AT_FIRST}
            with _garbage_collected_as_before():
                return SpacyModel(spacy.load(name, **wanted), name)
        except OSError as error:
            raise InvalidModelError(str(error)) from error

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> PinnedSpacyNLP:
        """Load `model`; InvalidModelError when it is not there in the `version` that training used."""
        wanted = f"{config['model']} {config['version']}"
        try:
            component: PinnedSpacyNLP = super().create(config, model_storage, resource, execution_context)
        except InvalidModelError as error:
            raise InvalidModelError(f"{_TRAINED_WITH.format(wanted)} It cannot be loaded: {error}") from error
        found = component.provide().model.meta["version"]
        if found != config["version"]:
            raise InvalidModelError(f"{_TRAINED_WITH.format(wanted)} Here is version {found}.")
        return component

    def process_training_data(self, training_data: TrainingData, model: SpacyModel) -> TrainingData:
        """The examples as they are: nothing after this component learns from how spaCy reads them."""
        return training_data


_TRAINED_WITH = "This model was trained with {}; run `make train` and start again."
