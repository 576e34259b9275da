"""Numbers, dates and addresses of persons are left out; what only looks like one stays."""

from __future__ import annotations

import pytest

from tests.support.masker import masked


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("mijn bsn is 123456782", "mijn bsn is [bsn]"),
        ("BSN: 1234.56.782, klopt dat?", "BSN: [bsn], klopt dat?"),
        ("sofinummer 123-456-782", "sofinummer [bsn]"),
        ("staat 123 456 782 al bij jullie", "staat [bsn] al bij jullie"),
        ("burgerservicenummer 12345678", "burgerservicenummer [bsn]"),
        ("mijn bsn is 123456789", "mijn bsn is [bsn]"),
        ("onderwijsnummer 103456708", "onderwijsnummer [onderwijsnummer]"),
        ("iban nl91 abna 0417 1643 00 graag", "iban [rekeningnummer] graag"),
        ("maak over op NL91-ABNA-0417-1643-00", "maak over op [rekeningnummer]"),
        ("BE68 5390 0754 7034 is van mij", "[rekeningnummer] is van mij"),
        ("kaart 4111 1111 1111 1111", "kaart [kaartnummer]"),
        ("paspoort NX1234567 is kwijt", "paspoort [documentnummer] is kwijt"),
        ("rijbewijs 5123456789", "rijbewijs [documentnummer]"),
        ("de bus GB-001-B staat er", "de bus [kenteken] staat er"),
        ("mijn auto gb 001 b", "mijn auto [kenteken]"),
        ("ik ben zzp'er, kvk 12345678", "ik ben zzp'er, kvk [kvk-nummer]"),
        ("geboren op 3 maart 1985", "geboren op [geboortedatum]"),
        ("geb. 03-03-85", "geb. [geboortedatum]"),
        ("ik woon op 1234 ab 12", "ik woon op [adres]"),
        ("postcode 1234AB, huisnummer 12a", "postcode [adres]"),
        ("Lange Voorstraat 12 bis, langskomen kan", "[adres], langskomen kan"),
        ("Mijn paspoort is NPH2C4K91.", "Mijn paspoort is [documentnummer]."),
        ("rijbewijs nr. 5312 884 067", "rijbewijs nr. [documentnummer]"),
        ("identiteitskaartnummer iz 48k9 l02", "identiteitskaartnummer [documentnummer]"),
        ("v-nummer 2881930477", "v-nummer [documentnummer]"),
        (
            "Er ligt een rijbewijs, nummer 4190285731, bij de balie",
            "Er ligt een rijbewijs, nummer [documentnummer], bij de balie",
        ),
        ("NW3K88B12 staat op mijn paspoort", "[documentnummer] staat op mijn paspoort"),
        ("ID-bewijs nr. XFFMIHQL3 is gezien", "ID-bewijs nr. [documentnummer] is gezien"),
        ("kenteken vkr12b", "kenteken [kenteken]"),
        ("mijn auto (nummerbord 12-TGB-3) staat fout", "mijn auto (nummerbord [kenteken]) staat fout"),
        ("Mag ik parkeren met GZ-449-T?", "Mag ik parkeren met [kenteken]?"),
        ("de wagen KH 583 N moet naar de apk", "de wagen [kenteken] moet naar de apk"),
        ("kenteken 1-ABC-234 komt uit België", "kenteken [kenteken] komt uit België"),
        ("mijn geboortedatum is 1 mei '88", "mijn geboortedatum is [geboortedatum]"),
        ("geb. 120390", "geb. [geboortedatum]"),
    ],
)
def test_numbers_of_persons_are_left_out(typed: str, stored: str) -> None:
    assert masked(typed).text == stored


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("bel 06-12345678 of mail a.b@voorbeeld.example", "bel [telefoonnummer] of mail [e-mailadres]"),
        ("06_12345678", "[telefoonnummer]"),
        ("van inkoop (06-12345678).", "van inkoop ([telefoonnummer])."),
        ("0031612345678 werkt ook", "[telefoonnummer] werkt ook"),
        ("+31 (0)6 12 34 56 78", "[telefoonnummer]"),
        ("nul zes een twee drie vier vijf zes zeven acht", "[telefoonnummer]"),
        ("zes acht, bel nul zes twaalf vierendertig zesenvijftig achtenzeventig", "zes acht, bel [telefoonnummer]"),
        ("mail naar jan apenstaartje voorbeeld punt nl", "mail naar [e-mailadres]"),
        ("volg @bakkertje_88 eens", "volg [gebruikersnaam] eens"),
        ("insta: zeep.van.els", "insta: [gebruikersnaam]"),
        ("٠٦١٢٣٤٥٦٧٨", "[telefoonnummer]"),
        ("０６-１２３４５６７８", "[telefoonnummer]"),
    ],
)
def test_ways_to_be_reached_are_left_out(typed: str, stored: str) -> None:
    assert masked(typed).text == stored


@pytest.mark.parametrize(
    "typed",
    [
        "wat staat er in artikel 2.80 en 2.82",
        "PSO 30+ en 30% van het personeel",
        "tussen 2018 en 2019 groeide het met 14%",
        "bel 14 020 of 14030, of 112",
        "gratis bellen met 0800-1351",
        "KVK 12345678 van onze stichting",
        "een opdracht van 1.250.000 euro",
        "€ 123456782 is veel geld",
        "contract van 10 jaar, 3 loketten, 12 collega's en 5 rollen",
        "sinds 1 januari 2024 geldt de wet",
        "in 2019 is er een gids, in 2020 er niet",
        "op pagina 19 en 20",
        "de acht tools en twee of drie rollen, een tweede vraag",
        "wij werken met mensen met autisme",
        "op 12-03-2026 is de bijeenkomst",
        "een weg 5 keer zo lang",
        "G40, G4 en MVI 2.0",
        "is een paspoort nodig bij een sollicitatie?",
        "een kopie van het paspoort uit 2019",
        "het rijbewijs verlengen kost 45 euro",
        "met de auto 10 km 20 minuten",
        "een bus van 10 en 12 jaar oud",
        "vanaf 1-mei-24 rijdt de bus",
        "CPV-code 85300000-2",
        "dossier 2024-0183 en zaaknummer 20240001",
        "de rekening is 12345 euro",
        "opgericht op 12 maart 2015",
    ],
)
def test_what_is_nobodys_stays(typed: str) -> None:
    assert masked(typed).text == typed


def test_a_number_over_two_messages_is_left_out() -> None:
    assert masked("12345678", before="mijn nummer is 06").text == "[telefoonnummer]"
    assert masked("456782", before="mijn bsn is [bsn]").text == "[bsn]"
    assert masked("12 collega's", before="mijn bsn is [bsn]").text == "12 collega's"


def test_what_was_left_out_is_told_by_its_kind() -> None:
    assert [kind.value for kind in masked("bel 06-12345678, of 06-87654321, bsn 123456782").kinds] == [
        "telefoonnummer",
        "bsn",
    ]
    assert masked("wat doet een inkoper").kinds == ()


@pytest.mark.parametrize("typed", ["[bsn]", "[[naam]] [telefoonnummer", "mijn [naam] is [naam]"])
def test_text_that_looks_like_what_is_put_in_the_place_stays(typed: str) -> None:
    assert masked(typed).text == typed


def test_a_thousand_numbers_leave_none() -> None:
    typed = " ".join(f"06-{number:08d}" for number in range(12345000, 12346000))
    assert not any(letter.isdigit() for letter in masked(typed).text)
