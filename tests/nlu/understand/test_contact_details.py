"""Questions about what a municipality's own file holds are told from all that only sounds like it."""

from __future__ import annotations

from pathlib import Path

import pytest

from content.guide.topic import WHERE_TO_GO
from content.paths import DATA
from content.phrase_lists import PhraseListsError
from contract.context import Context
from contract.details import Details
from nlu.understand.contact_details import AskedDetails, DetailWords
from tests.support.content_in_force import content_in_force

WORDS = DetailWords.read()
MUNICIPALITIES = content_in_force().municipalities
NOTHING_SAID, HOURS_ASKED = Context(), Context(wanted=("openingstijden",), days=("maandag",))


def look(text: str) -> AskedDetails:
    return WORDS.look(text, MUNICIPALITIES, bool(MUNICIPALITIES.finder.meant(text)))


def asked(text: str, context: Context = NOTHING_SAID) -> Details | None:
    return look(text).asked(context, WHERE_TO_GO)


@pytest.mark.parametrize(
    ("text", "wanted", "days"),
    [
        ("openingstijden", "openingstijden", ()),
        ("Is het loket maandag open?", "openingstijden", ("maandag",)),
        ("hoi, hoe laat gaat het ondernemersloket morgen dicht", "openingstijden", ("morgen",)),
        ("openingstijden in Zwolle graag", "openingstijden", ()),
        ("zijn jullie met pasen open", "openingstijden", ("eerste-paasdag", "tweede-paasdag")),
        ("is het loket 24 december open?", "openingstijden", ("12-24",)),
        ("zaterdag open?", "openingstijden", ("zaterdag",)),
        ("telefoonnummer", "telefoon", ()),
        ("mag ik het tel. nr. van de accountmanager", "telefoon", ()),
        ("kan ik het loket bellen", "telefoon", ()),
        ("wat is jullie e-mailadres?", "email", ()),
        ("waar zit het loket", "adres", ()),
        ("adres werkplein proefhaven", "adres", ()),
        ("heeft de accountmanager een website", "link", ()),
        ("mag ik langskomen zonder afspraak?", "afspraak", ()),
        ("wie is de accountmanager", "alles", ()),
    ],
)
def test_a_question_about_the_file(text: str, wanted: str, days: tuple[str, ...]) -> None:
    assert asked(text) == Details(wanted=(wanted,), days=days)


@pytest.mark.parametrize("text", ["waar is deze website voor", "waar staat deze pagina precies"])
def test_a_question_about_the_assistant_s_own_pages_is_none(text: str) -> None:
    assert asked(text, HOURS_ASKED) is None


def test_two_details_at_once() -> None:
    assert asked("wat zijn het adres en het telefoonnummer van het loket") == Details(wanted=("telefoon", "adres"))


@pytest.mark.parametrize(
    "text",
    [
        "wat doet een accountmanager",
        "hoe open je een loket voor ondernemers",
        "wat is het loket",
        "hoe laat is het zwembad open",
        "openingstijden van het gemeentehuis",
        "welke website heeft voorbeelden",
        "wat is het adres van Social Enterprise NL",
        "mijn mail is kim@voorbeeld.example",
        "wie zijn jullie",
        "waar is dat",
        "ben je altijd bereikbaar",
        "een open gesprek met een ondernemer",
        "maandag",
        "tot morgen",
        "is het loket 31 februari open",
        "waar kan ik terecht in Zwolle",
    ],
)
def test_what_only_sounds_like_it(text: str) -> None:
    assert asked(text) is None


@pytest.mark.parametrize(
    ("text", "wanted", "days"),
    [
        ("en dinsdag?", "openingstijden", ("dinsdag",)),
        ("Oefendorp", "openingstijden", ("maandag",)),
        ("en in Zwolle", "openingstijden", ("maandag",)),
        ("en het telefoonnummer?", "telefoon", ()),
    ],
)
def test_it_goes_on_from_what_was_asked(text: str, wanted: str, days: tuple[str, ...]) -> None:
    assert asked(text, HOURS_ASKED) == Details(wanted=(wanted,), days=days)


@pytest.mark.parametrize("text", ["ok dank je", "ja", "nee", "en wie gaat daarover"])
def test_a_remark_after_it_asks_nothing(text: str) -> None:
    assert asked(text, HOURS_ASKED) is None


def test_after_contact_points_were_shown_they_are_meant() -> None:
    assert asked("is het nu open") == Details(wanted=("openingstijden",), days=("vandaag",))
    assert asked("waar is dat") is None
    assert asked("waar is dat", Context(topic=WHERE_TO_GO[0])) == Details(wanted=("adres",))


def test_a_site_that_the_guide_names_is_not_a_municipality_s() -> None:
    told = Context(topic="tool/code-sociale-ondernemingen")
    assert asked("hoe heet die site", told) is None
    assert asked("hoe heet die site", Context(topic=WHERE_TO_GO[0])) == Details(wanted=("link",))
    assert asked("hoe heet de site van het loket", told) == Details(wanted=("link",))


def test_a_longer_message_may_ask_it() -> None:
    message = look("ik heb morgen vrij en wil met mijn plan langs, is het loket dan open?")
    assert not message.nothing_else
    assert message.likely_asked() == Details(wanted=("openingstijden",), days=("morgen",))


def test_a_list_of_words_that_is_missing_stops_the_start(tmp_path: Path) -> None:
    incomplete = tmp_path / "gegevens.yml"
    incomplete.write_text(
        DATA.contact_details.read_text(encoding="utf-8").replace("maanden:", "manen:", 1), encoding="utf-8"
    )
    with pytest.raises(PhraseListsError, match="maanden"):
        DetailWords.read(incomplete)
