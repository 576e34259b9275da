"""What was left out of a message is read as something ordinary."""

import pytest

from content.reach import can_be_reached
from contract.personal_data import PLACEHOLDER, PersonalData, placeholder
from nlu.understand.stand_ins import with_stand_ins


@pytest.mark.parametrize("kind", list(PersonalData))
def test_every_kind_has_something_that_can_be_read(kind: PersonalData) -> None:
    read = with_stand_ins(f"wat doe ik met {placeholder(kind)}?")
    assert not PLACEHOLDER.search(read)
    assert read.startswith("wat doe ik met ") and read.endswith("?")


def test_a_way_to_be_reached_is_still_seen() -> None:
    assert can_be_reached(with_stand_ins("bel [telefoonnummer]"))
    assert can_be_reached(with_stand_ins("mail naar [e-mailadres] graag"))
    assert not can_be_reached(with_stand_ins("ik ben [naam]"))


def test_other_words_in_brackets_stay() -> None:
    assert with_stand_ins("[Naam] en [iets]") == "[Naam] en [iets]"
