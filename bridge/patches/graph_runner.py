"""The graph of a model: its nodes run one after the other, in an order that is found once for what is asked.

Rasa makes a graph for dask anew each time, which orders it and runs it through queues, for a chain of six nodes.
"""

from __future__ import annotations

from typing import Any

import rasa.core.processor as rasa_processor
from rasa.engine.exceptions import GraphRunError
from rasa.engine.graph import GraphNode
from rasa.engine.runner.dask import DaskGraphRunner

from bridge.patches.patch import Patch

_Step = tuple[str, GraphNode, tuple[str, ...]]
"""A node by its name, and the names of what it needs."""


class StraightGraphRunner(DaskGraphRunner):
    """Rasa's runner without dask."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._steps: dict[tuple[str, ...], list[_Step]] = {}

    def run(self, inputs: dict[str, Any] | None = None, targets: list[str] | None = None) -> dict[str, Any]:
        """As Rasa's: what each of `targets` gives, by name; raises what a node does, and GraphRunError."""
        wanted = tuple(targets or self._graph_schema.target_names)
        steps = self._steps.get(wanted)
        if steps is None:
            steps = self._steps[wanted] = self._in_order(wanted)
        self._add_inputs_to_graph(inputs, {name: None for name, _, _ in steps})  # refuses names that clash
        found: dict[str, Any] = {name: (name, value) for name, value in (inputs or {}).items()}
        try:
            for name, node, needs in steps:
                found[name] = node(*(found.get(need, need) for need in needs))
        except RuntimeError as error:
            raise GraphRunError("Error running runner.") from error
        return dict(found[name] for name in wanted)

    def _in_order(self, wanted: tuple[str, ...]) -> list[_Step]:
        nodes = self._graph_schema.minimal_graph_schema(list(wanted)).nodes
        steps: dict[str, _Step] = {}

        def add(name: str) -> None:
            if name in nodes and name not in steps:
                needs = tuple(nodes[name].needs.values())
                for need in needs:
                    add(need)
                steps[name] = (name, self._instantiated_nodes[name], needs)

        for name in nodes:
            add(name)
        return list(steps.values())


PATCHES = (Patch(rasa_processor, "DaskGraphRunner", StraightGraphRunner),)
