"""The figures of this process, which all doors in it count in: tests look at what has changed."""

from __future__ import annotations

from api.telemetry.instruments import REGISTRY


def figure(name: str, **labels: str) -> float:
    """What a figure is now; 0 for one that was never counted."""
    return REGISTRY.get_sample_value(name, labels) or 0.0
