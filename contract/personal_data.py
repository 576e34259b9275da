"""What stands in a message in the place of personal data: the public door leaves it out, Rasa reads what is there."""

from __future__ import annotations

import re

from contract.intents import TextEnum


class PersonalData(TextEnum):
    """The kinds of personal data that are left out, by the words that stand in their place, in brackets."""

    NAME = "naam"
    BSN = "bsn"
    EDUCATION_NUMBER = "onderwijsnummer"
    EMAIL = "e-mailadres"
    PHONE = "telefoonnummer"
    BANK_ACCOUNT = "rekeningnummer"
    CARD = "kaartnummer"
    ADDRESS = "adres"
    BIRTH_DATE = "geboortedatum"
    LICENCE_PLATE = "kenteken"
    IDENTITY_DOCUMENT = "documentnummer"
    COMPANY_NUMBER = "kvk-nummer"
    HEALTH = "gezondheid"
    USER_NAME = "gebruikersnaam"


def placeholder(kind: PersonalData) -> str:
    """What stands in the place of data of this kind: "[telefoonnummer]"."""
    return f"[{kind.value}]"


PLACEHOLDER = re.compile("|".join(re.escape(placeholder(kind)) for kind in PersonalData))
"""Any of them in a text."""
