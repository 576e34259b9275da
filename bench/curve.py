"""A picture of how long visitors wait, the more of them there are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from matplotlib.figure import Figure

from bench.load import Point

STYLES = {0: "-o", 1: "--s"}
"""By the place of the system: told apart without colours too."""


def draw(curves: Mapping[str, Sequence[Point]], file: Path) -> None:
    """Write an SVG with the 95th percentile by number of visitors, both logarithmic, a line for each system."""
    figure = Figure(figsize=(7, 4), layout="constrained")
    axes = figure.subplots()
    for place, (name, points) in enumerate(curves.items()):
        axes.plot([point.visitors for point in points], [point.p95 for point in points], STYLES[place], label=name)
    axes.set(xscale="log", yscale="log", xlabel="visitors at once", ylabel="95 % of the answers within (ms)")
    ticks = [point.visitors for point in next(iter(curves.values()))]
    axes.set_xticks(ticks, [str(tick) for tick in ticks], minor=False)
    axes.minorticks_off()
    axes.grid(alpha=0.3)
    axes.legend()
    figure.savefig(file, metadata={"Date": None})
