"""The dashboard and the alert rules: each figure that they name is told by the code, and other programs can read them."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import promql_parser
import pytest
import yaml
from grafana_foundation_sdk.models.dashboard import Dashboard, Panel, RowPanel

from api.telemetry import instruments
from content.paths import ROOT

FOLDER = ROOT / "operations" / "monitoring"
ALERTS, DASHBOARD, EXAMPLE = FOLDER / "alerts.yml", FOLDER / "dashboard.json", FOLDER / "prometheus.yml"
BOARD: dict[str, Any] = json.loads(DASHBOARD.read_text(encoding="utf-8"))
RULES: list[dict[str, Any]] = [
    rule for group in yaml.safe_load(ALERTS.read_text(encoding="utf-8"))["groups"] for rule in group["rules"]
]

OF_PROMETHEUS = {"up"}
LABELS = {
    "channel": set(instruments.CHANNELS),
    "result": {*instruments.RESULTS, "delivered", "put_off", "given_up"},
    "kind": set(instruments.EVENT_REFUSALS),
    "part": set(instruments.PARTS),
}
"""What a rule may ask for, of labels whose values the code lists."""


def told() -> dict[str, set[str]]:
    """The name of each figure as Prometheus knows it, with its labels."""
    ends = {"counter": ("_total",), "histogram": ("_bucket", "_sum", "_count"), "gauge": ("",), "info": ("_info",)}
    return {
        f"{family.name}{end}": set(labels_of(family.name)) | ({"le"} if end == "_bucket" else set())
        for family in instruments.REGISTRY.collect()
        for end in ends[family.type]
    }


def labels_of(name: str) -> tuple[str, ...]:
    for made in vars(instruments).values():
        if getattr(made, "_name", "") == name:
            labels: tuple[str, ...] = made._labelnames
            return {"zakboek_model": ("name", "rasa"), "zakboek_build": ("version",)}.get(name, labels)
    return ("municipality", "channel", "outcome") if name == "zakboek_answers" else ()


def panels() -> list[dict[str, Any]]:
    return [panel for panel in BOARD["panels"] if panel["type"] != "row"]


def expressions() -> Iterator[tuple[str, str]]:
    """Where it stands, and the expression as Prometheus would get it."""
    for rule in RULES:
        yield rule["alert"], rule["expr"]
    for panel in panels():
        for target in panel["targets"]:
            yield panel["title"], re.sub(r"\$__(rate_interval|range|interval)", "5m", target["expr"])


def test_the_first_alert_knows_whether_the_assistant_is_asked_at_all() -> None:
    assert RULES[0]["expr"] == 'up{job="zakboek"} == 0'
    [job] = yaml.safe_load(EXAMPLE.read_text(encoding="utf-8"))["scrape_configs"]
    assert (job["job_name"], job["metrics_path"]) == ("zakboek", "/metrics")


@pytest.mark.parametrize(("where", "expression"), list(expressions()))
def test_each_figure_and_label_that_is_named_is_told(where: str, expression: str) -> None:
    promql_parser.parse(expression)
    named = set(re.findall(r"\b(?:zakboek_\w+|up)\b(?=\s*[{\[)><=/*-]|\s*$| [a-z>])", expression))
    assert named, where
    figures = told()
    assert named - OF_PROMETHEUS <= figures.keys(), where
    for figure, selector in re.findall(r"\b(zakboek_\w+)\{([^}]*)\}", expression):
        for label, values in re.findall(r'(\w+)[=!]~?"([^"]*)"', selector):
            assert label in figures[figure], f"{where}: {figure} has no label {label}"
            asked = {one for one in values.split("|") if "$" not in one and ".*" not in one}
            assert asked <= LABELS.get(label, asked), where


def test_each_label_that_an_alert_shows_is_one_of_its_figure() -> None:
    for rule in RULES:
        kept = re.search(r"sum by \(([^)]*)\)", rule["expr"])
        figure = re.search(r"zakboek_\w+", rule["expr"])
        shown = set(re.findall(r"\$labels\.(\w+)", json.dumps(rule)))
        assert not shown or shown <= (set(kept[1].split(", ")) if kept else told()[figure[0]] if figure else set())


def test_each_alert_says_why_and_what_to_do() -> None:
    names = [rule["alert"] for rule in RULES]
    assert len(set(names)) == len(names) > 10
    page = (ROOT / "docs" / "operators" / "monitoring.md").read_text(encoding="utf-8")
    for rule in RULES:
        assert rule["labels"]["severity"] in {"page", "ticket"}
        assert all(len(rule["annotations"][part]) > 10 for part in ("summary", "reason", "action")), rule["alert"]
        assert f"`{rule['alert']}`" in page


def promtool() -> str:
    found = shutil.which("promtool")
    if found is None:
        pytest.skip("promtool is missing: it is in Debian's package prometheus")
    return found


def test_prometheus_reads_the_rules() -> None:
    done = subprocess.run([promtool(), "check", "rules", ALERTS], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{len(RULES)} rules found" in done.stdout


@pytest.mark.parametrize(
    ("series", "values", "fires"),
    [
        ('zakboek_engine_in_use{engine="rasa-2.example:5005"}', "1x4 0x9", {"ZakboekEngineLeftOut": "ticket"}),
        ('zakboek_engine_in_use{engine="rasa-2.example:5005"}', "1x4 0x2 1x9", {}),
        ('zakboek_counts_shared{store="redis"}', "1x4 0x9", {"ZakboekCountsApart": "ticket"}),
        ('zakboek_counts_shared{store="redis"}', "1x4 0x2 1x9", {}),
        ('zakboek_ready{part="rasa"}', "1x4 0x9", {"ZakboekNotReady": "page"}),
    ],
)
def test_an_alert_is_told_of_what_lasts_and_not_of_a_moment(
    tmp_path: Path, series: str, values: str, fires: dict[str, str]
) -> None:
    firing = [{"labels": f'{{alertname="{name}", severity="{how}"}}', "value": 1} for name, how in fires.items()]
    seen = {
        "expr": 'count by (alertname, severity) (ALERTS{alertstate="firing"})',
        "eval_time": "12m",
        "exp_samples": firing,
    }
    test = {"interval": "1m", "input_series": [{"series": series, "values": values}], "promql_expr_test": [seen]}
    file = tmp_path / "test.yml"
    file.write_text(yaml.safe_dump({"rule_files": [str(ALERTS)], "evaluation_interval": "1m", "tests": [test]}))
    done = subprocess.run([promtool(), "test", "rules", file], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_dashboard_is_as_grafana_has_it() -> None:
    read = Dashboard.from_json(BOARD)
    assert [type(panel) for panel in read.panels or []] == [
        RowPanel if panel["type"] == "row" else Panel for panel in BOARD["panels"]
    ]
    ids = [panel["id"] for panel in BOARD["panels"]]
    assert len(set(ids)) == len(ids)


def test_no_panel_lies_on_another_or_beside_the_page() -> None:
    taken: set[tuple[int, int]] = set()
    for panel in BOARD["panels"]:
        place = panel["gridPos"]
        cells = {(place["x"] + x, place["y"] + y) for x in range(place["w"]) for y in range(place["h"])}
        assert not cells & taken, panel["title"]
        assert place["x"] + place["w"] <= 24
        taken |= cells


def test_each_variable_is_used_and_each_that_is_used_is_there() -> None:
    there = {variable["name"] for variable in BOARD["templating"]["list"]}
    used = set(re.findall(r"\$\{?(?!__)(\w+)", json.dumps(BOARD["panels"])))
    assert used == there == {"datasource", "municipality", "channel"}
