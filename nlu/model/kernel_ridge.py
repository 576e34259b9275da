"""Kernel ridge regression in two steps: all training texts first, then the hard ones once more.

Each label is a target of 0 or 1; a text's score for a label is a weighted sum of its likeness
to the training texts. Closed form, so training is one Cholesky factorisation, from which follows
what the model would have said of a training text had it never seen it (Rasmussen & Williams 2006,
eq. 5.12). On those the sharpness of the probabilities is fitted; without a second step some of them
are enough for that. With one it follows from them which texts are hard and by how much they were
missed: the second step learns exactly that.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from scipy.linalg import cho_factor, cho_solve
from scipy.linalg.lapack import strtri
from scipy.optimize import minimize_scalar
from scipy.special import log_softmax, softmax

from nlu.model.quantized import HalfPrecisionWeights

_RIDGE = 0.4
"""Added to each training text's likeness to itself; larger is smoother."""

_SHARPNESS_BOUNDS = (0.5, 100.0)
_ENOUGH_FOR_SHARPNESS = 1000
"""Texts that stand for all: of 30,000 they take a tenth of the time, and the sharpness is the same to a few percent."""


class KernelRidge:
    """Probabilities from the likeness of texts to the training texts."""

    def __init__(self, most_hard: int) -> None:
        """At most `most_hard` training texts are looked at again in the second step."""
        self._most_hard = most_hard
        self._weights: HalfPrecisionWeights | None = None
        self._sharpness = 1.0
        self._correction: HalfPrecisionWeights | None = None
        self._corrected_sharpness = 1.0

    def fit(self, kernel: Any, columns: Any, labels: int, second: Callable[[Any], Any] | None) -> None:
        """Train on a float32 `kernel` (n, n), read from its diagonal on and overwritten, and each text's label number.

        Without a second step the last texts stand for all: see `sample_last`.

        `second` gives, for the numbers of the hard texts, their likeness in the second step's
        eyes. Raises numpy.linalg.LinAlgError when a kernel is not the likeness of texts to themselves.
        """
        targets = np.eye(labels, dtype=np.float32)[columns]
        if second is None:
            sample = len(range(0, len(columns), _apart(len(columns))))
            weights, unseen = _solve(kernel, targets, sample)
            self._weights = HalfPrecisionWeights(weights)
            self._sharpness = _fit_sharpness(unseen, columns[-sample:])
            return
        weights, unseen = _solve(kernel, targets, len(columns))
        self._weights = HalfPrecisionWeights(weights)
        self._sharpness = _fit_sharpness(unseen, columns)
        confidence = softmax(self._sharpness * unseen, axis=1).max(axis=1)
        hard = np.sort(np.argsort(confidence, kind="stable")[: self._most_hard])
        correction, corrected = _solve(second(hard), (targets - unseen)[hard], len(hard))
        self._correction = HalfPrecisionWeights(correction)
        self._corrected_sharpness = _fit_sharpness(unseen[hard] + corrected, columns[hard])

    def first(self, kernel: Any) -> Any:
        """Probabilities, one row a text: `kernel` is its likeness to each training text. RuntimeError before `fit`."""
        if self._weights is None:
            raise RuntimeError("KernelRidge.first called before fit")
        return softmax(self._sharpness * self._weights.weighed(kernel), axis=1)

    def second(self, kernel: Any, hard: Any) -> Any:
        """The same, corrected by `hard`: the likeness to each hard text in the second step's eyes."""
        if self._weights is None or self._correction is None:
            raise RuntimeError("KernelRidge.second called before a fit with a second step")
        return softmax(
            self._corrected_sharpness * (self._weights.weighed(kernel) + self._correction.weighed(hard)), axis=1
        )


def sample_last(count: int) -> Any:
    """The order to learn `count` texts in: at the end, taken at even distances, those that stand for all.

    What the last texts would score unseen is in the end of the factor alone.
    """
    return np.argsort(np.arange(count) % _apart(count) == 0, kind="stable")


def _apart(count: int) -> int:
    return max(1, count // _ENOUGH_FOR_SHARPNESS)


def _solve(kernel: Any, targets: Any, unseen: int) -> tuple[Any, Any]:
    """The weights that fit `targets`, and the scores of each of the last `unseen` texts had it been left out."""
    kernel[np.diag_indices_from(kernel)] += np.float32(_RIDGE)
    columns_first = kernel.T  # the likeness to earlier texts now, in the order in which LAPACK needs no copy of it
    factor, _ = cho_factor(columns_first, lower=True, overwrite_a=True, check_finite=False)
    weights = cho_solve((factor, True), targets, check_finite=False)
    inverse, info = strtri(factor[-unseen:, -unseen:], lower=1, overwrite_c=1)
    if info:
        raise np.linalg.LinAlgError(f"strtri gave {info}")
    # what stands above the diagonal is not the factor's
    spread = np.array([column[row:] @ column[row:] for row, column in enumerate(inverse.T)])
    return weights, targets[-unseen:] - weights[-unseen:] / spread[:, None]


def _fit_sharpness(scores: Any, columns: Any) -> float:
    """Temperature scaling (Guo et al. 2017): the sharpness that makes the right labels most likely."""
    rows = np.arange(len(columns))

    def surprise(sharpness: float) -> float:
        return float(-log_softmax(sharpness * scores, axis=1)[rows, columns].mean())

    return float(minimize_scalar(surprise, bounds=_SHARPNESS_BOUNDS, method="bounded").x)
