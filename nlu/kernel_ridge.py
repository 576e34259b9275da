"""Kernel ridge regression with exact leave-one-out predictions, and probabilities from them.

Each label is a target of 0 or 1; a text's score for a label is a weighted sum of its likeness
to every training text. Closed form, so training is one Cholesky factorisation and gives for
free what the model would have said of each training text had it never seen it
(Rasmussen & Williams 2006, eq. 5.12). On those the sharpness of the probabilities is fitted.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy.linalg import cho_solve, cholesky
from scipy.linalg.lapack import spotri
from scipy.optimize import minimize_scalar
from scipy.special import log_softmax, softmax

_SHARPNESS_BOUNDS = (0.5, 100.0)


class KernelRidge:
    """Scores and probabilities from the likeness of texts to the training texts."""

    def __init__(self, ridge: float) -> None:
        """`ridge` is added to each training text's likeness to itself; larger is smoother."""
        self._ridge = ridge
        self._weights: Any = None
        self.sharpness = 1.0

    def fit(self, kernel: Any, columns: Any, labels: int) -> None:
        """Train on a float32 `kernel` (n, n), which is overwritten, and each text's label number.

        Raises numpy.linalg.LinAlgError when `kernel` is not the likeness of texts to themselves.
        """
        targets = np.zeros((len(columns), labels), dtype=np.float32)
        targets[np.arange(len(columns)), columns] = 1
        kernel[np.diag_indices_from(kernel)] += self._ridge
        factor = cholesky(kernel, lower=True, overwrite_a=True, check_finite=False)
        self._weights = cho_solve((factor, True), targets, check_finite=False)
        inverse, info = spotri(factor, lower=1, overwrite_c=1)
        if info:
            raise np.linalg.LinAlgError(f"spotri gave {info}")
        unseen = targets - self._weights / np.diag(inverse)[:, None]
        self.sharpness = _fit_sharpness(unseen, columns)

    def predict(self, kernel: Any) -> Any:
        """Probabilities, one row a text: `kernel` is its likeness to each training text."""
        return softmax(self.sharpness * (kernel @ self._weights), axis=1)


def _fit_sharpness(scores: Any, columns: Any) -> float:
    """Temperature scaling (Guo et al. 2017): the sharpness that makes the right labels most likely."""
    rows = np.arange(len(columns))

    def surprise(sharpness: float) -> float:
        return float(-log_softmax(sharpness * scores, axis=1)[rows, columns].mean())

    return float(minimize_scalar(surprise, bounds=_SHARPNESS_BOUNDS, method="bounded").x)
