"""The KVK number of one person goes; that of an organisation stays."""

from __future__ import annotations

import pytest

from tests.support.masker import masked


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("mijn kvk is 61234567", "mijn kvk is [kvk-nummer]"),
        ("Ik ben zzp'er met KvK-nummer 6123 4567.", "Ik ben zzp'er met KvK-nummer [kvk-nummer]."),
        ("Mijn kvk-nummer is 61234567, helpt de gemeente?", "Mijn kvk-nummer is [kvk-nummer], helpt de gemeente?"),
        ("eenmanszaak, kvk 61 23 45 67", "eenmanszaak, kvk [kvk-nummer]"),
        (
            "ik sta ingeschreven bij de kamer van koophandel onder nummer 80123456",
            "ik sta ingeschreven bij de kamer van koophandel onder nummer [kvk-nummer]",
        ),
        ("Marieke de Boer heeft kvk 70123456", "[naam] heeft kvk [kvk-nummer]"),
        ("m'n handelsregisternummer: 71234567", "m'n handelsregisternummer: [kvk-nummer]"),
    ],
)
def test_the_number_of_a_firm_of_one_person_is_left_out(typed: str, stored: str) -> None:
    assert masked(typed).text == stored


@pytest.mark.parametrize(
    "typed",
    [
        "KvK 12345678 van de vereniging",
        "de coöperatie heeft kvk-nummer 12345678",
        "Welk bedrijf heeft KvK 12345678?",
        "het kvk-nummer van de gemeente is 12345678",
        "Mijn werkgever heeft kvk 12345678.",
        "ik bel namens een stichting, kvk 12345678",
        "Leverancier: zie KvK 12345678.",
        "mijn rekenmachine geeft 12345678",
    ],
)
def test_the_number_of_an_organisation_stays(typed: str) -> None:
    assert masked(typed).text == typed
