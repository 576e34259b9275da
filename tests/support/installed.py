"""A virtual environment with one package, for what reads the metadata of packages."""

from __future__ import annotations

from pathlib import Path


def environment(folder: Path, name: str, *fields: str) -> Path:
    """Install `name` 1.0 into `folder`, with further `fields` in its metadata; returns `folder`."""
    about = folder / "lib" / "python3.10" / "site-packages" / f"{name.replace('-', '_')}-1.0.dist-info"
    about.mkdir(parents=True)
    lines = ["Metadata-Version: 2.4", f"Name: {name}", "Version: 1.0", *fields, ""]
    (about / "METADATA").write_text("\n".join(lines), encoding="utf-8")
    return folder
