#!/usr/bin/env bash
# scikit-learn 1.8.0 with SciPy 1.17.1: a linear classifier copies all of its coefficients to predict one sparse text.
#
# Guessed: predict() of one row with three words costs the coefficients of three words: the row is sparse.
# Seen, 11 classes, 59,611 words, a table of 5.25 MB; peak of memory in predict() of one row, in MB:
#          MultinomialNB 5.25, SGDClassifier 5.25, LogisticRegression 5.25, RidgeClassifier(solver="sag") 5.25,
#          LinearSVC 0.00
#          With the same table laid out by columns (numpy.asfortranarray): 0.00 for all, the same predictions.
#          Each multiplies the row by the transposed table, and SciPy reads that row by row: the transposed of a table
#          in C's order has to be copied for it, whole. LinearSVC's table happens to be in Fortran's order.
#
# It matters for every bot that asks such a model about one message at a time: most of its time is the copy
# (1.9 of 2.3 ms with a table of 3 MB, on one machine), and it grows with the vocabulary, not with the message. In
# batches nobody sees it. One line after fit() mends it: model.coef_ = numpy.asfortranarray(model.coef_).
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check scikit-learn==1.8.0 scipy==1.17.1 numpy==2.4.6

venv/bin/python -W ignore - <<'PYTHON'
import random
import sys
import tracemalloc

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression, RidgeClassifier, SGDClassifier
from sklearn.naive_bayes import MultinomialNB
from sklearn.svm import LinearSVC

CLASSES, TEXTS, WORDS = 11, 1500, 60_000

chance = random.Random(1)
vocabulary = [f"woord{number}" for number in range(WORDS)]
vectorizer = CountVectorizer()
texts = vectorizer.fit_transform(" ".join(chance.sample(vocabulary, 200)) for _ in range(TEXTS))
labels = [number % CLASSES for number in range(TEXTS)]
question = vectorizer.transform(["woord1 woord2 woord3"])


def peak(model: object) -> float:
    """The most memory that is taken while one question is classified, in MB."""
    model.predict(question)
    tracemalloc.start()
    model.predict(question)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most / 1e6


models = {
    "MultinomialNB": (MultinomialNB(), "feature_log_prob_"),
    "SGDClassifier": (SGDClassifier(loss="log_loss", max_iter=5, random_state=1), "coef_"),
    "LogisticRegression": (LogisticRegression(max_iter=5), "coef_"),
    "RidgeClassifier": (RidgeClassifier(solver="sag", max_iter=3, random_state=1), "coef_"),
    "LinearSVC": (LinearSVC(max_iter=5, random_state=1), "coef_"),
}
seen = {}
for name, (model, table) in models.items():
    model.fit(texts, labels)
    coefficients = getattr(model, table)
    size, before, answer = coefficients.nbytes / 1e6, peak(model), model.predict(question)
    setattr(model, table, np.asfortranarray(coefficients))
    after, same = peak(model), bool((model.predict(question) == answer).all())
    print(f"{name}: table {size:.2f} MB, peak {before:.2f} MB, by columns {after:.2f} MB, same answer {same}")
    seen[name] = (before >= size, after < size / 100, same)

copies = dict.fromkeys(models, (True, True, True)) | {"LinearSVC": (False, True, True)}
if seen != copies:
    sys.exit("changed: what is copied is no longer as stated")
PYTHON
echo "seen as described"
