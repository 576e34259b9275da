"""`python -m training.question_vectors`: the vectors by which pieces are told apart in doubt, for the guide in force.

A question that the file knows is not read again; without the file all are, which takes five minutes.
"""

from __future__ import annotations

import sys

from content.guide.reader import read_guide
from content.paths import DATA
from nlu.model.encoders import encode_by
from nlu.model.question_vectors import ENCODER, QuestionVectors
from nlu.understand.pieces import questions_of_pieces
from training.progress import say


def main() -> int:
    """Write `data/training/question_vectors.npz`."""
    questions, encode = questions_of_pieces(read_guide(DATA.guide)), encode_by(ENCODER)
    if DATA.question_vectors.exists():
        vectors = QuestionVectors.load(DATA.question_vectors, encode).knowing(questions)
    else:
        say(f"Reading {len(questions)} questions.")
        vectors = QuestionVectors.learn(questions, encode)
    vectors.save(DATA.question_vectors)
    return 0


if __name__ == "__main__":
    sys.exit(main())
