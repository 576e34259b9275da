"""A municipality's own file: every mistake is refused with its line; the last good version stays."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from content.live import LiveContent
from content.municipalities.own_file import read_own_file
from content.municipalities.register import read_register
from content.paths import DATA
from content.problems import ContentError
from tests.support.content_in_force import content_in_force

EXAMPLE = (DATA.municipalities / "voorbeeldstad.yml").read_text(encoding="utf-8")
REGISTER = read_register(DATA.register)
TOPICS = content_in_force().guide.topics


def line_of(text: str) -> int:
    return EXAMPLE[: EXAMPLE.index(text)].count("\n") + 1


@pytest.mark.parametrize("file", sorted(DATA.municipalities.glob("*.yml")), ids=lambda file: file.stem)
def test_the_examples_are_right_and_invented(file: Path) -> None:
    own = read_own_file(file, REGISTER, TOPICS)
    assert own.municipality.is_invented
    for point in own.contact_points:
        assert point.email.endswith(".example") or not point.email
        assert point.phone.startswith("0900 000") or not point.phone


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        ("voor: [werk]", "voor: [wrk]", "'wrk' kan hier niet; wel vergunning"),
        ("maandag: 09:00-17:00", "maandag: 9-17", "'9-17' heeft niet de goede vorm"),
        ("maandag: 09:00-17:00", "maandag: 17:00-09:00", "eindigt voor het begint"),
        ("telefoon: 0900 000 0001", "telefon: 0900 000 0001", "'telefon' is hier niet bekend"),
        ("beleid/accountmanager:", "beleid/bestaat-niet:", "het onderwerp 'beleid/bestaat-niet' bestaat niet"),
        ("{van: 2026-12-28", "{van: 2026-13-28", "deze datum bestaat niet"),
        ("{van: 2026-12-28", "{van: 2027-12-28", "'tot' ligt voor 'van'"),
        ("telefoon: 0900 000 0001", "telefoon: 06 123", "'06 123' is geen telefoonnummer dat bestaat"),
        ("{dag: 12-24", "{dag: 02-30", "deze datum bestaat niet: 02-30"),
        ("{dag: 12-24", "{dag: 24 december", "Een datum, zoals 2026-12-24, of 12-24 voor elk jaar"),
        ('uren: "09:00-12:00", reden: kerstavond', 'uren: "12:00-09:00"', "eindigt voor het begint"),
        ("goede-vrijdag: dicht", "goede-vrijdag: half", "'half' kan hier niet; wel open, dicht"),
        ("bevrijdingsdag: om-de-vijf-jaar", "bevrijdingsdag: soms", "wel open, dicht, om-de-vijf-jaar"),
        ("goede-vrijdag: dicht", "goedevrijdag: dicht", "'goedevrijdag' is hier niet bekend; wel nieuwjaarsdag"),
        ("email: berichten@voorbeeldstad.example", "email: berichten", "heeft niet de goede vorm"),
        ("[https://www.voorbeeldstad.example]", "[www.voorbeeldstad.example]", "heeft niet de goede vorm"),
        ("fictief: true", "fictief: misschien", "dit moet boolean zijn"),
        ("fictief: true", "fictief: false", "staat niet in het register van gemeenten"),
        ("naam: Voorbeeldstad", "naam: Zwolle", "hoort in het bestand zwolle.yml"),
    ],
)
def test_a_mistake_is_refused_with_its_line(tmp_path: Path, right: str, wrong: str, message: str) -> None:
    file = tmp_path / "voorbeeldstad.yml"
    file.write_text(EXAMPLE.replace(right, wrong, 1), encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        read_own_file(file, REGISTER, TOPICS)
    problem = next(problem for problem in caught.value.problems if message in problem.message)
    assert abs(problem.line - line_of(right)) <= 1


def test_the_last_good_version_stays_in_force(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("content.live.SECONDS_BETWEEN_LOOKS", 0.0)
    file = tmp_path / "voorbeeldstad.yml"
    file.write_text(EXAMPLE, encoding="utf-8")
    live = LiveContent(replace(DATA, municipalities=tmp_path))

    def phone() -> str:
        [own] = live.current.municipalities.own.values()
        return own.contact_points[0].phone

    file.write_text(EXAMPLE.replace("0900 000 0001", "0900 000 0099"), encoding="utf-8")
    assert phone() == "0900 000 0099"
    assert live.problem is None
    file.write_text(EXAMPLE.replace("voor: [werk]", "voor: [wrk]"), encoding="utf-8")
    assert phone() == "0900 000 0099"
    assert live.problem is not None and "voorbeeldstad.yml:" in live.problem
    file.write_text(EXAMPLE, encoding="utf-8")
    assert phone() == "0900 000 0001"
    assert live.problem is None
    file.unlink()
    assert not live.current.municipalities.own


@pytest.mark.parametrize(
    ("written", "link"),
    [
        ("06-12345678", "tel:+31612345678"),
        ("+31 (0)6 12345678", "tel:+31612345678"),
        ("(030) 286 00 00", "tel:+31302860000"),
        ("030 – 286 00 00", "tel:+31302860000"),
        ("14 020", "tel:14020"),
        ("088 123 4567", "tel:+31881234567"),
        ("0900-1234", "tel:09001234"),
    ],
)
def test_a_number_is_shown_as_written_and_dialled_right(tmp_path: Path, written: str, link: str) -> None:
    file = tmp_path / "voorbeeldstad.yml"
    file.write_text(EXAMPLE.replace("0900 000 0001", f'"{written}"'), encoding="utf-8")
    point = read_own_file(file, REGISTER, TOPICS).contact_points[0]
    assert (point.phone, point.phone_link) == (written, link)
