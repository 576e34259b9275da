"""One talk in Slack and one in Teams, from the first question until nothing of it is stored; and what files hold."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pypdf
import pytest

from operations.trial.slack.workspace import TEAM, direct_message_of
from operations.trial.teams.activities import CLIENT_SECRET, TENANT
from tests.support.assistant import BackgroundAssistant
from tests.support.channel_reading import Shown
from tests.support.channel_talks import ChannelTalk, SlackTalk, TeamsTalk
from tests.support.platforms import SLACK_CLIENT_SECRET, SLACK_SECRET, PlatformsAndAssistant
from tests.support.running_assistant import model_under_test, processes
from tests.support.running_keys import ciphers_of, readable_by_file

STEERING = {"Leg uit", "Sla over", "Terug", "Stop"}
MOST_STEPS = 12


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PlatformsAndAssistant]:
    """With a folder for temporary files beside that of the assistant, so that all it writes stands below one."""
    folder = tmp_path_factory.mktemp("channels")
    (folder / "tmp").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TMPDIR", str(folder / "tmp"))
        with PlatformsAndAssistant(model_under_test(), folder / "var") as running:
            yield running


def fill_in(talk: ChannelTalk, shown: Shown, words: str) -> Shown:
    """Answer every question: with the first option where there are options, in words elsewhere."""
    for _ in range(MOST_STEPS):
        if shown.documents:
            return shown
        options = [label for label in shown.choices if label not in STEERING]
        if "Dat waren ze" in options:
            shown = talk.choose("Dat waren ze")
        else:
            shown = talk.choose(options[0]) if options else talk.say(words)
    raise AssertionError(shown)


def words_of(address: str) -> str:
    content = httpx.get(address, timeout=60).raise_for_status().content
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages).split())


def holding(found: dict[str, bytes], *traces: str) -> list[tuple[str, str]]:
    return [(file, trace) for file, content in found.items() for trace in traces if trace.encode() in content]


def written_elsewhere(assistant: BackgroundAssistant, folder: Path) -> list[str]:
    """Files outside the folder that processes of the assistant have open to write."""
    opened = [file for process in processes(assistant, "") for file in process.open_files() if file.mode != "r"]
    return [file.path for file in opened if not Path(file.path).is_relative_to(folder)]


def in_plain(folder: Path, *traces: str) -> list[tuple[str, str]]:
    """Which of the traces anybody can read, and in which file."""
    files = [file for file in sorted(folder.rglob("*")) if file.is_file()]
    return [found for file in files for found in holding({file.name: file.read_bytes()}, *traces)]


@pytest.mark.parametrize("begin", [SlackTalk, TeamsTalk], ids=["slack", "teams"])
def test_from_a_question_to_nothing(
    world: PlatformsAndAssistant, begin: Callable[[PlatformsAndAssistant], ChannelTalk]
) -> None:
    talk = begin(world)
    assert "computerprogramma" in talk.greeting.words

    answer = talk.say("Wat vraag ik bij een kennismaking?")
    assert answer.sources == ("tool/kennismaken",)
    assert "vanaf pagina 9" in answer.source_lines[0]

    begun = talk.choose("Loop de zes vragen met mij door")
    assert "vraag 1 van 6" in begun.words
    assert any("Gekozen: Loop de zes vragen met mij door" in one.words for one in talk.each_message())

    done = fill_in(talk, begun, "Ze bouwen zeldzaamfietsen")
    assert "Ze bouwen zeldzaamfietsen" in words_of(done.documents[-1])

    talk.say("Wat doet een inkoper?")
    talk.rate(useful=True)
    assert any("Je vond d" in one.words for one in talk.each_message())

    copied = talk.copy()["berichten"]
    assert [one["uitkomst"] for one in copied if one["nuttig"]] == ["antwoord"]
    assert "zeldzaamfietsen" in str(copied)
    keys = ciphers_of(world.assistant.var_dir)
    assert holding(readable_by_file(world.assistant.var_dir, keys), "zeldzaamfietsen")

    asked = talk.say("wis alles")
    talk.choose(asked.choices[0])
    assert any("Je gesprek is bij mij gewist" in one.words for one in talk.each_message())
    assert httpx.get(done.documents[0], timeout=60).status_code == httpx.codes.NOT_FOUND
    assert holding(readable_by_file(world.assistant.var_dir, keys), "zeldzaamfietsen") == []


def test_no_typed_text_token_or_id_of_a_platform_stands_in_a_file_in_plain(world: PlatformsAndAssistant) -> None:
    slack, teams = SlackTalk(world), TeamsTalk(world)
    for talk in (slack, teams):
        talk.say("Wat vraag ik bij een kennismaking? zeldzaamwoord")
        talk.say("stuur mij elke maandag een tip")
    done = [fill_in(talk, talk.say("start kennismaken"), "Ze bakken zeldzaamwoord") for talk in (slack, teams)]
    links = [address.rpartition("/")[2] for shown in done for address in shown.documents]
    tokens = list(world.slack.workspace.tokens)
    ids = [
        TEAM,
        slack.person,
        direct_message_of(slack.person),
        slack.thread,
        TENANT,
        teams.room.id,
        *teams.person.account.values(),
    ]
    var_dir = world.assistant.var_dir
    written = {file.name for file in var_dir.rglob("*")}
    assert {"gesprekken.db", "gesprekken.db-wal", "sleutels.db", "tracker.db", "rasa.log", "assistant.log"} <= written
    assert written_elsewhere(world.assistant, var_dir.parent) == []
    secrets = [SLACK_SECRET, SLACK_CLIENT_SECRET, CLIENT_SECRET]
    assert in_plain(var_dir.parent, "zeldzaamwoord", *links, *tokens, *secrets, *ids) == []
    with_the_keys = {trace for _, trace in holding(readable_by_file(var_dir), "zeldzaamwoord", *tokens)}
    assert with_the_keys == {"zeldzaamwoord", *tokens}
