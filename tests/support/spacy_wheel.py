"""A wheel named and built as spaCy's nl_core_news_sm is, with all its parts, untrained and small."""

from __future__ import annotations

import json
import zipfile
from functools import cache
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.training import Example

NAME = "nl_core_news_sm"
PARTS = ["tok2vec", "morphologizer", "tagger", "parser", "lemmatizer", "attribute_ruler", "ner"]
"""Those of the released one, in its order."""

_LISTENER = {"@architectures": "spacy.Tok2VecListener.v1", "width": 16, "upstream": "tok2vec"}
_TOK2VEC = {
    **{"@architectures": "spacy.HashEmbedCNN.v2", "pretrained_vectors": None, "subword_features": True},
    **{"width": 16, "depth": 1, "embed_size": 100, "window_size": 1, "maxout_pieces": 2},
}
_EXAMPLE = {
    **{"tags": ["N", "WW", "N"], "pos": ["PROPN", "VERB", "NOUN"], "morphs": ["Number=Sing", "", "Number=Plur"]},
    **{"heads": [1, 1, 1], "deps": ["nsubj", "ROOT", "obj"], "lemmas": ["anna", "regelen", "subsidie"]},
    "entities": ["U-PER", "O", "O"],
}


def spacy_model_wheel(folder: Path, version: str = "3.8.0") -> Path:
    """Write `nl_core_news_sm-<version>-py3-none-any.whl` into `folder`."""
    data = folder / f"{NAME}-{version}"
    language = _dutch()
    language.meta["version"] = version
    language.to_disk(data)
    about = f"{NAME}-{version}.dist-info"
    texts = {
        f"{NAME}/__init__.py": _INIT,
        f"{NAME}/meta.json": (data / "meta.json").read_text(encoding="utf-8"),
        f"{about}/METADATA": f"Metadata-Version: 2.1\nName: {NAME}\nVersion: {version}\nRequires-Dist: not-to-be-had\n",
        f"{about}/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    wheel = folder / f"{NAME}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as packed:
        for name, text in texts.items():
            packed.writestr(name, text)
        for file in (file for file in sorted(data.rglob("*")) if file.is_file()):
            packed.write(file, f"{NAME}/{NAME}-{version}/{file.relative_to(data)}")
        names = [*packed.namelist(), f"{about}/RECORD"]
        packed.writestr(f"{about}/RECORD", "".join(f"{name},,\n" for name in names))
    return wheel


@cache
def _dutch() -> Language:
    language = spacy.blank("nl", meta={"name": NAME.removeprefix("nl_")})
    for part in PARTS:
        factory = "trainable_lemmatizer" if part == "lemmatizer" else part
        language.add_pipe(factory, name=part, config=json.loads(json.dumps(_config(part))))
    example = Example.from_dict(language.make_doc("Anna regelt subsidies"), _EXAMPLE)
    language.initialize(lambda: [example])
    return language


def _config(part: str) -> dict[str, object]:
    if part == "tok2vec":
        return {"model": _TOK2VEC}
    few = {"min_tree_freq": 1} if part == "lemmatizer" else {}
    return {} if part == "attribute_ruler" else {"model": {"tok2vec": _LISTENER}, **few}


_INIT = """from pathlib import Path
from spacy.util import load_model_from_init_py, get_model_meta

__version__ = get_model_meta(Path(__file__).parent)["version"]

def load(**overrides):
    return load_model_from_init_py(__file__, **overrides)
"""
