"""The names people bear in accounts are left out; what is said of an account stays."""

from __future__ import annotations

import pytest

from tests.support.masker import masked


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("mn insta is zeepje.amber", "mn insta is [gebruikersnaam]"),
        ("je vindt me op tiktok als soepkoning", "je vindt me op tiktok als [gebruikersnaam]"),
        ("mijn gebruikersnaam was Kees1960", "mijn gebruikersnaam was [gebruikersnaam]"),
        ("volg @wol.en.zo op instagram", "volg [gebruikersnaam] op instagram"),
        ("inloggen met mbakker12 lukt niet", "inloggen met [gebruikersnaam] lukt niet"),
        ("username: wollige_wim", "username: [gebruikersnaam]"),
        ("op discord ben ik NachtUil77", "op discord ben ik [gebruikersnaam]"),
        ("account tuinman54 is gehackt", "account [gebruikersnaam] is gehackt"),
        ("mijn account heet zeepbelletje", "mijn account heet [gebruikersnaam]"),
        ("bericht van klusser_karel over de opdracht", "bericht van [gebruikersnaam] over de opdracht"),
        ("op het forum schrijft vogelvrij dat het kan", "op het forum schrijft [gebruikersnaam] dat het kan"),
        ("linkedin.com/in/pietdekok is van mij", "[gebruikersnaam] is van mij"),
    ],
)
def test_names_in_accounts_are_left_out(typed: str, stored: str) -> None:
    assert masked(typed).text == stored


@pytest.mark.parametrize(
    "typed",
    [
        "kijk op instagram of facebook",
        "mijn account is geblokkeerd",
        "ik kan niet inloggen, de login is verlopen",
        "volg ons op LinkedIn",
        "via instagram reclame maken",
        "het account van de gemeente",
        "de app werkt niet",
        "volg @gemeente_zwolle",
        "kies_onderwerp",
        "het veld aantal_medewerkers is leeg",
        "Op facebook staat bijlage.pdf en www.voorbeeld.example",
    ],
)
def test_what_is_said_of_an_account_stays(typed: str) -> None:
    assert masked(typed).text == typed
