"""What Slack carries in a block and gives back when it is clicked: who writes it and who reads it agree here."""

from __future__ import annotations

SEPARATOR = "|"
"""Between the kind of block, its number and the room in a `block_id`, and before the number in an `action_id`."""

CHOICES, FORMS, RATING = "keuzes", "formulieren", "waardering"
"""Kinds of blocks in a message."""

CHOICE, CHOICE_MENU = "keuze", "keuzemenu"
USEFUL, NOT_USEFUL = "nuttig", "niet_nuttig"
TOPIC, TOOL, TOOL_FORM = "onderwerp", "tool", "toolformulier"
TIPS_ON, TIPS_OFF = "tips_aan", "tips_uit"
COPY, DELETE = "kopie", "wissen"
"""Actions, by the beginning of their `action_id`."""

COMMAND = "/zakboek"
ASK_ABOUT_MESSAGE = "vraag_over_bericht"
"""The command and the shortcut on a message, as the app's manifest names them."""

FORM = "tool"
"""The `callback_id` of a guided tool's form."""

ATTEMPT = "zakboek_bericht"
"""The type of the metadata of what is posted, by which an attempt that was cut off is found again."""
