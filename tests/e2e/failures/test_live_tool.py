"""An editor rewords a question and adds a step: live in seconds, without training, for conversations under way."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from pathlib import Path

import httpx

from content.paths import DATA
from tests.support.client import Reply, Talk
from tests.support.running_assistant import start

LIVE_WITHIN_SECONDS = 5
QUESTION, REWORDED = "In welke fase zit de onderneming?", "Hoe lang bestaat de onderneming al?"
STEP = """  - id: omvang
    kop: Omvang
    vraag: Hoeveel mensen werken er?
    uitleg: Dan weet je hoe groot de onderneming is.
    soort: tekst
"""


def live(see: Callable[[], Reply], is_there: Callable[[Reply], bool]) -> Reply:
    began = time.monotonic()
    while not is_there(reply := see()):
        assert time.monotonic() - began < LIVE_WITHIN_SECONDS, reply.text
    print(f"live after {time.monotonic() - began:.1f} s")
    return reply


def test_a_reworded_question_and_a_new_step_are_live(tmp_path: Path) -> None:
    tools = tmp_path / "tools"
    shutil.copytree(DATA.guided_tools, tools)
    file = tools / "kennismaken.yml"
    right = file.read_text(encoding="utf-8")
    with (
        start(tmp_path / "var", tools_dir=str(tools)) as running,
        httpx.Client(base_url=running.url, timeout=60) as web,
    ):
        talk = Talk(web)
        talk.say("start kennismaken")
        for answer in ("soep", "minder afval", "nee"):
            talk.say(answer)
        file.write_text(right.replace(QUESTION, REWORDED), encoding="utf-8")
        live(lambda: talk.say("herhaal de vraag"), lambda reply: REWORDED in reply.text)

        file.write_text(right.replace("  - id: geld", f"{STEP}  - id: geld", 1), encoding="utf-8")
        live(lambda: talk.say("herhaal de vraag"), lambda reply: "vraag 4 van 7" in reply.text)
        assert "Hoeveel mensen werken er?" in talk.say("opstart").text

        file.write_text(right.replace("soort: keuze", "soort: keus"), encoding="utf-8")
        time_out = time.monotonic() + LIVE_WITHIN_SECONDS
        while not (problem := web.get("/readyz").json()["content"]["problem"]):
            assert time.monotonic() < time_out
        assert "kennismaken.yml:" in problem
        assert "Hoeveel mensen werken er?" in talk.say("herhaal de vraag").text
