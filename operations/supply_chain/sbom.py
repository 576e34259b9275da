"""`python -m operations.supply_chain.sbom FOLDER`: what the assistant is made of, as CycloneDX 1.6.

One file for each part that runs or is served, made from its lock by uv or npm. Added to what these say: licences, and
what is accepted of known vulnerabilities. Each is held against CycloneDX's own schema before it is written, and comes
out the same from the same commit: its moment is SOURCE_DATE_EPOCH (seconds since 1970), its number follows from what it
holds.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha384
from pathlib import Path
from uuid import NAMESPACE_URL, UUID, uuid5

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.impact_analysis import ImpactAnalysisState
from cyclonedx.model.license import DisjunctiveLicense
from cyclonedx.model.tool import Tool
from cyclonedx.model.vulnerability import BomTarget, Vulnerability, VulnerabilityAnalysis
from cyclonedx.output import make_outputter
from cyclonedx.schema import OutputFormat, SchemaVersion
from cyclonedx.validation import make_schemabased_validator
from packaging.utils import canonicalize_name

from content.paths import ROOT, WIDGET
from operations.supply_chain.accepted import Accepted, read_accepted
from operations.supply_chain.licences import CannotRead, Licences, installed_in

UV = ROOT / ".tools" / "bin" / "uv"
SPACY_MODEL = "nl-core-news-sm"
"""Installed beside the lock, by operations/setup/spacy_model.sh."""

VERSION = SchemaVersion.V1_6
PACKAGE = "zakboek-chat"
SERVED = WIDGET / "dist" / "zakboek-chat.js"
LICENCE = "EUPL-1.2"

_FROM_UV = (str(UV), "export", "--quiet", "--locked", "--no-dev", "--format", "cyclonedx1.5")
_FROM_NPM = ("npm", "sbom", "--package-lock-only", "--sbom-format", "cyclonedx")


class CannotMake(Exception):
    """A list cannot be made; the message says which and why."""


@dataclass(frozen=True)
class Part:
    """What one file lists: `name` is that of the file, `environment` where its packages are installed."""

    name: str
    folder: Path
    command: tuple[str, ...]
    environment: Path | None = None


PARTS = (
    Part("door", ROOT, _FROM_UV, ROOT / ".venv"),
    Part("rasa", ROOT / "rasa", _FROM_UV, ROOT / "rasa" / ".venv"),
    Part("widget", WIDGET, (*_FROM_NPM, "--omit=dev")),
    Part("widget-build", WIDGET, _FROM_NPM),
)


def main(arguments: list[str]) -> int:
    """Write `<part>.cdx.json` into the folder at `arguments[0]`; 1 with a line when one cannot be made."""
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    try:
        moment = datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", "")), UTC)
    except ValueError:
        print("SOURCE_DATE_EPOCH is not set: the moment of the commit, in seconds since 1970.", file=sys.stderr)
        return 1
    for part in PARTS:
        if part.environment is None and shutil.which("npm") is None:
            print(f"Skipped: {part.name}; npm is missing (sudo apt install npm).")
            continue
        try:
            bom = completed(part, listed(part), moment)
            written = serialized(bom)
        except (CannotMake, CannotRead) as error:
            print(f"{part.name}: {error}", file=sys.stderr)
            return 1
        file = folder / f"{part.name}.cdx.json"
        file.write_text(written, encoding="utf-8")
        print(f"{file}: {len(bom.components)} components")
    return 0


def listed(part: Part) -> Bom:
    """What uv or npm lists of the part's lock. Raises CannotMake."""
    try:
        result = subprocess.run(part.command, cwd=part.folder, capture_output=True, text=True, check=False)  # noqa: S603
    except FileNotFoundError as error:
        raise CannotMake(f"{part.command[0]} is missing. Run `make setup`.") from error
    if result.returncode:
        raise CannotMake(f"{' '.join(part.command)} failed: {result.stderr.strip()}")
    bom: Bom = Bom.from_json(json.loads(result.stdout))  # type: ignore[attr-defined]
    return bom


def completed(part: Part, bom: Bom, moment: datetime) -> Bom:
    """`bom` with what its lock does not say, and without what differs from machine to machine.

    Raises CannotMake, and CannotRead when the part's environment is not there.
    """
    whole = bom.metadata.component
    if whole is None:
        raise CannotMake("it does not say what it is a list of")
    whole.licenses = [DisjunctiveLicense(id=LICENCE)]
    if part.environment:
        whole.type = ComponentType.APPLICATION
        add_installed(bom, whole, part.environment, Licences.read())
    else:
        whole.name = PACKAGE  # npm takes the folder's
        whole.hashes = [HashType(alg=HashAlgorithm.SHA_384, content=sha384(SERVED.read_bytes()).hexdigest())]
        bom.metadata.tools.tools = [Tool(vendor="npm", name="cli")]  # of whichever version is at hand
    add_accepted(bom, read_accepted())
    bom.metadata.timestamp = moment
    bom.serial_number = UUID(int=0)
    bom.serial_number = uuid5(NAMESPACE_URL, serialized(bom))
    return bom


def add_installed(bom: Bom, whole: Component, environment: Path, licences: Licences) -> None:
    """Add the licences of the installed packages, and spaCy's model where it is installed. Raises CannotRead.

    A package that other systems need only is not installed here, and has no licence.
    """
    installed = {str(canonicalize_name(one.name)): one for one in installed_in(environment)}
    components = list(bom.components)
    if found := installed.get(SPACY_MODEL):
        kind, reference = ComponentType.MACHINE_LEARNING_MODEL, f"{found.name}@{found.version}"
        model = Component(type=kind, name=found.name, version=found.version, bom_ref=reference)
        components.append(model)
        bom.register_dependency(whole, [model])
    for component in components:
        one = installed.get(canonicalize_name(component.name))
        expression = licences.of_distribution(one) if one and one.version == component.version else None
        if expression:
            component.licenses = [LicenseFactory().make_from_string(expression)]
    bom.components = components


def add_accepted(bom: Bom, accepted: Iterable[Accepted]) -> None:
    """Add what is accepted of the vulnerabilities of what `bom` holds, with the reason (VEX)."""
    references = {(str(canonicalize_name(one.name)), one.version): one.bom_ref.value for one in bom.components}
    for entry in accepted:
        reference = references.get((entry.package, entry.version))
        for identifier in sorted(entry.ids) if reference else ():
            analysis = VulnerabilityAnalysis(
                state=ImpactAnalysisState.NOT_AFFECTED, justification=entry.justification, detail=entry.why
            )
            bom.vulnerabilities.add(
                Vulnerability(
                    bom_ref=f"{reference}/{identifier}",
                    id=identifier,
                    analysis=analysis,
                    affects=[BomTarget(ref=str(reference))],
                )
            )


def serialized(bom: Bom) -> str:
    """CycloneDX 1.6 as JSON. Raises CannotMake when it does not fit the schema."""
    written = make_outputter(bom, OutputFormat.JSON, VERSION).output_as_string(indent=2)
    if error := make_schemabased_validator(OutputFormat.JSON, VERSION).validate_str(written):
        raise CannotMake(f"it does not fit the schema of CycloneDX {VERSION.to_version()}: {error}")
    return written


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
