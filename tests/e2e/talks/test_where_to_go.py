"""An entrepreneur asks who to talk to: by municipality, by what it is about, and by who is asking."""

from __future__ import annotations

import httpx

from tests.support.client import Talk, TalkIn


def test_without_its_own_file_the_desks_are_named_and_nothing_is_guessed(talk: Talk) -> None:
    reply = talk.say("Ik heb een kringloop in Hoogezand. Bij wie moet ik zijn voor een vergunning?")
    assert reply.outcome == "antwoord"
    assert reply.sources == ["ondernemer/waar-terecht"]
    assert "Midden-Groningen" in reply.text
    assert "Economische Zaken" in reply.text
    assert "werkgeversservicepunt" not in reply.text
    assert "ondernemersloket" in reply.text
    assert "Telefoon" not in reply.text


def test_what_it_is_about_can_change(talk: Talk) -> None:
    talk.say("waar kan ik in Zwolle terecht met een vraag over subsidie voor mijn bedrijf")
    reply = talk.say("en voor personeel?")
    assert "werkgeversservicepunt" in reply.text
    assert "Zwolle" in reply.text


def test_the_municipality_can_be_told_afterwards(talk: Talk) -> None:
    assert "In welke gemeente" in talk.say("ik ben ondernemer, waar kan ik terecht").text
    assert "Súdwest-Fryslân" in talk.say("zuidwest friesland").text


def test_who_asks_where_to_go_is_told_so_and_not_the_last_answer_again(talk: Talk) -> None:
    assert talk.say("Welke rol heb ik als ambtenaar?").sources == ["rol/overzicht"]
    assert talk.say("Waar kan ik terecht met mijn bedrijf?").sources == ["ondernemer/waar-terecht"]


def test_a_shared_name_is_asked_back(talk: Talk) -> None:
    reply = talk.say("ik heb een bedrijf in Bergen, waar kan ik terecht?")
    assert reply.outcome == "verduidelijking"
    chosen = talk.choose(reply.choices["Bergen (L.)"])
    assert chosen.outcome == "antwoord"
    assert "**Bergen (L.)**" in chosen.text


def test_a_planned_merger_is_said(talk: Talk) -> None:
    reply = talk.say("waar kan ik terecht in Wijdemeren met mijn bedrijf")
    assert "31 december 2026" in reply.text
    assert "Hilversum" in reply.text


def test_the_site_s_municipality_is_assumed_said_and_can_be_changed(talk_in: TalkIn) -> None:
    talk = talk_in("voorbeeldstad")
    reply = talk.say("Waar kan ik als ondernemer terecht?")
    assert "Ik ga uit van de gemeente Voorbeeldstad" in reply.text
    assert "[0900 000 0001](tel:09000000001)" in reply.text
    assert reply.sources == ["ondernemer/waar-terecht", "gemeente/voorbeeldstad"]
    other = talk.say("ik zit in Kampen")
    assert "Kampen" in other.text
    assert "0900" not in other.text


def test_the_contact_point_fits_what_it_is_about(talk_in: TalkIn) -> None:
    talk = talk_in("voorbeeldstad")
    first = talk.say("Waar kan ik terecht met mijn bedrijf?")
    reply = talk.choose(first.choices["Het gaat om mensen en werk"])
    assert "Werkgeversservicepunt Voorbeeldregio" in reply.text
    assert "0900 000 0001" not in reply.text


def test_an_invented_municipality_says_so(talk_in: TalkIn) -> None:
    assert "bedacht voorbeeld" in talk_in("oefendorp").say("waar kan ik terecht als ondernemer").text


def test_a_municipality_adds_its_own_words(talk_in: TalkIn) -> None:
    reply = talk_in("voorbeeldstad").say("Welke subsidies zijn er?")
    assert reply.sources == ["samenwerken/subsidies", "gemeente/voorbeeldstad"]
    assert "Gemeente Voorbeeldstad zegt daarbij" in reply.text


def test_a_municipality_replaces_the_guide_s_words(talk_in: TalkIn, talk: Talk) -> None:
    reply = talk_in("voorbeeldstad").say("wat doet een accountmanager")
    assert reply.sources == ["gemeente/voorbeeldstad", "beleid/accountmanager"]
    assert "niet die van het Zakboek" in reply.text
    assert talk.say("wat doet een accountmanager").sources == ["beleid/accountmanager"]


def test_a_person_can_be_reached(talk_in: TalkIn, talk: Talk) -> None:
    reply = talk_in("oefendorp").say("ik wil iemand spreken")
    assert "Gemeentewinkel Oefendorp" in reply.text
    assert "Nu open, tot" in reply.text or "Weer open op" in reply.text
    assert "Economische Zaken" in talk.say("ik wil iemand spreken").text


def test_an_entrepreneur_reads_another_answer_and_can_say_who_is_asking(talk: Talk) -> None:
    plain = talk.say("wat is een launching customer")
    entrepreneur = talk.choose(plain.choices["Ik ben ondernemer"])
    assert entrepreneur.sources == plain.sources
    assert entrepreneur.text != plain.text
    back = talk.choose(entrepreneur.choices["Ik werk bij een gemeente"])
    assert back.text == plain.text


def test_who_is_asking_follows_from_the_words(talk: Talk) -> None:
    talk.say("ik ben ondernemer, waar kan ik terecht")
    assert "Ik werk bij een gemeente" in talk.say("wat is een launching customer").choices
    talk.say("ik ben geen ondernemer, ik werk bij de gemeente")
    choices = talk.say("wat is een launching customer").choices
    assert "Ik ben ondernemer" not in choices
    assert "Ik werk bij een gemeente" not in choices


def test_a_municipality_is_refused_when_there_is_no_such_one(client: httpx.Client) -> None:
    reply = client.post("/v1/gesprekken", json={"gemeente": "atlantis"})
    assert reply.status_code == 404
    assert "atlantis" in reply.json()["detail"]


def test_municipalities_are_listed_and_found_by_any_name(client: httpx.Client) -> None:
    listed = client.get("/v1/gemeenten").json()["gemeenten"]
    assert len([one for one in listed if not one["fictief"]]) == 342
    for name in ("s-gravenhage", "den-haag", "GM0518"):
        assert client.get(f"/v1/gemeenten/{name}").json()["naam"] == "'s-Gravenhage"
    assert client.get("/v1/gemeenten/voorbeeldstad").json()["contactpunten"][0]["telefoon"] == "0900 000 0001"
    assert client.get("/v1/gemeenten/bergen").status_code == 404
    former = client.get("/v1/gemeenten/weesp")
    assert (former.status_code, former.headers["Location"]) == (308, "/v1/gemeenten/amsterdam")
    assert client.get("/v1/gemeente-schema").json()["title"]


def test_whom_to_ask_after_an_answer_is_the_contact_point_for_it(talk_in: TalkIn) -> None:
    talk = talk_in("voorbeeldstad")
    talk.say("ik ben ondernemer, wat is een launching customer")
    reply = talk.say("bij wie moet ik daarvoor zijn")
    assert "Accountmanager sociaal ondernemen" in reply.text


def test_who_one_is_can_be_said_after_the_answer(talk: Talk) -> None:
    plain = talk.say("wat is een launching customer")
    reply = talk.say("ik ben ondernemer")
    assert reply.sources == plain.sources
    assert reply.text != plain.text
