"""What a message can mean: the intents of `domain.yml`, by their English names."""

from __future__ import annotations

from enum import Enum


class TextEnum(str, Enum):
    """A fixed set of texts; a member is its text, in f-strings and JSON too, in every Python."""

    def __str__(self) -> str:
        return str(self.value)

    def __format__(self, spec: str) -> str:
        return format(str(self.value), spec)


class Intent(TextEnum):
    """Every intent of `domain.yml`; a test holds the two together."""

    # a question about the guide
    ASK_GUIDE = "vraag_gids"
    ASK_TWO = "vraag_twee"
    UNCLEAR = "verduidelijk"
    # a question about a municipality's own file
    ASK_CONTACT_DETAILS = "vraag_gegevens"
    # a choice that was offered
    CHOOSE_TOPIC = "kies_onderwerp"
    CHOOSE_MUNICIPALITY = "kies_gemeente"
    CHOOSE_NEED = "kies_behoefte"
    CHOOSE_ASKER = "kies_wie"
    READ_MORE = "lees_meer"
    SOMETHING_ELSE = "iets_anders"
    # a message for a person
    START_MESSAGE = "bericht_start"
    TYPE_MESSAGE = "bericht_invoer"
    CHANGE_MESSAGE = "bericht_veranderen"
    SEND_MESSAGE = "bericht_versturen"
    CANCEL_MESSAGE = "bericht_niet"
    # a guided tool
    START_TOOL = "tool_start"
    STEER_TOOL = "tool_opdracht"
    ANSWER_TOOL = "tool_invoer"
    CHOOSE_OPTION = "tool_keuze"
    GIVE_NAME = "tool_naam"
    # a follow-up on the answer before
    FOLLOW_UP_REASON = "vervolg_waarom"
    FOLLOW_UP_EXAMPLE = "vervolg_voorbeeld"
    FOLLOW_UP_SHORTER = "vervolg_korter"
    FOLLOW_UP_SOURCE = "vervolg_bron"
    FOLLOW_UP_MORE = "vervolg_meer"
    FOLLOW_UP_QUESTION = "vervolg_vraag"
    FOLLOW_UP_REPEAT = "vervolg_herhaal"
    FOLLOW_UP_LIST_ITEM = "vervolg_lijst"
    FOLLOW_UP_ON_NOTHING = "vervolg_zonder_context"
    MEANT_OTHERWISE = "bedoel_anders"
    NAME_MUNICIPALITY = "noem_gemeente"
    SAY_ASKER = "zeg_wie"
    # small talk and the assistant itself
    GREETING = "groet"
    FAREWELL = "afscheid"
    THANKS = "dank"
    ARE_YOU_A_BOT = "ben_je_een_bot"
    WHO_ARE_YOU = "wie_ben_je"
    WHAT_CAN_YOU_DO = "wat_kun_je"
    SPEAK_TO_A_PERSON = "mens_spreken"
    COMPLAINT = "klacht"
    ABUSE = "schelden"
    COMPLIMENT = "compliment"
    CONFIRM = "bevestigen"
    DENY = "ontkennen"
    START_OVER = "opnieuw"
    STOP = "stoppen"
    PRIVACY = "privacy"
    JOKE = "grapje"
    INTRODUCES_ONESELF = "stelt_zich_voor"
    SAYS_IT_REPEATS = "zegt_herhaling"
    SENT_AROUND = "rondgestuurd"
    MISTYPED = "typfout"
    GO_ON_LATER = "later_verder"
    WANTS_ADVICE = "raad"
    WHERE_TO_BEGIN = "waar_beginnen"
    APOLOGY = "excuses"
    GOOD_NEWS = "goed_nieuws"
    NERVOUS = "spanning"
    GRIEF = "verdriet"
    DISTRESS = "crisis"
    HOW_ARE_YOU = "hoe_gaat_het"
    TAKES_A_MOMENT = "momentje"
    IMPATIENT = "ongeduld"
    BAD_DAY = "slechte_dag"
    TRIES_IT_OUT = "uitproberen"
    LAUGHS = "lachen"
    WEATHER = "het_weer"
    ASKS_WHICH_LANGUAGE = "welke_taal"
    # other languages
    ENGLISH = "taal_engels"
    GERMAN = "taal_duits"
    TURKISH = "taal_turks"
    POLISH = "taal_pools"
    UKRAINIAN = "taal_oekraiens"
    ARABIC = "taal_arabisch"
    FRENCH = "taal_frans"
    OTHER_LANGUAGE = "taal_anders"
    # outside the guide
    OUTSIDE_MUNICIPAL = "buiten_gemeente"
    OUTSIDE_NEAR = "buiten_dichtbij"
    OUTSIDE_FAR = "buiten_ver"
    OUTSIDE_PRIVATE = "buiten_privezaak"
    OUTSIDE_LEGAL = "buiten_juridisch"
    OUTSIDE_OPINION = "buiten_mening"
    NONSENSE = "onzin"


FOLLOW_UPS = frozenset(intent for intent in Intent if intent.value.startswith("vervolg_"))
LANGUAGES = frozenset(intent for intent in Intent if intent.value.startswith("taal_"))
OUTSIDE = frozenset(intent for intent in Intent if intent.value.startswith("buiten_"))
"""Questions that another place answers; nonsense is none."""

QUESTIONS = frozenset(
    {
        Intent.ASK_GUIDE,
        Intent.ASK_TWO,
        Intent.UNCLEAR,
        Intent.NAME_MUNICIPALITY,
        Intent.OUTSIDE_NEAR,
        Intent.OUTSIDE_MUNICIPAL,
    }
)
"""What a visitor asked, in a message for a person."""

OFFERED_ONLY = frozenset(
    {
        Intent.CHOOSE_TOPIC,
        Intent.CHOOSE_MUNICIPALITY,
        Intent.CHOOSE_NEED,
        Intent.CHOOSE_ASKER,
        Intent.READ_MORE,
        Intent.START_MESSAGE,
        Intent.CHANGE_MESSAGE,
        Intent.CHOOSE_OPTION,
        Intent.GIVE_NAME,
    }
)
"""Intents that no typed message has: only a choice that was offered leads to them."""
