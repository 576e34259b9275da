"""Values of personal data that could exist and belong to nobody known, written in the ways people write them.

Numbers come from Faker (nl_NL) or from the digits alone, and every one is valid by phonenumbers or python-stdnum where
these know its kind. What Faker makes wrong is made again: half of its telephone numbers, postcodes with SA, SD or SS,
licence plates with a vowel. Its banks do not exist and its house numbers begin with 0, so these are made here.
"""

from __future__ import annotations

import datetime
import re
import string
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from random import Random

import phonenumbers
from babel.dates import format_date
from faker import Faker
from phonenumbers import PhoneNumberFormat, PhoneNumberType
from stdnum import iban
from stdnum.nl import bsn, identiteitskaartnummer, onderwijsnummer, postcode

from contract.personal_data import PersonalData

SPOKEN, FOREIGN, DRIVING, ORGANISATION = "spoken", "foreign", "driving licence", "of an organisation"

_OF_PEOPLE = (PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE)
_BORN_BETWEEN = datetime.date(1935, 1, 1), datetime.date(2009, 12, 31)
_DIGIT_WORDS = ("nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen")
# Digits behind the check digits of an IBAN, by country.
_FOREIGN_ACCOUNTS = {"BE": 12, "DE": 18, "PL": 24}


class Values:
    """Makes one value after another; the same ones for the same `seed` and the packages in the lock."""

    def __init__(self, lists: Mapping[str, Sequence[str]], seed: int) -> None:
        self._lists = lists
        self._random = Random(seed)  # noqa: S311 - values to measure with, no secrets
        self._faker = Faker("nl_NL")
        self._faker.seed_instance(seed)
        self._makers: dict[tuple[PersonalData, str], Callable[[], str]] = {
            (PersonalData.NAME, ""): self._name,
            (PersonalData.BSN, ""): self._bsn,
            (PersonalData.EDUCATION_NUMBER, ""): self._education_number,
            (PersonalData.EMAIL, ""): self._email,
            (PersonalData.EMAIL, SPOKEN): self._spoken_email,
            (PersonalData.PHONE, ""): self._phone,
            (PersonalData.PHONE, SPOKEN): self._spoken_phone,
            (PersonalData.BANK_ACCOUNT, ""): self._bank_account,
            (PersonalData.BANK_ACCOUNT, FOREIGN): self._foreign_bank_account,
            (PersonalData.CARD, ""): self._card,
            (PersonalData.ADDRESS, ""): self._address,
            (PersonalData.BIRTH_DATE, ""): self._birth_date,
            (PersonalData.LICENCE_PLATE, ""): self._licence_plate,
            (PersonalData.IDENTITY_DOCUMENT, ""): self._identity_document,
            (PersonalData.IDENTITY_DOCUMENT, DRIVING): lambda: self._digits(10),
            (PersonalData.COMPANY_NUMBER, ""): self._company_number,
            (PersonalData.COMPANY_NUMBER, ORGANISATION): self._company_number,
            (PersonalData.HEALTH, ""): lambda: self._of("health"),
            (PersonalData.USER_NAME, ""): lambda: self._of("user names"),
        }

    def make(self, kind: PersonalData, way: str = "") -> str:
        """A value of `kind`, as `way` has it; KeyError for a way that the kind does not know."""
        return self._makers[kind, way]()

    def _of(self, name: str) -> str:
        return self._random.choice(self._lists[name])

    def _digits(self, count: int) -> str:
        return "".join(self._random.choices(string.digits, k=count))

    def _until(self, fits: Callable[[str], bool], make: Callable[[], str]) -> str:
        while not fits(made := make()):
            pass
        return made

    def _grouped(self, digits: str, *ways: str) -> str:
        """`digits` in one of the ways, in each of which # stands for one of them."""
        rest = iter(digits)
        return re.sub("#", lambda _: next(rest), self._random.choice(ways))

    def _name(self) -> str:
        return f"{self._faker.first_name()} {self._faker.last_name()}"

    def _bsn(self) -> str:
        number = self._until(bsn.is_valid, lambda: self._digits(9))
        return self._grouped(
            number, "#########", "#########", "###.###.###", "####.##.###", "### ### ###", "###-###-###"
        )

    def _education_number(self) -> str:
        number = self._until(onderwijsnummer.is_valid, lambda: f"10{self._digits(7)}")
        return self._grouped(number, "#########", "#########", "### ### ###", "####.##.###")

    def _email_parts(self) -> tuple[str, str, str]:
        first, last = self._faker.first_name(), self._faker.last_name().replace(" ", "")
        plain = [re.sub(r"[^a-z]", "", name.lower()) for name in (first, last)]
        return plain[0], plain[1], self._of("mail domains")

    def _email(self) -> str:
        first, last, domain = self._email_parts()
        user = self._random.choice(
            (f"{first}.{last}", f"{first[0]}.{last}", f"{first}{self._digits(2)}", f"{last}-{first}")
        )
        address = f"{user}@{domain}"
        ways = (*[address] * 7, address.upper(), f"{user} @ {domain}", f"{user}(at){domain}")
        return self._random.choice(ways)

    def _spoken_email(self) -> str:
        first, last, domain = self._email_parts()
        return f"{first} punt {last} apenstaartje {domain.replace('.', ' punt ')}"

    def _phone_number(self) -> phonenumbers.PhoneNumber:
        mobile = self._random.random() < 0.6
        while True:
            typed = f"06{self._digits(8)}" if mobile else self._faker.phone_number()
            with suppress(phonenumbers.NumberParseException):
                number = phonenumbers.parse(typed, "NL")
                if phonenumbers.is_valid_number(number) and phonenumbers.number_type(number) in _OF_PEOPLE:
                    return number

    def _phone(self) -> str:
        number = self._phone_number()
        international = phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL)
        area, _, rest = phonenumbers.format_number(number, PhoneNumberFormat.NATIONAL).partition(" ")
        digits = rest.replace(" ", "")
        pairs = re.findall(".{1,2}", digits)
        return self._random.choice(
            (
                f"{area}{digits}",
                f"{area}-{digits}",
                f"{area} {digits}",
                f"{area} {' '.join(pairs)}",
                f"{area}-{' '.join(pairs)}",
                f"{area}/{digits}",
                f"{area}.{'.'.join(pairs)}",
                f"{area} {digits[:4]} {digits[4:]}" if area == "06" else f"({area}) {digits}",
                international,
                international.replace(" ", ""),
                f"+31 (0){area[1:]} {digits}",
                f"+31(0){area[1:]}-{digits}",
                f"0031 {area[1:]} {digits}",
            )
        )

    def _spoken_phone(self) -> str:
        number = phonenumbers.format_number(self._phone_number(), PhoneNumberFormat.NATIONAL)
        return " ".join(_DIGIT_WORDS[int(digit)] for digit in re.sub(r"\D", "", number))

    def _account(self, country: str, rest: str) -> str:
        return f"{country}{iban.calc_check_digits(f'{country}00{rest}')}{rest}"

    def _bank_account(self) -> str:
        return self._written_account(self._account("NL", f"{self._of('banks')}0{self._digits(9)}"))

    def _foreign_bank_account(self) -> str:
        country, length = self._random.choice(list(_FOREIGN_ACCOUNTS.items()))
        valid = self._until(iban.is_valid, lambda: self._account(country, self._digits(length)))
        return self._written_account(valid)

    def _written_account(self, account: str) -> str:
        by_four = " ".join(re.findall(".{1,4}", account))
        ways = (
            account,
            by_four,
            account.lower(),
            by_four.lower(),
            by_four.replace(" ", "."),
            by_four.replace(" ", "-"),
        )
        return self._random.choice(ways)

    def _card(self) -> str:
        number = self._faker.credit_card_number(card_type=self._random.choice(("visa16", "mastercard")))
        return self._grouped(number, "#" * 16, "#### #### #### ####", "####-####-####-####", "####.####.####.####")

    def _address(self) -> str:
        from_list = self._random.random() < 0.2
        street = self._of("streets") if from_list else self._faker.street_name()
        house = f"{self._random.randint(1, 250)}{self._random.choice(('', '', '', 'a', ' B', '-2', ' hs', ' bis'))}"
        code = self._until(postcode.is_valid, self._faker.postcode).replace(" ", "")
        code = f"{code[:4]}{self._random.choice(('', ' '))}{code[4:]}"
        by_street = f"{street} {house}"
        address = self._random.choice(
            (by_street, by_street, f"{by_street}, {code}", f"{by_street} {code}", f"{code} {house}")
        )
        return self._random.choice((address, address, address.lower()))

    def _birth_date(self) -> str:
        day = self._faker.date_between_dates(*_BORN_BETWEEN)
        in_words = [format_date(day, pattern, locale="nl") for pattern in ("d MMMM y", "d MMM y", "d MMM ''yy")]
        in_digits = (f"{day:%d-%m-%Y}", f"{day:%d/%m/%Y}", f"{day:%Y-%m-%d}", f"{day:%d%m%Y}")
        by_hand = (
            f"{day.day}-{day.month}-{day.year}",
            f"{day.day}.{day.month}.{day.year}",
            f"{day.day}-{day.month}-{day:%y}",
        )
        return self._random.choice((*in_words, *in_digits, *by_hand))

    def _licence_plate(self) -> str:
        plate = self._until(lambda made: not re.search("[AEIOUCQ]", made), self._faker.license_plate)
        return self._random.choice(
            (
                plate,
                plate,
                plate.lower(),
                plate.replace("-", ""),
                plate.replace("-", "").lower(),
                plate.replace("-", " "),
            )
        )

    def _identity_document(self) -> str:
        letters = string.ascii_uppercase.replace("O", "")
        number = self._until(
            identiteitskaartnummer.is_valid,
            lambda: "".join(
                [
                    *self._random.choices(letters, k=2),
                    *self._random.choices(letters + string.digits, k=6),
                    self._digits(1),
                ]
            ),
        )
        return self._random.choice((number, number, number.lower(), f"{number[:2]} {number[2:]}"))

    def _company_number(self) -> str:
        number = f"{self._random.randint(1, 9)}{self._digits(7)}"
        return self._grouped(number, *["#" * 8] * 6, "## ## ## ##", "#### ####")
