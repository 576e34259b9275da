"""`make gewone-woorden`: the words that look like a misspelt municipality but are words.

Written to a file, because comparing all words of Dutch with all names takes half a minute.
The words are those of spaCy's Dutch lookup tables and of the training questions.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from importlib.resources import files
from pathlib import Path

from content.municipalities.finder import WORDS, read_finder
from content.municipalities.names import comparable
from content.municipalities.register import read_register
from content.paths import DATA
from content.training_questions import read_blocks
from contract.intents import Intent

HEAD = "# Gemaakt door `make gewone-woorden`: lijkt op een gemeente met een typefout, maar is een gewoon woord.\n"
_SHORT_WORD, _SEEN = 5, 2
"""A word of our own questions counts when it is short or was used twice: a long one used once may be a typo."""


def main() -> int:
    """Write the file anew."""
    finder = read_finder(DATA.register, read_register(DATA.register))
    words = sorted(finder.near(words_of_spacy() | _of_our_questions()))
    (DATA.register / WORDS).write_text(HEAD + "\n".join(words) + "\n", encoding="utf-8")
    print(f"{len(words)} words")
    return 0


def words_of_spacy() -> set[str]:
    """The words of Dutch in spaCy's lookup tables, in small letters."""
    folder = Path(str(files("spacy_lookups_data") / "data"))
    lookup = json.loads(gzip.decompress((folder / "nl_lemma_lookup.json.gz").read_bytes()))
    index = json.loads(gzip.decompress((folder / "nl_lemma_index.json.gz").read_bytes()))
    words = {*lookup, *lookup.values(), *(word for kind in index.values() for word in kind)}
    return {word for word in words if word.islower()}


def _of_our_questions() -> set[str]:
    blocks = (block for block in read_blocks(DATA.questions) if block.intent != Intent.NAME_MUNICIPALITY)
    texts = [example.text for block in blocks for example in block.examples]
    counts = Counter(word for text in texts for word in comparable(text).split())
    return {word for word, count in counts.items() if count >= _SEEN or len(word) <= _SHORT_WORD}


if __name__ == "__main__":
    sys.exit(main())
