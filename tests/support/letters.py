"""Eight kinds of letter that people put a question in; none of them names a topic of the guide."""

from __future__ import annotations

LETTERS = {
    "thanks in advance": "{question} Alvast bedankt!",
    "signed": "{question}\n\nMet vriendelijke groet,\nKim",
    "greeted": "Goedemiddag, {question}",
    "a formal letter": (
        "Geachte heer/mevrouw,\n\n{question}\n\nIn afwachting van uw reactie,\n\nHoogachtend,\nJ. de Vries"
    ),
    "from a phone": "Hoi Zakboek!\n{question}\nGroetjes Sam\n\nVerzonden vanaf mijn iPhone",
    "a signature with a desk and a municipality": (
        "Beste gemeente,\n\n{question}\n\nMvg\n\nKim de Vries | Beleidsadviseur | Gemeente Zwolle\nT 038 000 00 00\n\n"
        "Disclaimer: dit bericht is alleen bedoeld voor wie het krijgt."
    ),
    "an answer to a mail": (
        "Dag collega,\n{question}\nIk hoor het graag. Fijne dag nog!\n\n"
        "Op ma 3 nov. 2025 om 10:12 schreef Sam <sam@example.org>:\n> Hoi Kim,\n> Hoe verleng ik mijn paspoort?"
    ),
    "a mail passed on": (
        "Van: Sam\nVerzonden: maandag 3 november 2025\nAan: Kim\nOnderwerp: vraagje\n\nHallo,\n\n{question}\n\nGr. Sam"
    ),
}
"""By kind, with the place of the question in it."""
