"""Tables in fewer bits give what the whole ones give, as near as they promise."""

from __future__ import annotations

import numpy as np
import pytest

from nlu.model.quantized import HalfPrecisionWeights, QuantizedVectors

CHOOSER = np.random.default_rng(0)


def test_products_of_unit_vectors_are_those_of_the_whole_ones() -> None:
    vectors = CHOOSER.normal(size=(200, 64)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    table = QuantizedVectors(vectors)
    products = table.products(vectors[:3])
    assert products.shape == (3, 200) and products.dtype == np.float32
    assert np.allclose(products, vectors[:3] @ vectors.T, atol=0.02)


@pytest.mark.parametrize("size", [1e-3, 1.0, 1e3])
def test_vectors_of_any_length_keep_their_own_scale(size: float) -> None:
    vectors = np.array([[1.0, -2.0, 0.5], [4.0, 0.0, 0.0]], dtype=np.float32) * size
    assert np.allclose(QuantizedVectors(vectors).products(vectors), vectors @ vectors.T, rtol=0.02, atol=0.02 * size**2)


def test_a_vector_of_nothing_is_like_nothing() -> None:
    nothing = np.zeros((1, 8), dtype=np.float32)
    assert QuantizedVectors(np.ones((2, 8), dtype=np.float32)).products(nothing).tolist() == [[0.0, 0.0]]


def test_many_small_weights_add_up() -> None:
    inputs = CHOOSER.random((2, 30_000)).astype(np.float32)
    weights = CHOOSER.normal(scale=0.02, size=(30_000, 3)).astype(np.float32)
    assert np.allclose(HalfPrecisionWeights(weights).weighed(inputs), inputs @ weights, atol=0.01)
