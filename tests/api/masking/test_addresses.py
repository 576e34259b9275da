"""Where somebody lives is left out; a year, a count or the number of a chapter stays."""

from __future__ import annotations

import pytest

from tests.support.masker import masked


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("Ik woon aan de Esdoornlaan 14.", "Ik woon aan de [adres]."),
        ("bezorgen bij Bergstraat 22-A graag", "bezorgen bij [adres] graag"),
        ("post naar Meerkoet 8, 3435 AB Nieuwegein", "post naar [adres] Nieuwegein"),
        ("mijn adres: Bongerd 3b in Putten", "mijn adres: [adres] in Putten"),
        ("wij zitten op Keizersgracht 118-III", "wij zitten op [adres]"),
        ("de zaak zit aan de Nieuwe Markt 4", "de zaak zit aan de [adres]"),
        ("Ik woon Tuindorp 66, dat is een huurwoning.", "Ik woon [adres], dat is een huurwoning."),
        ("ik woon op steenweg 12", "ik woon op [adres]"),
        ("Het pand achter de molen 9 staat leeg.", "Het pand [adres] staat leeg."),
        ("4811dh 9 is het pand", "[adres] is het pand"),
        ("mijn huisnummer is 45 en de postcode 6511 lv", "mijn huisnummer is [adres] en de postcode [adres]"),
        ("adres Dr. Schaepmanplein 31a te Roosendaal", "adres [adres] te Roosendaal"),
        ("Burgemeester Drijbersingel 25, Zwolle", "[adres], Zwolle"),
        ("de Wilhelminaboulevard 8 is ons nieuwe pand", "de [adres] is ons nieuwe pand"),
        ("woonachtig te Breda, Ginnekenweg 55 hs", "woonachtig te Breda, [adres]"),
        ("Aan de Lange Nering 7 komt een werkplaats.", "Aan de [adres] komt een werkplaats."),
        ("Zilverschoon 71, 1112 KL", "[adres]"),
    ],
)
def test_where_somebody_lives_is_left_out(typed: str, stored: str) -> None:
    assert masked(typed).text == stored


@pytest.mark.parametrize(
    "typed",
    [
        "Postbus 123, 3500 AB Utrecht",
        "antwoordnummer 12345, 1000 AA Amsterdam",
        "op 12 januari is de bijeenkomst",
        "in Groep 8 van de basisschool",
        "stap 3 en 4 van de tool",
        "perceel 2 is gegund",
        "de Top 2000 en Route 66",
        "Wij wonen met 5 mensen in een huis.",
        "ons pand heeft 3 verdiepingen",
        "ik woon hier al 12 jaar",
        "het gebouw staat al 20 jaar leeg",
        "een vergadering 3 keer per jaar",
        "een levering 12 dozen",
        "op de Kerkstraat is een winkel",
        "op Marktplein 1940-1945 staat een beeld",
        "ingeschreven onder KvK 19 34 98 71",
    ],
)
def test_what_is_no_address_stays(typed: str) -> None:
    assert masked(typed).text == typed
