"""A question beside thanks, feelings and corrections is heard, and so is distress beside a question."""

from __future__ import annotations

import pytest

from contract.context import Context
from contract.details import MessageKind
from nlu.model.asker_model import AskerModel
from nlu.model.ranking import rank
from nlu.model.text_model import TextModel
from nlu.model.trained_model import TrainedModel
from nlu.understand.knowledge import Knowledge
from nlu.understand.observation import Observation
from nlu.understand.observe import observe, observe_in_talk
from nlu.understand.signals import words_of
from tests.support.tiny_model import DUTCH, LABELS, LETTERS_ONLY, TEXTS

REMARKS = {
    "bedoel_anders": [
        "dat bedoelde ik niet",
        "zo bedoelde ik het niet",
        "je begrijpt me verkeerd",
        "verkeerd begrepen",
    ],
    "compliment": ["leuk zeg", "wat leuk dit", "heel leuk", "leuk dat dit er is"],
    "crisis": ["ik zie geen uitweg meer", "ik zie het niet meer zitten", "ik zie echt geen uitweg", "zonder uitweg"],
}

WAITING = {
    "ongeduld": ["ik wacht en wacht", "ik zit hier maar te wachten", "ik wacht nog altijd", "wachten en wachten"],
    "vervolg_vraag": ["kost dat veel tijd", "kost het nog veel tijd", "kost zoiets tijd", "kost het tijd"],
}


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return having_learnt(REMARKS)


def having_learnt(remarks: dict[str, list[str]]) -> Knowledge:
    model = TextModel(LETTERS_ONLY)
    texts = [text for said in remarks.values() for text in said]
    labels = [label for label, said in remarks.items() for _ in said]
    model.fit([*TEXTS, *texts], [*LABELS, *labels])
    return Knowledge.with_model(TrainedModel(model, AskerModel()))


def seen(text: str, knowledge: Knowledge) -> Observation:
    return observe(text, words_of(text, DUTCH.vocab), knowledge)


def test_a_question_beside_a_compliment_is_what_is_asked(knowledge: Knowledge) -> None:
    observation = seen("Wat leuk dit zeg, heel leuk! Wat doet een inkoper?", knowledge)
    assert observation.asked("") == "Wat doet een inkoper?"
    assert observation.whole[0][0].topic == "rol/inkoper"


def test_a_remark_is_left_out_also_where_all_together_is_clearly_a_question(knowledge: Knowledge) -> None:
    text = "Leuk zeg. Wat doet een financier voor een financier als financier?"
    assert rank(knowledge.model, text, ())[0][0][0].topic == "rol/financier"
    assert seen(text, knowledge).asked("") == "Wat doet een financier voor een financier als financier?"


def test_a_remark_by_itself_stays_one(knowledge: Knowledge) -> None:
    text = "Wat leuk dit. Heel leuk zeg!"
    observation = seen(text, knowledge)
    assert observation.asked(text) == text
    assert observation.whole[0][0].intent == "compliment"


def test_how_long_it_takes_beside_impatience_is_no_question_on_the_answer_before() -> None:
    knowledge = having_learnt(WAITING)
    text = "Kost het nog veel tijd? Ik wacht en wacht al een uur, ik zit hier maar te wachten."
    assert seen("Kost het nog veel tijd?", knowledge).whole[0][0].intent == "vervolg_vraag"
    assert seen(text, knowledge).asked(text) == text


def test_what_stands_beside_a_correction_is_meant_instead_of_the_topic_before(knowledge: Knowledge) -> None:
    text, about = "Dat bedoelde ik niet, verkeerd begrepen; wat doet een financier", Context(topic="rol/inkoper")
    observation = observe_in_talk(text, words_of(text, DUTCH.vocab), about, knowledge)
    assert observation.signals.kind is MessageKind.CORRECTION
    assert observation.asked(text) == "wat doet een financier"
    assert observation.alone == [], "the topic before was the wrong one and is not taken in"


def test_distress_counts_wherever_it_stands(knowledge: Knowledge) -> None:
    assert seen("Wat doet een inkoper? Ik zie geen uitweg meer.", knowledge).signals.distress
    assert not seen("Wat doet een inkoper? Ik zie er een.", knowledge).signals.distress


def test_a_complaint_before_a_question_is_a_correction_however_clear_the_question(knowledge: Knowledge) -> None:
    asked = "Wat doet een financier voor een financier als financier?"
    observation = seen(f"Dat bedoelde ik niet. {asked}", knowledge)
    assert observation.whole[0][0].topic == "rol/financier"
    assert (observation.signals.kind, observation.asked("")) == (MessageKind.CORRECTION, asked)
    assert seen(f"{asked} Dat bedoelde ik niet.", knowledge).signals.kind is not MessageKind.CORRECTION
