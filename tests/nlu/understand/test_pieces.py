"""The piece that answers is found among those of its topic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from content.guide.pieces import DIFFERENCE, NOT_IN_GUIDE, YES_NO, Fact, Piece
from content.guide.topic import Chapter, Guide, Topic
from nlu.understand.pieces import (
    WHOLE,
    FoundPiece,
    PieceFinder,
    answering,
    asks_for_whole,
    nearest,
    suffices,
    telling_apart,
    texts_of_pieces,
)

CHAPTER = Chapter("inkoop", "Inkoop", 19)


def piece(*questions: str, text: str) -> Piece:
    return Piece("definitie", questions, text, "", (Fact("a", text, "Kop"),))


def guide(*pieces: Piece) -> Guide:
    topic = Topic(
        "rol/inkoper", "Inkoper", "Wat?", "rol", CHAPTER, 19, None, None, (), "", "", "", "", "", pieces=pieces
    )
    return Guide({"inkoop": CHAPTER}, {topic.id: topic})


COST = piece("wat kost een certificaat", "kosten?", text="Het Zakboek noemt geen prijs.")
WHO = piece("wie koopt er in bij de gemeente", "wie beslist", text="De inkoper koopt in.")


def no_meaning(texts: Sequence[str]) -> Any:
    return np.zeros((len(texts), 2), dtype=np.float32)


@pytest.mark.parametrize("encode", [None, no_meaning])
def test_the_piece_whose_question_is_most_alike_comes_first(encode: Any) -> None:
    found = PieceFinder(encode).find("Wat kost zo'n certificaat eigenlijk?", "rol/inkoper", guide(WHO, COST))
    assert [one.id for one in found if one.id] == [COST.id, WHO.id]
    assert found[0].score > 2 * found[1].score


def test_a_follow_up_is_read_behind_the_question_before_it() -> None:
    finder, asked = PieceFinder(None), guide(WHO, COST)
    alone, behind = (
        {one.id: one.score for one in finder.find("en zo'n ding dan?", "rol/inkoper", asked, before=before)}
        for before in ("", "wat kost een certificaat")
    )
    assert behind[COST.id] - behind[WHO.id] > alone[COST.id] - alone[WHO.id]


def test_a_topic_without_pieces_has_none() -> None:
    assert PieceFinder(None).find("wat kost het", "rol/inkoper", guide()) == []
    assert PieceFinder(None).find("wat kost het", "rol/bakker", guide(COST)) == []


def test_only_what_an_editor_changed_is_encoded_anew() -> None:
    encoded: list[str] = []

    def encode(texts: Sequence[str]) -> Any:
        encoded.extend(texts)
        return np.ones((len(texts), 2), dtype=np.float32)

    finder = PieceFinder(encode)
    finder.read(guide(COST))
    assert encoded == texts_of_pieces(guide(COST))
    encoded.clear()
    finder.read(guide(COST, WHO))
    assert encoded == [text for text in texts_of_pieces(guide(COST, WHO)) if text not in texts_of_pieces(guide(COST))]


def test_what_the_encoder_knows_by_heart_is_asked_for_when_its_topic_is_and_not_before() -> None:
    asked: list[str] = []

    def encode(texts: Sequence[str]) -> Any:
        asked.extend(texts)
        return np.ones((len(texts), 2), dtype=np.float16)

    in_force = guide(COST, WHO)
    finder = PieceFinder(encode, by_heart=texts_of_pieces(guide(COST)))
    finder.read(in_force)
    assert asked == [text for text in texts_of_pieces(in_force) if text not in texts_of_pieces(guide(COST))]
    assert finder.find("kosten?", "rol/inkoper", in_force)[0].id == COST.id


BUYS = piece("koopt de gemeente in", "wie koopt er in", text="De gemeente koopt in.")
SELLS = piece("verkoopt de gemeente", "wie verkoopt er iets", text="De gemeente verkoopt niets.")


def test_where_two_pieces_are_nearly_as_good_a_closer_reading_decides_and_elsewhere_it_is_not_asked() -> None:
    read: list[str] = []

    def read_closely(texts: Sequence[str]) -> Any:
        read.extend(texts)
        return np.array([[float("verkoop" in text or "slijt" in text), 1.0] for text in texts])

    in_doubt = "wie slijt er iets aan, koopt de gemeente"
    without, closely = PieceFinder(None), PieceFinder(None, read_closely)
    assert without.find(in_doubt, "rol/inkoper", guide(BUYS, SELLS))[0].id == BUYS.id
    assert closely.find(in_doubt, "rol/inkoper", guide(BUYS, SELLS))[0].id == SELLS.id
    assert in_doubt in read
    read.clear()
    assert closely.find("wie koopt er in", "rol/inkoper", guide(BUYS, SELLS))[0].id == BUYS.id
    assert read == []


def test_what_was_read_closely_is_learnt_anew_when_an_editor_changes_it() -> None:
    read: list[str] = []

    def read_closely(texts: Sequence[str]) -> Any:
        read.extend(texts)
        return np.ones((len(texts), 1))

    finder = PieceFinder(None, read_closely)
    finder.find("de gemeente", "rol/inkoper", guide(BUYS, SELLS))
    assert "verkoopt de gemeente" in read
    read.clear()
    finder.find("de gemeente", "rol/inkoper", guide(BUYS, SELLS, COST))
    assert "kosten?" in read


def test_who_asks_what_it_is_in_general_gets_no_piece() -> None:
    found = PieceFinder(None).find("wat?", "rol/inkoper", guide(COST, WHO))
    assert found[0].id == WHOLE
    assert answering(found) == ()


def test_a_piece_that_is_not_like_the_question_is_not_said() -> None:
    assert answering([FoundPiece("a", 0.05)]) == ()
    assert answering([FoundPiece("a", 0.9), FoundPiece("b", 0.05)]) == ("a",)
    assert answering([FoundPiece("a", 0.3)], sure=0.35) == ()
    assert answering([]) == ()


@pytest.mark.parametrize("kind", [NOT_IN_GUIDE, YES_NO])
def test_yes_no_or_not_in_the_guide_is_said_of_what_was_asked_and_never_second(kind: str) -> None:
    one, other = FoundPiece("a", 0.42, kind), FoundPiece("b", 0.35)
    assert answering([one, other]) == ("a", "b")
    assert answering([replace(other, score=0.48), one]) == ("b",)
    assert answering([replace(other, score=0.48), one, FoundPiece("c", 0.3)]) == ("b", "c")


def test_a_second_piece_that_says_the_same_again_is_left_out() -> None:
    first = FoundPiece("a", 0.49, "definitie", "De gemeente koopt brood bij de bakkerij.")
    same = FoundPiece("b", 0.4, "definitie", "Bij de bakkerij koopt de gemeente haar brood.")
    other = FoundPiece("c", 0.4, "definitie", "Een wethouder opent de winkel samen met de eigenaar.")
    assert answering([first, same]) == ("a",)
    assert answering([first, other]) == ("a", "c")


def test_what_is_surely_the_answer_has_no_second_beside_it_unless_more_is_asked() -> None:
    found = [FoundPiece("a", 0.5), FoundPiece("b", 0.4)]
    assert answering(found) == ("a",)
    assert answering(found, asks_more=True) == ("a", "b")


def test_that_the_guide_leaves_something_out_needs_to_be_surer() -> None:
    assert answering([FoundPiece("a", 0.24, NOT_IN_GUIDE), FoundPiece("b", 0.2)]) == ("b",)


def test_of_two_topics_the_surest_difference_is_said() -> None:
    found = [FoundPiece("a", 0.9), FoundPiece("b", 0.3, DIFFERENCE), FoundPiece("c", 0.5, DIFFERENCE)]
    assert telling_apart(found) == ("c",)
    assert telling_apart([FoundPiece("a", 0.9), FoundPiece("b", 0.05, DIFFERENCE)]) == ()


def test_what_comes_nearest_are_the_best_pieces_that_answer_something_new() -> None:
    first = [FoundPiece("no", 0.2, NOT_IN_GUIDE), FoundPiece("yes", 0.2, YES_NO), FoundPiece(WHOLE, 0.2)]
    found = [*first, *(FoundPiece(name, 0.13, "wie") for name in "abc")]
    assert nearest(found, ()) == ("a", "b")
    assert nearest(found, ("a",)) == ("b", "c")
    assert nearest([FoundPiece("a", 0.11)], ()) == ()


def test_only_a_piece_that_is_the_answer_suffices() -> None:
    found = [FoundPiece("a", 0.5, "wie"), FoundPiece("b", 0.5, NOT_IN_GUIDE), FoundPiece("c", 0.49, "wie")]
    assert [suffices(found, one) for one in ("a", "b", "c", "d")] == [True, True, False, False]


def test_a_topic_is_asked_for_as_a_whole_where_that_is_nearly_the_best() -> None:
    assert asks_for_whole([FoundPiece("a", 0.3), FoundPiece(WHOLE, 0.25)])
    assert not asks_for_whole([FoundPiece("a", 0.3), FoundPiece(WHOLE, 0.1)])
    assert not asks_for_whole([])
