"""A model's archive is unpacked in one reading.

Rasa's reader unzips all of it to look at the names in it, and then all of it again. Python's own reader refuses what
lies outside of the folder, and devices, as it comes to them; where Python is too old for that Rasa's reader stays.
"""

from __future__ import annotations

import tarfile
from typing import Any

import rasa.engine.storage.local_model_storage as rasa_storage

from bridge.patches.patch import Patch

_FILTER: Any = getattr(tarfile, "data_filter", None)


class SafeArchive(tarfile.TarFile):
    """An archive whose files land in the folder that they are unpacked in, or nowhere; tarfile.FilterError else."""

    extraction_filter = staticmethod(_FILTER)


PATCHES = (Patch(rasa_storage, "TarSafe", SafeArchive),) if _FILTER is not None else ()
