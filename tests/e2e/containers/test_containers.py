"""Both images built and docker-compose.yml brought up: it answers, it is cut off from outside, and it goes on."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from aiosmtpd.controller import Controller

from content.paths import DATA, ROOT
from tests.support import containers
from tests.support.assistant import free_ports
from tests.support.client import Talk
from tests.support.containers import Composed, Podman
from tests.support.waiting import until

WHY_NOT = containers.missing()
pytestmark = pytest.mark.skipif(WHY_NOT is not None, reason=f"Skipped: {WHY_NOT}.")

SERVICES = ("door", "rasa", "actions")
START_SECONDS = 300
PORT, SMTP_PORT = free_ports(2)
STATUS_SECRET = os.urandom(16).hex()
USER = 10001
TURN = "Wat doet een inkoper?"


def ready(url: str) -> bool:
    try:
        return httpx.get(f"{url}/readyz", timeout=5, trust_env=False).status_code == httpx.codes.OK
    except httpx.TransportError:
        return False


@pytest.fixture(scope="module")
def composed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Composed]:
    podman = Podman()
    began = time.monotonic()
    podman.build()
    print(f"built in {time.monotonic() - began:.0f} s")
    settings = {
        "ZAKBOEK_BRIDGE_SECRET": os.urandom(16).hex(),
        "ZAKBOEK_ACTIONS_SECRET": os.urandom(16).hex(),
        "ZAKBOEK_STATUS_SECRET": STATUS_SECRET,
        "ZAKBOEK_PORT": str(PORT),
        "ZAKBOEK_SMTP_HOST": "host.containers.internal",
        "ZAKBOEK_SMTP_PORT": str(SMTP_PORT),
        "ZAKBOEK_SMTP_TLS": "false",
        "ZAKBOEK_MAX_TEXT_LENGTH": "321",
    }
    with Composed(podman, tmp_path_factory.mktemp("zakboek"), settings).up() as running:
        began = time.monotonic()
        until(lambda: ready(running.url), START_SECONDS)
        print(f"ready {time.monotonic() - began:.0f} s after it was started")
        yield running


@pytest.fixture
def client(composed: Composed) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=composed.url, timeout=60, trust_env=False) as client:
        yield client


def test_it_answers(client: httpx.Client) -> None:
    reply = Talk(client).say(TURN)
    assert (reply.outcome, reply.sources[0]) == ("antwoord", "rol/inkoper")


@pytest.mark.parametrize("service", SERVICES)
def test_each_part_is_healthy_and_can_change_nothing(composed: Composed, service: str) -> None:
    assert composed.podman.run("healthcheck", "run", composed.container(service), check=False).returncode == 0
    assert composed.python(service, "import os; print(os.getuid(), os.getgid())") == f"{USER} {USER}"
    tried = (
        "import os; print([path for path in ('/zakboek', '/zakboek/data/live', '/etc') if os.access(path, os.W_OK)])"
    )
    assert composed.python(service, tried) == "[]"
    state = composed.podman.inspect(composed.container(service))
    assert state["EffectiveCaps"] in (None, [])
    assert state["HostConfig"]["ReadonlyRootfs"] is True


@pytest.mark.parametrize(("service", "file"), [("door", "gesprekken.db"), ("rasa", "tracker.db")])
def test_what_is_kept_is_in_a_volume_of_its_user(
    composed: Composed, client: httpx.Client, service: str, file: str
) -> None:
    Talk(client).say(TURN)
    look = f"import os; print(os.stat('/zakboek/var/{file}').st_uid, os.path.ismount('/zakboek/var'))"
    assert composed.python(service, look) == f"{USER} True"


def test_only_the_door_is_published_and_reaches_outside(composed: Composed) -> None:
    ports = {
        service: composed.podman.inspect(composed.container(service))["HostConfig"]["PortBindings"]
        for service in SERVICES
    }
    assert {service for service, bound in ports.items() if bound} == {"door"}
    assert ports["door"]["8000/tcp"][0]["HostIp"] == "127.0.0.1"
    # A route to everywhere has the destination 0.0.0.0, in the kernel's table written as eight noughts.
    routes = "print([line.split()[1] for line in open('/proc/net/route')][1:].count('00000000'))"
    assert [composed.python(service, routes) for service in SERVICES] == ["1", "0", "0"]


def test_what_is_inside_cannot_reach_a_server_outside(composed: Composed) -> None:
    """A server on this machine's side of the outer network: the door reaches it, the other two do not."""
    server = Controller(Mailbox(), hostname="0.0.0.0", port=SMTP_PORT)  # noqa: S104
    server.start()
    try:
        gateway = next(
            network["Gateway"]
            for name, network in composed.podman.inspect(composed.container("door"))["NetworkSettings"][
                "Networks"
            ].items()
            if name.endswith("outside")
        )
        reach = f"import socket; print(socket.socket().connect_ex(('{gateway}', {SMTP_PORT})) == 0)"
        assert [composed.python(service, reach) for service in SERVICES] == ["True", "False", "False"]
    finally:
        server.stop()


def test_one_model_is_in_the_image_and_it_is_the_one_that_runs(composed: Composed, client: httpx.Client) -> None:
    look = "import json, pathlib; print(json.dumps(sorted(file.name for file in pathlib.Path('models').iterdir())))"
    [archive] = [name for name in json.loads(composed.python("rasa", look)) if name.endswith(".tar.gz")]
    status = client.get("/readyz", headers={"Authorization": f"Bearer {STATUS_SECRET}"}).json()
    assert (status["status"], status["model"]["name"]) == ("ready", archive.removesuffix(".tar.gz"))
    assert not [name for name in json.loads(composed.python("rasa", look)) if name == "vectors"]


@pytest.mark.parametrize("service", ["door", "actions"])
def test_opening_hours_are_in_dutch_time(composed: Composed, service: str) -> None:
    look = "from content.municipalities.opening_hours import ZONE; from datetime import datetime as d; print(d(2026, 7, 1, tzinfo=ZONE).utcoffset())"
    assert composed.python(service, look) == "2:00:00"


def test_a_setting_in_the_file_is_in_force(client: httpx.Client) -> None:
    opened = client.post("/v1/gesprekken", json={}).json()
    path, headers = f"/v1/gesprekken/{opened['id']}/berichten", {"Authorization": f"Bearer {opened['token']}"}
    assert client.post(path, json={"tekst": "a" * 322}, headers=headers).status_code == 400
    assert client.post(path, json={"tekst": "a" * 321}, headers=headers).status_code == 201


def test_an_edit_is_live_in_the_container(composed: Composed, client: httpx.Client) -> None:
    file = composed.folder / "data" / DATA.guide.relative_to(ROOT / "data") / "rol" / "inkoper.md"
    text = file.read_text(encoding="utf-8")
    first = Talk(client).say(TURN).text.split(".")[0]
    assert first in text
    file.write_text(text.replace(first, "Dit is zojuist veranderd", 1), encoding="utf-8")
    until(lambda: "Dit is zojuist veranderd" in Talk(client).say(TURN).text, 10)
    until(lambda: "Dit is zojuist veranderd" in client.get("/gids/rol/inkoper").text, 10)


class Mailbox:
    """What a mail server has taken."""

    def __init__(self) -> None:
        self.mails: list[str] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: D102, N802
        self.mails.append(envelope.content.decode("utf-8"))
        return "250 OK"


def test_a_message_that_someone_leaves_goes_out_by_mail(client: httpx.Client) -> None:
    mailbox = Mailbox()
    server = Controller(mailbox, hostname="0.0.0.0", port=SMTP_PORT)  # noqa: S104
    server.start()
    try:
        talk = Talk(client, gemeente="voorbeeldstad")
        talk.say("Welke subsidies zijn er?")
        talk.choose(talk.say("ik wil iemand spreken").choices["Laat een bericht achter"])
        talk.choose(talk.say("bel me op 06 12 34 56 78").choices["Ja, verstuur dit bericht"])
        assert "berichten@voorbeeldstad.example" in until(lambda: mailbox.mails)[0]
    finally:
        server.stop()


@pytest.mark.parametrize("service", SERVICES)
def test_a_part_that_is_killed_comes_back(composed: Composed, client: httpx.Client, service: str) -> None:
    talk = Talk(client)
    talk.say(TURN)
    process = composed.podman.inspect(composed.container(service))["State"]["Pid"]
    os.kill(process, signal.SIGKILL)
    until(lambda: composed.podman.inspect(composed.container(service))["State"]["Pid"] not in (0, process))
    until(lambda: ready(composed.url), START_SECONDS)
    assert talk.say("Wat doet een verbinder?").sources == ["rol/verbinder"]
    assert len(talk.history()) >= 4


def test_a_part_that_is_still_starting_stops_at_once(composed: Composed) -> None:
    composed.podman.run("restart", "--time", "40", composed.container("rasa"))
    began = time.monotonic()
    composed.podman.run("stop", "--time", "40", composed.container("rasa"))
    assert time.monotonic() - began < 40
    assert composed.podman.inspect(composed.container("rasa"))["State"]["ExitCode"] != 128 + signal.SIGKILL
    composed.podman.run("start", composed.container("rasa"))


def test_it_stops_in_its_own_time_and_keeps_what_was_said(composed: Composed, client: httpx.Client) -> None:
    until(lambda: ready(composed.url), START_SECONDS)
    talk = Talk(client)
    talk.say(TURN)
    began = time.monotonic()
    composed.compose("stop")
    print(f"stopped in {time.monotonic() - began:.0f} s")
    states = {service: composed.podman.inspect(composed.container(service))["State"] for service in SERVICES}
    killed = {service for service, state in states.items() if state["ExitCode"] == 128 + signal.SIGKILL}
    assert not killed
    composed.compose("start")
    until(lambda: ready(composed.url), START_SECONDS)
    assert TURN in [message["tekst"] for message in talk.history()]
    assert talk.say("waarom?").outcome == "antwoord"
