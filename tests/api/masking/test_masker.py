"""Without its lists nothing is masked, and so nothing starts."""

from __future__ import annotations

import shutil
from itertools import pairwise
from pathlib import Path

import pytest

from api.masking.masker import Masker
from api.masking.name_lists import CONTEXT, FIRST_NAMES, LETTERS
from content.live import LiveContent
from content.paths import DATA
from content.phrase_lists import PhraseListsError
from contract.personal_data import PersonalData
from tests.support.masker import masker


@pytest.fixture
def lists(tmp_path: Path) -> Path:
    """A copy of the lists that a test can spoil."""
    return Path(shutil.copytree(DATA.personal_data, tmp_path / "persoonsgegevens"))


def test_it_reads_what_is_there(lists: Path) -> None:
    assert Masker.read(lists, ["Zwolle"]).mask("ik heet Fatima").text == "ik heet [naam]"


@pytest.mark.parametrize("file", sorted(file.name for file in DATA.personal_data.iterdir()))
def test_a_list_that_is_missing_or_empty_is_named(lists: Path, file: str) -> None:
    (lists / file).write_text("# leeg\n", encoding="utf-8")
    with pytest.raises(PhraseListsError, match=file):
        Masker.read(lists, ["Zwolle"])
    (lists / file).unlink()
    with pytest.raises(PhraseListsError, match=file):
        Masker.read(lists, ["Zwolle"])


def test_a_list_of_signs_that_is_missing_is_named(lists: Path) -> None:
    signs = lists / "tekens.yml"
    signs.write_text(signs.read_text(encoding="utf-8").replace("voertuigen:", "wagens:"), encoding="utf-8")
    with pytest.raises(PhraseListsError, match="voertuigen"):
        Masker.read(lists, ["Zwolle"])


def test_a_list_within_another_that_is_empty_is_named(lists: Path) -> None:
    signs = lists / "tekens.yml"
    text = signs.read_text(encoding="utf-8")
    signs.write_text(text.replace("  huisnummer: [", "  huisnummer: []\n  huisnrs: ["), encoding="utf-8")
    with pytest.raises(PhraseListsError, match="adressen: huisnummer"):
        Masker.read(lists, ["Zwolle"])


def test_letters_that_are_spoilt_are_named_with_what_to_do(lists: Path) -> None:
    (lists / LETTERS).write_text('{"base": 0.0, "weights": {}}', encoding="utf-8")
    with pytest.raises(PhraseListsError, match=r"naamletters.json.*make naamletters"):
        Masker.read(lists, ["Zwolle"])


def test_weights_of_what_stands_around_a_name_that_are_spoilt_are_named(lists: Path) -> None:
    (lists / CONTEXT).write_text('{"weights": {"alone": 1.0}}', encoding="utf-8")
    with pytest.raises(PhraseListsError, match=r"naamomgeving.json.*make omgeving-namen"):
        Masker.read(lists, ["Zwolle"])


def test_a_name_is_known_without_its_accents(lists: Path) -> None:
    assert Masker.read(lists, ["Zwolle"]).mask("gisteren was gulsum er").text == "gisteren was [naam] er"


def test_what_is_no_utf8_is_named(lists: Path) -> None:
    (lists / FIRST_NAMES).write_bytes("Zoë\n".encode("latin-1"))
    with pytest.raises(PhraseListsError, match=FIRST_NAMES):
        Masker.read(lists, ["Zwolle"])


def test_the_guide_names_nobody_who_would_be_left_out() -> None:
    """What is said of the guide's own people can be asked about."""
    guide = LiveContent().current.guide
    texts = [text for topic in guide for text in (topic.title, topic.question, topic.text, topic.for_entrepreneurs)]
    found = {text[one.start : one.end] for text in texts for one in masker().find(text)}
    assert found == set()


def test_findings_stand_in_their_order_and_apart() -> None:
    text = "bel Fatima op 06-12345678 of mail f.amrani@voorbeeld.example"
    found = masker().find(text)
    assert [one.kind for one in found] == [PersonalData.NAME, PersonalData.PHONE, PersonalData.EMAIL]
    assert all(before.end <= after.start for before, after in pairwise(found))
