"""The Helm chart: rendered by Helm itself, held against Kubernetes' schemas, closed as docker-compose.yml is.

Helm and the schemas are 350 MB, so they are in no environment: `make check-chart` fetches them for this file alone.
"""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Callable
from typing import Any

import pytest
import yaml

from api.settings import Settings, load_settings, variable
from api.version import VERSION
from content.paths import ROOT
from operations.serve.start import AFTER_LAST_TURN_SECONDS

helm_python = pytest.importorskip("helm_python", reason="Helm is missing: `make check-chart` brings it")
kubernetes_validate = pytest.importorskip("kubernetes_validate", reason="`make check-chart` brings the schemas")

FOLDER = ROOT / "operations" / "deploy" / "helm" / "zakboek"
OLDEST, NEWEST = "1.29", "1.35"
"""Versions of Kubernetes that it is held against; the chart asks for the first."""

LEAST: dict[str, Any] = {
    "images": {"door": "registry.example/zakboek-door:1", "rasa": "registry.example/zakboek-rasa:1"},
    "secrets": {"existingSecret": "zakboek"},
}
FULL: dict[str, Any] = {
    **LEAST,
    "secrets": {
        "existingSecret": "zakboek",
        "keys": {"ZAKBOEK_METRICS_TOKEN": "metrics-token", "ZAKBOEK_REDIS_URL": "redis-url"},
    },
    "ingress": {"enabled": True, "className": "nginx", "host": "zakboek.example", "tlsSecret": "zakboek-tls"},
    "storage": {"className": "encrypted"},
    "serviceMonitor": {"enabled": True},
    "networkPolicy": {"egress": [{"to": [{"ipBlock": {"cidr": "192.0.2.7/32"}}], "ports": [{"port": 587}]}]},
    "nodeSelector": {"kubernetes.io/arch": "amd64"},
    "tolerations": [{"key": "zakboek", "operator": "Exists"}],
    "images": {**LEAST["images"], "pullSecrets": [{"name": "registry"}]},
}

Render = Callable[[dict[str, Any]], dict[str, dict[str, Any]]]


@pytest.fixture
def render() -> Render:
    """The objects that Helm makes of the values, by their kind."""

    def rendered(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
        with helm_python.Chart.load(str(FOLDER)) as chart:
            made = chart.render(values, name="zakboek", namespace="zakboek")
        files = (text for name, text in made.items() if name.endswith(".yaml"))
        objects = [one for one in itertools.chain(*map(yaml.safe_load_all, files)) if one]
        assert len({one["kind"] for one in objects}) == len(objects)
        return {one["kind"]: one for one in objects}

    return rendered


def containers(objects: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    pod = objects["StatefulSet"]["spec"]["template"]["spec"]
    return {one["name"]: one for one in (*pod["initContainers"], *pod["containers"])}


@pytest.mark.parametrize("values", [LEAST, FULL], ids=["least", "full"])
@pytest.mark.parametrize("version", [OLDEST, NEWEST])
def test_kubernetes_takes_what_helm_makes(render: Render, values: dict[str, Any], version: str) -> None:
    objects = render(values)
    assert {"StatefulSet", "Service", "NetworkPolicy", "PodDisruptionBudget"} <= objects.keys()
    for kind, one in objects.items():
        if kind != "ServiceMonitor":  # of the Prometheus operator; its schema is in no registry
            kubernetes_validate.validate(one, version, strict=True)


def test_helm_finds_nothing_wrong() -> None:
    found = helm_python.lint(str(FOLDER), FULL, strict=True)
    assert found["errors"] == []
    assert [one["error"] for one in found["messages"]] == ["icon is recommended"]


def test_its_version_is_that_of_the_assistant() -> None:
    chart = yaml.safe_load((FOLDER / "Chart.yaml").read_text(encoding="utf-8"))
    assert chart["appVersion"] == VERSION
    assert chart["kubeVersion"] == f">={OLDEST}.0-0"


def test_only_the_door_can_be_reached_and_only_by_those_named(render: Render) -> None:
    objects = render(FULL)
    parts = containers(objects)
    assert [name for name, one in parts.items() if "ports" in one] == ["door"]
    assert "--host 127.0.0.1" in parts["rasa"]["args"][0]
    policy = objects["NetworkPolicy"]["spec"]
    assert policy["policyTypes"] == ["Ingress", "Egress"]
    [let_in] = policy["ingress"]
    assert let_in["ports"] == [{"protocol": "TCP", "port": "http"}]
    assert let_in["from"] == [{"namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "ingress-nginx"}}}]
    dns, mail = policy["egress"]
    assert {port["port"] for port in dns["ports"]} == {53}
    assert mail == FULL["networkPolicy"]["egress"][0]
    assert objects["Service"]["spec"]["type"] == "ClusterIP"


def test_each_container_is_hardened_and_bounded(render: Render) -> None:
    objects = render(LEAST)
    pod = objects["StatefulSet"]["spec"]["template"]["spec"]
    assert pod["securityContext"]["runAsNonRoot"] is True
    assert pod["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    assert pod["automountServiceAccountToken"] is False
    for name, one in containers(objects).items():
        assert one["securityContext"] == {
            "allowPrivilegeEscalation": False,
            "readOnlyRootFilesystem": True,
            "privileged": False,
            "capabilities": {"drop": ["ALL"]},
        }
        assert one["resources"]["requests"].keys() == one["resources"]["limits"].keys() == {"cpu", "memory"}
        assert "livenessProbe" in one
        assert {mount["mountPath"] for mount in one["volumeMounts"]} == {"/zakboek/var", "/tmp"}, name  # noqa: S108
        for dockerfile in (ROOT / "operations" / "deploy").glob("*.Dockerfile"):
            assert f"USER {pod['securityContext']['runAsUser']}:" in dockerfile.read_text("utf-8")


def test_one_pod_at_a_time_that_may_be_moved(render: Render) -> None:
    objects = render(LEAST)
    assert objects["StatefulSet"]["spec"]["replicas"] == 1
    assert objects["PodDisruptionBudget"]["spec"]["maxUnavailable"] == 1
    with pytest.raises(helm_python.HelmError, match="a database that they share"):
        render({**LEAST, "autoscaling": {"enabled": True}})


def test_the_door_stops_first_and_turns_have_their_time(render: Render) -> None:
    objects = render(LEAST)
    assert containers(objects)["rasa"]["restartPolicy"] == "Always", "a sidecar stops after the door"
    seconds = objects["StatefulSet"]["spec"]["template"]["spec"]["terminationGracePeriodSeconds"]
    assert seconds >= 2 * (load_settings().turn_timeout + AFTER_LAST_TURN_SECONDS)


def test_secrets_are_named_and_never_given(render: Render) -> None:
    secret = {variable(name) for name, field in Settings.model_fields.items() if "Secret" in str(field.annotation)}
    objects = render(FULL)
    for one in containers(objects).values():
        for given in one["env"]:
            in_a_file = given.get("value", "").startswith("sqlite:///")
            assert given["name"] not in secret or given.get("value", "") == "" or in_a_file, given
    door = {given["name"]: given.get("valueFrom") for given in containers(objects)["door"]["env"]}
    assert {name for name in door if door[name]} == {
        "ZAKBOEK_BRIDGE_SECRET",
        "ZAKBOEK_MASTER_KEY",
        "ZAKBOEK_METRICS_TOKEN",
        "ZAKBOEK_REDIS_URL",
    }
    rasa = {given["name"] for given in containers(objects)["rasa"]["env"]}
    assert not {"ZAKBOEK_MASTER_KEY", "ZAKBOEK_REDIS_URL"} & rasa
    for name in sorted(secret):
        with pytest.raises(helm_python.HelmError):
            render({**LEAST, "settings": {name: "given in the open"}})


def test_rasa_has_the_database_of_the_door_where_that_is_a_server(render: Render) -> None:
    def tracker(**keys: str) -> Any:
        values = {**LEAST, "secrets": {"existingSecret": "zakboek", "keys": keys}}
        [given] = [one for one in containers(render(values))["rasa"]["env"] if one["name"] == "ZAKBOEK_TRACKER_URL"]
        return given.get("value") or given["valueFrom"]["secretKeyRef"]["key"]

    assert tracker() == "sqlite:////zakboek/var/tracker.db"
    assert tracker(ZAKBOEK_DATABASE_URL="database-url", ZAKBOEK_KEYS_URL="keys-url") == "database-url"
    assert tracker(ZAKBOEK_DATABASE_URL="database-url", ZAKBOEK_TRACKER_URL="rasa-url") == "rasa-url"


def test_each_setting_that_it_gives_is_one_and_kubernetes_adds_none(render: Render) -> None:
    pod = render(FULL)["StatefulSet"]["spec"]["template"]["spec"]
    assert pod["enableServiceLinks"] is False
    known = {variable(name) for name in Settings.model_fields}
    assert {given["name"] for given in pod["containers"][0]["env"]} <= known


def test_visitors_come_by_tls_under_the_name_that_the_door_knows(render: Render) -> None:
    objects = render(FULL)
    assert objects["Ingress"]["spec"]["tls"] == [{"hosts": ["zakboek.example"], "secretName": "zakboek-tls"}]
    env = {given["name"]: given.get("value") for given in containers(objects)["door"]["env"]}
    assert env["ZAKBOEK_PUBLIC_URL"] == "https://zakboek.example"
    for missing in ("host", "tlsSecret"):
        with pytest.raises(helm_python.HelmError, match=missing):
            render({**FULL, "ingress": {**FULL["ingress"], missing: ""}})


def test_nothing_starts_without_images_and_a_secret(render: Render) -> None:
    for missing in ({}, {"images": LEAST["images"]}, {"secrets": LEAST["secrets"]}):
        with pytest.raises(helm_python.HelmError):
            render(missing)


def test_prometheus_asks_with_the_token_under_the_name_of_the_alerts(render: Render) -> None:
    monitor = render(FULL)["ServiceMonitor"]["spec"]
    [endpoint] = monitor["endpoints"]
    assert endpoint["authorization"]["credentials"] == {"name": "zakboek", "key": "metrics-token"}
    assert render(FULL)["Service"]["metadata"]["labels"][monitor["jobLabel"]] == "zakboek"
    with pytest.raises(helm_python.HelmError, match="ZAKBOEK_METRICS_TOKEN"):
        render({**LEAST, "serviceMonitor": {"enabled": True}})


def test_every_value_is_in_the_schema() -> None:
    values = yaml.safe_load((FOLDER / "values.yaml").read_text(encoding="utf-8"))
    schema = json.loads((FOLDER / "values.schema.json").read_text(encoding="utf-8"))
    assert values.keys() | {"global"} == schema["properties"].keys()
    used = set(re.findall(r"\.Values\.(\w+)", "".join(f.read_text("utf-8") for f in FOLDER.rglob("templates/*"))))
    assert used == values.keys()
