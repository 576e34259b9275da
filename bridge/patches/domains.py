"""Whether a domain is empty: what an empty one holds is made once. Rasa makes one anew for each message it parses."""

from __future__ import annotations

from typing import Any

from rasa.shared.core.domain import Domain

from bridge.patches.patch import Patch

_EMPTY: dict[str, Any] = Domain.empty().as_dict()


def _is_empty(self: Domain) -> bool:
    return bool(self.as_dict() == _EMPTY)


PATCHES = (Patch(Domain, "is_empty", _is_empty),)
