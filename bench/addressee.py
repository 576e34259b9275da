"""Whom a reply speaks to: a civil servant or an entrepreneur, by signs that leave no doubt."""

from __future__ import annotations

import re

CIVIL_SERVANT, ENTREPRENEUR = "ambtenaar", "ondernemer"

_SIGNS = {
    CIVIL_SERVANT: (
        # A role of the guide, or a place in the town hall, said of the reader.
        r"\bals (een )?(ambtenaar|verbinder|inkoper|ambassadeur|financier|ecosysteembouwer|gemeente|eerste afnemer)\b",
        r"\bin de rol van (ambtenaar|verbinder|inkoper|ambassadeur|financier|ecosysteembouwer)\b",
        r"\b(jouw|je) (collega|afdeling|wethouder|beleid|organisatie)",
        r"\bje (eigen )?gemeente (koopt|doet|wil bereiken)|\bwat je (eigen )?gemeente (al )?(doet|wil)",
        # What the reader does for, with or to entrepreneurs.
        r"\b(je|jij) (helpt|steunt|brengt|wijst|overtuigt|koopt|stelt)\b[^.]{0,40}\bondernem",
        r"\b(help|vraag|geef|breng|nodig|betrek|steun|koppel|spreek|stel)\b[^.]{0,40}\b(ondernemers?|hen|hun)\b",
        r"\b(je|jij) (maakt|schrijft) (het )?beleid|\bje gebruikt social return|\bals je iets wilt inkopen",
        r"\bsamen met de ondernemer|\b(ga|praat) met hen\b|\bwie je voor je hebt",
    ),
    ENTREPRENEUR: (
        r"\b(jouw|je) (eigen )?(bedrijf|onderneming|producten?|dienst|idee|winkel|winst)\b",
        r"\b(jouw|je) (klanten?|facturen?|rekening|rechtsvorm)\b",
        r"\b(voor|bij|met|aan|van|op) jou\b|\bkun jij\b|\bjij (levert|verkoopt|maakt|meedoet)\b",
        r"\b(vraag|bel|mail|vertel)\b[^.]{0,30}\b(de|je|jouw) gemeente\b",
        r"\b(de|je|jouw) gemeente (kan|helpt|koopt|mag|moet|geeft|brengt|kijkt)\b[^.]{0,30}\b(je|jou|jouw)\b",
        r"\bals (sociaal )?ondernemer (kun|ben|heb|mag|krijg|ga) je|\bben je (een )?(sociaal )?ondernemer\b",
        r"\bje (levert|verkoopt|maakt)\b|\bwat je (maakt|levert|verkoopt)\b|\bje (kunt|kan) (ook |vaak )?terecht",
        r"\bga (je )?naar (het loket |de afdeling )?(economische zaken|het werkgeversservicepunt)",
    ),
}
_READER = re.compile(r"\b(je|jij|jou|jouw|u|uw|jullie)\b")
_COMPILED = {who: [re.compile(sign) for sign in signs] for who, signs in _SIGNS.items()}


def speaks_to(who: str, text: str) -> bool:
    """Whether `text`, in small letters, fits `who`; anything fits "" (unknown).

    For an entrepreneur it must speak to someone, and not more to a civil servant than to an entrepreneur; for a
    civil servant it must not speak to an entrepreneur alone.
    """
    if not who:
        return True
    found = {name: sum(bool(sign.search(text)) for sign in signs) for name, signs in _COMPILED.items()}
    if who == ENTREPRENEUR:
        return found[ENTREPRENEUR] >= found[CIVIL_SERVANT] and bool(_READER.search(text))
    return not found[ENTREPRENEUR] or found[CIVIL_SERVANT] > 0
