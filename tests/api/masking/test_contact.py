"""E-mail addresses are left out, however the @ is written."""

from __future__ import annotations

import pytest

from tests.support.masker import masked


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("mail els @ groenewinkel.example maar", "mail [e-mailadres] maar"),
        ("ik heet op mail k.vis(at)post.example", "ik heet op mail [e-mailadres]"),
        ("schrijf naar p.smit [at] kantoor [dot] example, graag", "schrijf naar [e-mailadres], graag"),
        ("stuur naar bakkie apenstaart live punt nl", "stuur naar [e-mailadres]"),
        ("sjaak punt de punt wit apenstaartje post punt example", "[e-mailadres]"),
        ("mailadres marie at kantoor dot nl", "mailadres [e-mailadres]"),
        ("mijn mail is jan @gmail.com", "mijn mail is [e-mailadres]"),
        ("het is tuinman at werkplaats punt nl hoor", "het is [e-mailadres] hoor"),
    ],
)
def test_e_mail_addresses_in_every_writing_are_left_out(typed: str, stored: str) -> None:
    assert masked(typed).text == stored


@pytest.mark.parametrize(
    "typed",
    [
        "kijk at home",
        "open van 9 tot 5, at your service",
        "volg het nieuws @ de gemeente",
        "een at-teken in de tekst",
    ],
)
def test_what_is_no_address_stays(typed: str) -> None:
    assert masked(typed).text == typed
