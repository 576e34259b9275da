"""A guided tool step by step through its action: answered, steered, left, taken up again, up to its document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

import actions.skill
from actions.content import content
from actions.guided_tool.action import ActionTool
from contract.context import Context
from contract.details import Likelihood
from contract.message import AssistantMessage, Outcome
from tests.support.skills import run, said

PLACE = re.compile(r"vraag (\d+) van (\d+)")
ALL_OF_IT = {
    "doel": "soep",
    "beleid": "minder afval",
    "impact": "geteld",
    "fase": ["opstart"],
    "geld": "winkels",
    "wens": ["klant"],
}


class Filling:
    """A visitor who fills in a tool; `said` is the latest message."""

    def __init__(self, tool: str = "kennismaken", **answers: str | Sequence[str]) -> None:
        self.action, self.tool = ActionTool(), tool
        drafts = {tool: {"answers": answers}} if answers else {}
        context = Context()
        self.context = replace(context, guided_tool=replace(context.guided_tool, tool=tool, drafts=drafts))
        self.message = AssistantMessage(Outcome.CONVERSATION, "")

    def do(self, intent: str, text: str = "…", **details: Any) -> AssistantMessage:
        """One turn."""
        self.message, self.context = run(self.action, intent, self.context, text, **details)
        return self.message

    def start(self, tool: str = "", **details: Any) -> AssistantMessage:
        """Begin a tool."""
        return self.do("tool_start", tool=tool or self.tool, **details)

    def type(self, text: str, **details: Any) -> AssistantMessage:
        """Answer in words."""
        return self.do("tool_invoer", text, **details)

    def choose(self, question: str, option: str) -> AssistantMessage:
        """Choose an option that was offered."""
        return self.do("tool_keuze", tool=self.tool, question=question, option=option)

    def steer(self, command: str, number: int = 0, **details: Any) -> AssistantMessage:
        """Give a command."""
        return self.do("tool_opdracht", command=command, question_number=number, **details)

    @property
    def place(self) -> int:
        """The number of the question asked last; 0 when none was."""
        found = PLACE.findall(self.message.text)
        return int(found[-1][0]) if found else 0

    @property
    def answers(self) -> dict[str, Any]:
        """What stands in the draft."""
        found: dict[str, Any] = self.context.guided_tool.drafts.get(self.tool, {}).get("answers", {})
        return found

    @property
    def labels(self) -> list[str]:
        """The choices of the latest message."""
        return [choice.label for choice in self.message.choices]


def filled_in(**answers: Any) -> Filling:
    """One who has given these answers to the usual tool."""
    return Filling("kennismaken", **answers)


def without_tools(monkeypatch: pytest.MonkeyPatch, *gone: str) -> None:
    now = content()
    kept = {name: tool for name, tool in now.guided_tools.items() if name not in gone}
    monkeypatch.setattr(actions.skill, "content", lambda: replace(now, guided_tools=kept))


def tool_says(name: str, **values: object) -> str:
    return said("tool", name, **values)


def test_it_begins_with_its_introduction_and_first_question() -> None:
    filling = Filling()
    message = filling.start()
    assert message.outcome is Outcome.ANSWER
    assert message.text.startswith(content().guided_tools["kennismaken"].introduction)
    assert message.sources == ("tool/kennismaken",)
    assert filling.place == 1
    assert filling.labels == ["Leg uit", "Sla over", "Stop"]
    assert filling.context.guided_tool.tool == "kennismaken"
    assert "Wat wil de onderneming bereiken" in filling.context.guided_tool.question
    assert filling.context.topic == "tool/kennismaken"


def test_own_words_are_kept_as_typed() -> None:
    filling = Filling()
    message = filling.type("Soep van *restjes*")
    assert filling.answers == {"doel": "Soep van *restjes*"}
    assert filling.place == 2
    assert "noteer" not in message.text
    assert "Terug" in filling.labels


@pytest.mark.parametrize(("text", "reason"), [("…", "niets_ingevuld"), ("soep " * 200, "te_lang")])
def test_own_words_that_cannot_be_taken(text: str, reason: str) -> None:
    filling = Filling()
    longest = content().guided_tools["kennismaken"].questions[0].longest
    message = filling.type(text)
    assert message.text.startswith(tool_says(reason, aantal=len(text), maximum=longest))
    assert filling.place == 1
    assert filling.answers == {}


def test_one_option_by_choice_in_words_and_by_its_topic() -> None:
    first = dict(list(ALL_OF_IT.items())[:3])
    for filling in (filled_in(**first), filled_in(**first), filled_in(**first)):
        filling.steer("verder")
        assert filling.place == 4
        assert {"Opstartfase", "Middellange fase", "Ervaren onderneming"} <= set(filling.labels)
    filling.choose("fase", "opstart")
    assert filling.message.text.startswith(tool_says("begrepen", antwoord="Opstartfase"))
    assert (filling.answers["fase"], filling.place) == (["opstart"], 5)
    other = filled_in(**first)
    other.type("ze zijn net begonnen")
    assert (other.answers["fase"], other.place) == (["opstart"], 5)
    by_topic = Filling("rollenwijzer")
    by_topic.type("geld uitdelen", likely=(Likelihood("rol/financier", 0.8),))
    assert by_topic.answers == {"functie": ["financien"]}


def test_an_answer_that_fits_no_option_or_several() -> None:
    filling = filled_in(**dict(list(ALL_OF_IT.items())[:3]))
    message = filling.type("tja, dat ligt eraan")
    assert message.text.startswith(tool_says("geen_keuze", maximum=3))
    assert filling.context.guided_tool.not_an_option
    assert filling.type("1 en 2").text.startswith(tool_says("een_keuze"))
    assert filling.place == 4
    assert "fase" not in filling.answers


def test_several_options_one_by_one_until_those_were_it() -> None:
    filling = filled_in(**dict(list(ALL_OF_IT.items())[:5]))
    filling.steer("verder")
    assert "Dat waren ze" not in filling.labels
    filling.steer("dat_waren_ze")
    assert filling.place == 6
    filling.choose("wens", "ruimte")
    assert filling.place == 6
    assert "Een plek of pand" not in filling.labels
    assert {"Dat waren ze", "De gemeente als klant"} <= set(filling.labels)
    assert "Sla over" not in filling.labels
    filling.choose("wens", "klant")
    assert tool_says("al_gekozen", antwoord="De gemeente als klant, Een plek of pand") in filling.message.text
    message = filling.steer("dat_waren_ze")
    assert message.document is not None
    assert filling.answers["wens"] == ["klant", "ruimte"]


def at_wishes() -> Filling:
    """Somebody who is asked for wishes, of which several go together."""
    filling = filled_in(**dict(list(ALL_OF_IT.items())[:5]))
    filling.steer("verder")
    return filling


def test_what_is_typed_comes_beside_what_was_chosen() -> None:
    filling = at_wishes()
    filling.choose("wens", "ruimte")
    assert filling.type("de gemeente als klant").document is not None
    assert filling.answers["wens"] == ["klant", "ruimte"]


def test_what_is_typed_comes_in_the_place_of_what_was_chosen_where_it_says_so() -> None:
    filling = at_wishes()
    filling.choose("wens", "ruimte")
    filling.type("alleen de gemeente als klant")
    assert filling.answers["wens"] == ["klant"]


def test_what_is_no_option_beside_one_that_is_asks_whether_there_is_another() -> None:
    filling = at_wishes()
    message = filling.type("de gemeente als klant en we zouden graag iets vieren op straat")
    assert filling.place == 6
    assert tool_says("rest_niet_herkend") in message.text
    assert filling.steer("dat_waren_ze").document is not None
    assert filling.answers["wens"] == ["klant"]


def test_the_whole_of_it_ends_in_a_document() -> None:
    filling = Filling()
    filling.start()
    for text in ("soep", "minder afval", "geteld", "net begonnen", "winkels", "klant"):
        filling.type(text)
    message = filling.message
    assert message.document is not None
    assert message.document.title == "Profiel van de onderneming"
    assert message.text.startswith(tool_says("klaar"))
    assert filling.labels == ["Verander een antwoord", "Zet een naam in het document"]
    assert filling.type("nog iets").document is not None, "an answer after the last question asks for nothing"
    assert filling.answers["wens"] == ["klant"]


def test_advice_becomes_what_the_conversation_is_about() -> None:
    filling = Filling("rollenwijzer")
    options = ("inkoop", "kopen", "klant", "nodig", "afnemen")
    for question, option in zip(content().guided_tools["rollenwijzer"].questions, options):
        filling.choose(question.id, option)
        if "Dat waren ze" in filling.labels:
            filling.steer("dat_waren_ze")
    assert filling.message.document is not None
    assert filling.context.topic == "rol/inkoper"
    assert tool_says("uitleg_in_document") in filling.message.text
    assert "Zet een naam in het document" not in filling.labels


def test_past_a_question_and_back_to_it() -> None:
    filling = Filling(doel="soep")
    assert filling.steer("overslaan").text.startswith(tool_says("overgeslagen"))
    assert filling.place == 3
    filling.steer("terug")
    assert filling.place == 2
    filling.steer("terug")
    assert filling.place == 1
    assert tool_says("nu_ingevuld", antwoord="soep") in filling.message.text
    assert filling.steer("terug").text.startswith(tool_says("eerste_vraag"))
    assert filling.place == 1
    assert tool_says("overgeslagen") not in filling.steer("overslaan").text, "what was answered is kept"
    assert filling.answers == {"doel": "soep"}


def test_past_the_last_and_back_from_the_document() -> None:
    filling = filled_in(**ALL_OF_IT)
    assert filling.steer("overslaan").document is not None
    filling.steer("terug")
    assert filling.place == 6


def test_what_was_filled_in() -> None:
    filling = Filling()
    assert filling.steer("overzicht").text.startswith(tool_says("overzicht_leeg", titel="Kennismaken"))
    filling.type("soep *met* brood")
    text = filling.steer("overzicht").text
    assert text.startswith(tool_says("overzicht", titel="Kennismaken"))
    assert "1. **Doel**: soep \\*met\\* brood" in text
    assert f"2. **Beleidsdoelen**: {tool_says('nog_niet_ingevuld')}" in text
    assert "Impact" not in text
    assert filling.place == 2
    filling.steer("stop")
    filling.steer("overzicht")
    assert filling.labels == ["1. Doel", "Ga verder met Kennismaken"]
    assert filling.place == 0


def test_an_answer_is_changed_by_its_number() -> None:
    filling = Filling(doel="soep", beleid="afval")
    assert filling.steer("verander").text == tool_says("verander_hoe")
    assert filling.labels == ["1. Doel", "2. Beleidsdoelen"]
    filling.steer("verander", 2)
    assert filling.place == 2
    filling.type("meer werk")
    assert filling.answers["beleid"] == "meer werk"
    assert filling.place == 3
    assert filling.steer("verander", 9).text == tool_says("onbekende_vraag", aantal=6)
    whole = filled_in(**ALL_OF_IT)
    whole.steer("verander")
    assert len(whole.labels) == 6


def test_a_question_is_explained() -> None:
    filling = Filling()
    question = content().guided_tools["kennismaken"].questions[0]
    message = filling.steer("uitleg")
    assert message.outcome is Outcome.ANSWER
    assert question.explanation in message.text
    assert tool_says("voorbeeld", voorbeeld=question.example) in message.text
    options = Filling("rollenwijzer")
    assert "1. Loket, wijk of dienstverlening, 2. Economie" in options.steer("uitleg").text
    assert filled_in(**ALL_OF_IT).steer("uitleg").document is not None


def test_put_aside_with_its_answers_and_gone_on_with() -> None:
    filling = Filling(doel="soep")
    assert filling.steer("stop").text == tool_says("gestopt", titel="Kennismaken")
    assert filling.context.guided_tool.tool == filling.context.guided_tool.question == ""
    assert filling.answers == {"doel": "soep"}
    assert filling.choose("fase", "opstart").text == tool_says("gestopt", titel="Kennismaken")
    assert filling.answers == {"doel": "soep"}, "a choice of before does nothing while it is put aside"
    filling.steer("verder")
    assert filling.place == 2
    assert filling.context.guided_tool.tool == "kennismaken"


def test_stopped_without_answers_leaves_nothing() -> None:
    filling = Filling()
    filling.start()
    assert filling.steer("stop").text == tool_says("gestopt_leeg", titel="Kennismaken")
    assert filling.context.guided_tool.drafts == {}
    assert filling.labels == []


def test_gone_on_with_when_complete_gives_the_document() -> None:
    assert filled_in(**ALL_OF_IT).steer("verder").document is not None


def test_an_unknown_command_goes_on() -> None:
    filling = Filling(doel="soep")
    filling.steer("dansen")
    assert filling.place == 2


def test_begun_anew_only_after_a_yes() -> None:
    filling = Filling(doel="soep")
    assert filling.steer("opnieuw").text == tool_says("opnieuw_zeker", titel="Kennismaken")
    assert filling.answers == {"doel": "soep"}
    yes, no = filling.message.choices
    assert no.goal.details.command == "verder"
    filling.steer(yes.goal.details.command)
    assert filling.answers == {}
    assert filling.place == 1


def test_a_document_half_way() -> None:
    filling = Filling()
    assert filling.steer("document").text.startswith(tool_says("zonder_document"))
    assert filling.message.document is None
    filling.type("soep")
    message = filling.steer("document")
    assert message.document is not None
    assert message.text.startswith(tool_says("tussenstand"))
    assert filling.labels[0] == "Ga verder met Kennismaken"


def test_a_name_is_asked_for_and_never_kept() -> None:
    filling = filled_in(**ALL_OF_IT)
    filling.steer("document")
    asked = filling.steer("naam")
    assert asked.asks_name
    assert asked.text.startswith("Typ de naam die in het document moet: Naam van de onderneming")
    named = filling.do("tool_naam", tool_says("naam_verborgen"), tool="kennismaken")
    assert named.text.startswith(tool_says("met_naam"))
    assert named.document is not None


def test_another_tool_meanwhile() -> None:
    filling = Filling(doel="soep")
    asked = filling.start("rollenwijzer")
    assert asked.text == tool_says("twee_tegelijk", nu="Kennismaken")
    assert filling.context.guided_tool.tool == "kennismaken"
    go_on, leave = asked.choices
    assert (go_on.goal.details.tool, go_on.goal.details.command) == ("kennismaken", "verder")
    filling.start("rollenwijzer", anyway=leave.goal.details.anyway)
    assert filling.context.guided_tool.tool == "rollenwijzer"
    assert filling.answers == {"doel": "soep"}
    filling.start("kennismaken", anyway=True)
    assert filling.message.text == tool_says("al_bezig", titel="Kennismaken")
    assert [choice.goal.details.command for choice in filling.message.choices] == [
        "verder",
        "overzicht",
        "document",
        "opnieuw",
    ]


def test_a_choice_of_a_question_that_is_no_more() -> None:
    filling = Filling(doel="soep")
    for question, option in (("kleur", "rood"), ("fase", "gestopt")):
        assert filling.choose(question, option).text.startswith(tool_says("oude_keuze"))
        assert filling.place == 2
    late = Filling("inkoopwijzer", behoefte="lunch", doel=["milieu"])
    assert late.choose("alleen_sociaal", "ja").text.startswith(tool_says("oude_keuze"))


def test_words_that_steer_are_an_answer_where_they_are_an_option() -> None:
    filling = Filling("rollenwijzer")
    filling.do("tool_opdracht", "iets anders", command="overslaan", typed=True)
    assert filling.answers == {"functie": ["anders"]}
    filling.do("tool_opdracht", "stop", command="stop", typed=True)
    assert filling.context.guided_tool.tool == ""


def test_a_tool_whose_file_has_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    running = Filling(doel="soep")
    without_tools(monkeypatch, "kennismaken")
    message = running.type("minder afval")
    assert message.text == tool_says("geen_tool")
    assert "Loop de zes vragen met mij door" not in running.labels
    assert "Zoek uit welke rol bij je past" in running.labels
    assert running.context.guided_tool.tool == ""
    assert Filling().start().text == tool_says("geen_tool")
    assert Filling("rollenwijzer").steer("verder", tool="kennismaken").text == tool_says("geen_tool")


def test_steering_before_any_tool() -> None:
    message, _ = run(ActionTool(), "tool_opdracht", command="verder")
    assert message.text == tool_says("geen_tool")
    assert {choice.goal.intent for choice in message.choices} == {"tool_start"}


def test_no_tools_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    without_tools(monkeypatch, *content().guided_tools)
    assert Filling().start().text == said("antwoord", "verlopen_keuze")
