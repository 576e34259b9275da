"""The papers on privacy say what the code does: settings, defaults, kinds, columns, terms, figures, open questions."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from fastapi.testclient import TestClient
from sqlalchemy import Boolean, Integer

from api.conversations import deletion, page_keys, retention, service
from api.settings import Settings, variable
from api.store.tables import Base, UtcDateTime
from content.live import LiveContent
from content.paths import DATA, ROOT, WIDGET
from content.training_questions import read_blocks
from content.training_talks import read_talks
from contract.message import DraftWork, MessageForPerson, Outcome
from contract.personal_data import PersonalData, placeholder
from runtime.text_cipher import TextCipher
from tests.api.conftest import DATABASE, a_client
from tests.support.content_in_force import content_in_force
from tests.support.fake_rasa import DOCUMENT, FakeRasa, an_answer
from tests.support.html_page import BROWSER
from tests.support.keys import decrypted
from tests.support.running_keys import ciphers_of

FOLDER = ROOT / "docs" / "privacy"
DPIA, REGISTER, CARD = (FOLDER / f"{name}.md" for name in ("dpia", "verwerkingsregister", "systeemkaart"))
ALGORITHM = FOLDER / "algoritmeregister.json"
PAPERS = (DPIA, REGISTER, CARD)

MARK = re.compile(r"^\*\*Vraag aan de gemeente (\d+):\*\* (.+)$", re.MULTILINE)
MARK_IN_JSON = re.compile(r"Vraag aan de gemeente (\d+): (.+)$")
DEFAULT = re.compile(r"`(ZAKBOEK_\w+)`,? \(?standaard `?(\w+)")


@pytest.fixture(scope="module")
def content() -> LiveContent:
    return LiveContent()


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory, content: LiveContent) -> Iterator[TestClient]:
    with a_client(tmp_path_factory.mktemp("var"), content) as client:
        yield client


@cache
def read(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def together() -> str:
    return "\n".join(map(read, (*PAPERS, ALGORITHM)))


def rows(file: Path, first_header: str) -> list[list[str]]:
    """The cells of the rows of the table with this first header, without the header; code without its marks."""
    lines = read(file).splitlines()
    [start] = [number for number, line in enumerate(lines) if line.startswith(f"| {first_header} |")]
    found = []
    for line in lines[start + 2 :]:
        if not line.startswith("|"):
            break
        found.append([cell.strip() for cell in line.strip("|").split("|")])
    return found


def code(pattern: str) -> set[str]:
    """What stands as code in the papers and is of this form, from its beginning to its end."""
    return {one for one in re.findall(r"`([^`\n]+)`", together()) if re.fullmatch(pattern, one)}


def is_in_code(phrase: str) -> bool:
    """Whether it stands anywhere in the code, or among the phrases by which the assistant knows what is meant."""
    return any(phrase in source for source in sources())


@cache
def sources() -> tuple[str, ...]:
    """The code, and the phrases by which the assistant knows what is meant."""
    folders = ("api", "bridge", "content", "operations", "runtime", "data/restart", "data/training/questions")
    files = (file for name in folders for file in (ROOT / name).rglob("*"))
    return tuple(read(file) for file in files if file.suffix in {".py", ".conf", ".yml"})


def settings() -> dict[str, Any]:
    """The default of each setting, by its variable."""
    return {variable(name): field.default for name, field in Settings.model_fields.items()}


def make_targets() -> set[str]:
    return set(re.findall(r"^([a-z0-9-]+):", read(ROOT / "Makefile"), re.MULTILINE))


# What is named exists


def test_each_setting_is_one() -> None:
    named = set(re.findall(r"ZAKBOEK_[A-Z_]+", together()))
    assert named >= {"ZAKBOEK_RETENTION_DAYS", "ZAKBOEK_VAR_DIR"}
    assert not named - settings().keys()


def test_each_default_is_that_of_its_setting() -> None:
    told = [found for file in PAPERS for found in DEFAULT.findall(read(file))]
    assert len(told) == sum(len(re.findall(r"\bstandaard\b", read(file))) for file in PAPERS) > 5
    assert not [one for one in told if str(settings()[one[0]]).lower() != one[1].lower()]


def test_each_command_is_one() -> None:
    named = {one.split(" ")[1] for one in code(r"make .+")}
    assert not named - make_targets()


def test_each_file_that_is_written_is_written_by_the_code() -> None:
    named = code(r"\w+\.(db|log)")
    assert {"gesprekken.db", "tracker.db"} <= named
    assert not [name for name in named if not is_in_code(name)]


def test_each_address_is_answered(client: TestClient) -> None:
    plain = code(r"/\S*")
    assert {"/privacy", "/gids/", "/readyz"} <= plain
    assert not [path for path in plain if client.get(path, headers=BROWSER).status_code == 404]
    calls, paths = code(r"[A-Z]+ /v1/\S+"), client.get("/v1/openapi.json").json()["paths"]
    assert calls
    for call in calls:
        method, path = call.split(" ")
        assert method.lower() in paths[path.removeprefix("/v1")]


# What is kept, where and for how long


def test_the_kinds_that_are_left_out_are_all_and_only_those_of_the_code() -> None:
    told = {kind: shown.strip("`") for kind, shown, _ in rows(DPIA, "Soort")}
    assert told == {kind.value: placeholder(kind) for kind in PersonalData}
    [listed] = [inside for field, inside in rows(REGISTER, "Veld") if field == "Weggelaten vóór het bewaren"]
    assert listed.split(", ") == [kind.value for kind in PersonalData]


def test_each_column_that_can_hold_a_text_is_in_the_appendix() -> None:
    bounded = (Boolean, Integer, UtcDateTime)
    columns = {
        (table.name, column.name)
        for table in Base.metadata.tables.values()
        for column in table.columns
        if not isinstance(column.type, bounded) and not getattr(column.type, "length", None)
    }
    told = {(table.strip("`"), column.strip("`")): typed for table, column, typed, _ in rows(DPIA, "Tabel")}
    assert told.keys() == columns
    assert set(told.values()) == {"ja", "nee"}


def test_what_is_typed_is_in_no_other_column(tmp_path: Path, content: LiveContent) -> None:
    typed = {(table.strip("`"), column.strip("`")) for table, column, ja, _ in rows(DPIA, "Tabel") if ja == "ja"}
    asks = {"outcome": Outcome.CONVERSATION}
    shown = MessageForPerson(DraftWork.SHOW, "voorbeeldstad")
    rasa = FakeRasa(
        [
            an_answer("U zei: kenmerkwoord", document=DOCUMENT, asks_name=True),
            an_answer("Met naam.", document=DOCUMENT),
            an_answer("Hoe kan de gemeente je bereiken?", asks_private=True, **asks),
            an_answer("Kijk het na.", message_for_person=shown, asks_private=True, **asks),
        ]
    )
    with a_client(tmp_path, content, rasa) as client:
        opened = client.post("/v1/gesprekken", json={"gemeente": "voorbeeldstad"}).json()
        path, headers = f"/v1/gesprekken/{opened['id']}/berichten", {"Authorization": f"Bearer {opened['token']}"}
        for text in ("een kenmerkwoord", "Kenmerkwoord", "laat een bericht achter", "kenmerkwoord@voorbeeld.example"):
            assert client.post(path, json={"tekst": text}, headers=headers).status_code == 201
        [*_, last] = client.get(path, headers=headers).json()["berichten"]
        rating = {"nuttig": False, "toelichting": "kenmerkwoord"}
        assert client.put(f"{path}/{last['id']}/waardering", json=rating, headers=headers).is_success
    found = set(columns_with("kenmerkwoord", tmp_path / DATABASE, ciphers_of(tmp_path)))
    assert found <= typed
    assert found >= {("messages", "text"), ("messages", "remark"), ("documents", "name"), ("message_drafts", "shown")}


def columns_with(word: str, database: Path, ciphers: Sequence[TextCipher]) -> Iterator[tuple[str, str]]:
    """The columns of a database in which a word stands, in any spelling, for who has the keys."""
    with closing(sqlite3.connect(database)) as connection:
        for table in Base.metadata.tables.values():
            for column in table.columns:
                values = connection.execute(f'SELECT "{column.name}" FROM "{table.name}"').fetchall()  # noqa: S608
                if any(word in decrypted(str(value), ciphers).lower() for [value] in values):
                    yield table.name, column.name


@pytest.mark.parametrize(
    "told",
    [
        f"hooguit {service.LONGEST_DRAFT.seconds // 3600} uur",
        f"een naam in een document | {deletion.LONGEST_NAME.days} dag",
        f"elke {deletion.RETENTION_SECONDS / 60:.0f} minuten",
        f"werkt {page_keys.ADDRESS_SECONDS // 3600} uur na de laatste vraag",
        f"bij 0 is dat {retention._SILENCE.seconds // 3600} uur",
    ],
)
def test_each_term_is_that_of_the_code(told: str) -> None:
    assert told in read(DPIA)


def test_the_visitors_page_names_buttons_by_their_words() -> None:
    told = "\n".join(one.text for one in content_in_force().texts["privacy"].values())
    buttons, phrases = re.findall(r"[Kk]ies [^“.]*“([^”{]+)”", told), re.findall(r"Typ “([^”]+)”", told)
    places = [*(ROOT / "api" / "pages" / "templates").iterdir(), WIDGET / "src" / "texts.ts"]
    shown = "\n".join(map(read, places))
    assert len(buttons) == 2
    assert not [button for button in buttons if button not in shown]
    assert phrases
    assert not [phrase for phrase in phrases if not is_in_code(phrase)]


# Figures


def test_each_figure_is_that_of_its_place() -> None:
    for what, figure, command, _, place in rows(CARD, "Wat"):
        file, *key = re.findall(r"`([^`]+)`", place)
        assert figures_agree(figure, ROOT / file, *key), f"{what}: {figure} is not what {place} says"
        counted = re.match(r"\d+ ", what)
        if counted and key:
            assert int(counted[0]) in under(ROOT / file, key[0].rpartition(".")[0]).values(), what
        named = re.findall(r"`make ([a-z-]+)", command)
        assert set(named) <= make_targets(), command


def figures_agree(figure: str, file: Path, key: str = "") -> bool:
    """Whether a Dutch figure ("97,8 %", "289 van 300", "2.000") is the one under a key, or stands in the text."""
    if key:
        return figure == f"{under(file, key) * 100:.1f} %".replace(".", ",")
    english = figure.replace(" van ", " of ").replace(".", "\0").replace(",", ".").replace("\0", ",")
    return re.search(rf"(?<![\d.,]){re.escape(english)}(?![\d,])", read(file).replace("\n", " ")) is not None


def under(file: Path, key: str) -> Any:
    """What a YAML file holds under a key such as `figures.direct`."""
    value: Any = yaml.safe_load(read(file))
    for name in key.split("."):
        value = value[name]
    return value


def test_the_figures_on_masking_are_those_of_the_decision() -> None:
    decision = ROOT / "docs" / "decisions" / "0014-masking.md"
    for figure in ("573 van 600", "2.903 van 2.905"):
        assert figure in read(DPIA)
        assert figures_agree(figure, decision)


def test_the_card_counts_what_there_is() -> None:
    content, talks = content_in_force(), read_talks(DATA.talks)
    places = sum(not one.is_invented for one in content.municipalities.register)
    tools, topics = len(content.guided_tools), len(list(content.guide))
    assert f"{topics} onderwerpen, {tools} tools als gesprek, en de loketten in {places} gemeenten" in read(CARD)
    counts = {what: number for what, number, _ in rows(CARD, "Waarvan")}
    assert counts["bedachte voorbeeldvragen"] == dutch(sum(len(one.examples) for one in read_blocks(DATA.questions)))
    assert counts["bedachte gesprekken"] == dutch(sum(len(talk.turns) > 1 for talk in talks))
    assert counts["bedachte losse eerste berichten"] == dutch(sum(len(talk.turns) == 1 for talk in talks))


def dutch(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def test_each_measure_meets_a_risk_and_each_risk_has_one() -> None:
    measures = {letter for letter, *_ in rows(DPIA, "Letter")}
    against = [cells[-1].split(", ") for cells in rows(DPIA, "Nr")]
    assert {letter for letters in against for letter in letters} == measures


# The algorithm register: publication standard 1.0 of algoritmes.overheid.nl, as of September 2025

LENGTHS = {
    **{"name": 100, "description_short": 400, "organization": 100, "contact_email": 500, "website": 500, "url": 500},
    **dict.fromkeys(("goal", "proportionality", "human_intervention", "risks", "lawful_basis", "impacttoetsen"), 2500),
    **{"source_data": 2500, "methods_and_models": 5000, "process_index_url": 500, "provider": 200, "publiccode": 500},
    **{"source_id": 100, "tags": 2500},
}
"""Characters that a text may have."""

LISTS = {"category", "lawful_basis_grouping", "impacttoetsen_grouping", "source_data_grouping"}
CHOSEN = {
    "status": {"In ontwikkeling", "In gebruik", "Buiten gebruik"},
    "publication_category": {"Hoog-risico AI-systeem", "Impactvolle algoritmes", "Overige algoritmes"},
    "lang": {"nld"},
    "standard_version": {"1.0"},
}
THEMES = {"Economie", "Organisatie en bedrijfsvoering", "Werk", "Sociale zekerheid"}
"""Those of the standard's themes that can be meant."""

MONTHS = ("begin_date", "end_date")
REQUIRED = {"name", "description_short", "organization", "status", "contact_email", "publication_category", "lang"}


def entry() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(read(ALGORITHM))
    return found


def is_asked(value: object) -> bool:
    """Whether the municipality still has to fill this in."""
    return isinstance(value, str) and MARK_IN_JSON.fullmatch(value) is not None


def test_the_entry_has_the_fields_of_the_standard_and_no_other() -> None:
    assert entry().keys() >= REQUIRED
    assert entry().keys() <= {*LENGTHS, *LISTS, *CHOSEN, *MONTHS}


def test_the_entry_keeps_to_the_lengths_and_values_of_the_standard() -> None:
    for name, value in entry().items():
        if name in LENGTHS:
            assert isinstance(value, str), name
            assert 0 < len(value) <= LENGTHS[name], name
        elif name in CHOSEN:
            assert value in CHOSEN[name], name
        elif name in MONTHS:
            assert is_asked(value) or re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", value), name
    assert set(entry()["category"]) <= THEMES
    assert len(entry()["category"]) <= 3


# Open questions


def test_each_open_question_stands_in_the_list_of_the_dpia_by_its_number() -> None:
    at_the_end = read(DPIA).partition("\n## Vragen aan de gemeente\n")[2].replace("`", "")
    listed = re.findall(r"^(\d+)\. (.+)$", at_the_end, re.MULTILINE)
    in_papers = {found for file in PAPERS for found in MARK.findall(read(file).replace("`", ""))}
    in_entry = {found for value in entry().values() for found in MARK_IN_JSON.findall(str(value))}
    assert [number for number, _ in listed] == [str(number) for number in range(1, len(listed) + 1)]
    assert in_papers | in_entry == set(listed)


def test_an_open_question_is_marked_in_one_way() -> None:
    for file in PAPERS:
        told = read(file).count("Vraag aan de gemeente")
        said_how = file.name == DPIA.name  # its beginning says how they are marked
        assert told - said_how == len(MARK.findall(read(file))) > 0, file.name
