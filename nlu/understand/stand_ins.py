"""Reads a message from which personal data was left out as if something ordinary stood there.

"Groet, [naam]" is understood as a letter that somebody signed, and "bel [telefoonnummer]" as a number to be called.
"""

from __future__ import annotations

from typing import Mapping

from contract.personal_data import PLACEHOLDER, PersonalData, placeholder

_STAND_INS: Mapping[str, str] = {
    placeholder(kind): text
    for kind, text in {
        PersonalData.NAME: "Jan",
        PersonalData.BSN: "111222333",
        PersonalData.EDUCATION_NUMBER: "111222333",
        PersonalData.EMAIL: "naam@voorbeeld.nl",
        PersonalData.PHONE: "06 12345678",
        PersonalData.BANK_ACCOUNT: "NL91ABNA0417164300",
        PersonalData.CARD: "4111111111111111",
        PersonalData.ADDRESS: "Dorpsstraat 1",
        PersonalData.BIRTH_DATE: "1 januari 1980",
        PersonalData.LICENCE_PLATE: "GB-001-B",
        PersonalData.IDENTITY_DOCUMENT: "NX1234567",
        PersonalData.COMPANY_NUMBER: "12345678",
        PersonalData.HEALTH: "een beperking",
        PersonalData.USER_NAME: "jan123",
    }.items()
}


def with_stand_ins(text: str) -> str:
    """`text` with something ordinary in the place of what was left out; the same where nothing was."""
    return PLACEHOLDER.sub(lambda found: _STAND_INS[found.group()], text)
