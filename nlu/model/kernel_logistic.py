"""Multinomial logistic regression on a kernel: better than ridge where examples are few, too slow where many.

On 8 examples an intent of MASSIVE nl-NL it is right 1.5 points more often than kernel ridge.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from scipy.linalg import eigh
from scipy.special import softmax
from sklearn.linear_model import LogisticRegression

_STRENGTH = 3.0
"""How much the examples count against a smooth answer (C in scikit-learn)."""

_SMALLEST_EIGENVALUE = 1e-6


class KernelLogistic:
    """As `nlu.model.kernel_ridge.KernelRidge`; its second step learns from all texts, with both likenesses added."""

    def __init__(self) -> None:
        self._first: Any = None
        self._second: Any = None

    def fit(self, kernel: Any, columns: Any, labels: int, second: Callable[[Any], Any] | None) -> None:
        """Train on a `kernel` (n, n), read from its diagonal on, and each text's label number; `second` sees all."""
        self._first = _solve(kernel, columns, labels)
        if second is not None:
            self._second = _solve(kernel + second(np.arange(len(columns))), columns, labels)

    def first(self, kernel: Any) -> Any:
        """Probabilities, one row a text: `kernel` is its likeness to each training text."""
        weights, intercept = self._first
        return softmax(kernel @ weights + intercept, axis=1)

    def second(self, kernel: Any, hard: Any) -> Any:
        """The same by both likenesses."""
        weights, intercept = self._second
        return softmax((kernel + hard) @ weights + intercept, axis=1)


def _solve(kernel: Any, columns: Any, labels: int) -> tuple[Any, Any]:
    """Weights (n, labels) and intercept (labels) of the regression."""
    values, vectors = eigh(kernel, lower=False)
    scales = np.sqrt(np.maximum(values, _SMALLEST_EIGENVALUE))
    found = LogisticRegression(C=_STRENGTH, max_iter=300, multi_class="multinomial")
    found.fit(vectors * scales, columns)
    weights, intercept = (vectors / scales) @ found.coef_.T, found.intercept_
    if labels == 2:  # scikit-learn gives one column for two labels
        weights, intercept = np.hstack([-weights, weights]), np.concatenate([-intercept, intercept])
    return weights.astype(np.float32), intercept.astype(np.float32)
