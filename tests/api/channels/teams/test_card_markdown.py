"""Markdown of a card: what Teams knows stays, all else is shown as it was written."""

from __future__ import annotations

import pytest

from api.channels.teams.card_markdown import card_blocks, escaped, link


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("**vet** en *schuin*", "**vet** en _schuin_"),
        ("[de Code](https://a.example/b_(c)?d=1&e=2)", "[de Code](https://a.example/b_%28c%29?d=1&e=2)"),
        ("[thank you](taal:en)", "thank you"),
        ("\\*niet vet\\* en \\_niet schuin\\_", "\\*niet vet\\* en \\_niet schuin\\_"),
        ("een_woord_met_streepjes", "een_woord_met_streepjes"),
        ("[geen link]", "\\[geen link\\]"),
        ("# geen kop", "\\# geen kop"),
        ("`code`", "\\`code\\`"),
        ("regel een\nregel twee", "regel een regel twee"),
        ("> geen citaat", "\\> geen citaat"),
        ("2019 - 2025", "2019 - 2025"),
    ],
)
def test_a_paragraph(written: str, shown: str) -> None:
    assert card_blocks(written) == [shown]


def test_a_list_is_one_block_with_a_line_for_each_item() -> None:
    assert card_blocks("Zo:\n\n- een;\n- *twee*;\n\n3. drie\n4. vier\n\nKlaar.") == [
        "Zo:",
        "- een;\n- _twee_;",
        "3. drie\n4. vier",
        "Klaar.",
    ]


def test_a_list_in_a_list_is_indented() -> None:
    assert card_blocks("- een\n  - onder een\n- twee") == ["- een\n   - onder een\n- twee"]


def test_nothing_is_no_block() -> None:
    assert card_blocks(" \n\n ") == []


def test_a_label_is_shown_as_it_is() -> None:
    assert escaped("1. *Let op* [x](y)\n- z") == "1\\. \\*Let op\\* \\[x\\](y)\n\\- z"
    assert link("a]b", "https://a.example/c d") == "[a\\]b](https://a.example/c%20d)"
