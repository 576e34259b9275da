"""A widget release never changes: the files of `widget/releases` are held against git's history of them."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from content.paths import ROOT

FOLDER = Path("widget") / "releases"
RULES = FOLDER / "README.md"
"""The commit that added it is where the freeze begins."""

SUMS = FOLDER / "SHA384SUMS"
"""Grows with each release, so it is held against the files and not against its own history."""


AUTHOR = ("-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false")


def test_no_release_was_changed_or_removed() -> None:
    if reason := without_history(ROOT):
        pytest.skip(reason)
    assert changed_releases(ROOT) == []


def test_the_sums_are_those_of_the_files() -> None:
    assert wrong_sums(ROOT) == []


def without_history(project: Path) -> str:
    """Why git knows nothing of what was released; empty when it does."""
    if not (project / ".git").exists():
        return "this is no git clone, so nothing tells what was released"
    if git(project, "rev-parse", "--is-shallow-repository").strip() == b"true":
        return "this is a shallow clone, so its history does not tell what was released"
    return ""


def changed_releases(project: Path) -> list[str]:
    """Releases that are not as they came in, or as they were when the freeze began, each with what is wrong.

    Raises CalledProcessError when git fails, LookupError when the freeze is not in its history.
    """
    found = []
    for path, blob in _released(project).items():
        file = project / path
        if not file.is_file():
            found.append(f"{file.name} is missing")
        elif file.read_bytes() != git(project, "cat-file", "blob", blob):
            found.append(f"{file.name} has changed")
    return sorted(found)


def wrong_sums(project: Path) -> list[str]:
    """Lines of the sums that fit no file, and lines that are missing."""
    stated = set((project / SUMS).read_text(encoding="utf-8").splitlines())
    files = [file for file in (project / FOLDER).iterdir() if file not in (project / RULES, project / SUMS)]
    actual = {f"{hashlib.sha384(file.read_bytes()).hexdigest()}  {file.name}" for file in files}
    return sorted(stated ^ actual)


def _released(project: Path) -> dict[str, str]:
    """By path, the content (as git's id of it) that each release came in with."""
    began = _commits(project, RULES, "HEAD")
    if not began:
        raise LookupError(f"{RULES} is in no commit, so the freeze has no beginning")
    released: dict[str, str] = {}
    for commit in [began[0], *_commits(project, FOLDER, f"{began[0]}..HEAD")]:
        for line in git(project, "ls-tree", "-r", "-z", commit, f"{FOLDER.as_posix()}/").decode().split("\0")[:-1]:
            about, path = line.split("\t")
            if Path(path) not in (RULES, SUMS):
                released.setdefault(path, about.split()[2])
    return released


def _commits(project: Path, path: Path, revisions: str) -> list[str]:
    """The commits that touched `path`, oldest first, those of merged branches too."""
    order = ("--reverse", "--topo-order", "--full-history")
    return git(project, "rev-list", *order, revisions, "--", path.as_posix()).decode().split()


def git(project: Path, *arguments: str) -> bytes:
    """What git says, whatever repository a hook that runs the tests has in its environment."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return subprocess.run(["git", "-C", project, *arguments], check=True, capture_output=True, env=environment).stdout


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clone with one release of before the freeze, which was changed before it, and one of after."""
    project = tmp_path_factory.mktemp("released")
    (project / FOLDER).mkdir(parents=True)
    git(project, "init", "--quiet", "--initial-branch=main")
    commit(project, {"zakboek-chat-0.1.0.js": "first try"})
    commit(project, {"zakboek-chat-0.1.0.js": "one"})
    commit(project, {RULES.name: "only ever added"})
    commit(project, {"zakboek-chat-0.2.0.js": "two"})
    return project


@pytest.fixture
def project(released: Path, tmp_path: Path) -> Path:
    """The same clone, for one test alone."""
    return shutil.copytree(released, tmp_path / "project")


def commit(project: Path, files: dict[str, str | None]) -> None:
    """Commit these files of the folder, with sums that fit; None removes one."""
    for name, content in files.items():
        file = project / FOLDER / name
        file.unlink() if content is None else file.write_text(content, encoding="utf-8")
    released = sorted((project / FOLDER).glob("*.js"))
    sums = [f"{hashlib.sha384(file.read_bytes()).hexdigest()}  {file.name}\n" for file in released]
    (project / SUMS).write_text("".join(sums), encoding="utf-8")
    git(project, "add", "--all")
    git(project, *AUTHOR, "commit", "--quiet", "--message", "Change")


def test_releases_that_stay_as_they_came_in_are_right(project: Path) -> None:
    assert changed_releases(project) == []
    assert wrong_sums(project) == []


def test_one_that_is_new_and_not_yet_committed_is_right(project: Path) -> None:
    (project / FOLDER / "zakboek-chat-0.3.0.js").write_text("three", encoding="utf-8")
    assert changed_releases(project) == []


@pytest.mark.parametrize("version", ["0.1.0", "0.2.0"])
def test_a_change_is_noticed_also_when_it_is_committed_with_its_sum(project: Path, version: str) -> None:
    name = f"zakboek-chat-{version}.js"
    commit(project, {name: "other"})
    assert wrong_sums(project) == []
    assert changed_releases(project) == [f"{name} has changed"]


def test_a_change_that_is_not_committed_is_noticed(project: Path) -> None:
    (project / FOLDER / "zakboek-chat-0.2.0.js").write_text("two\n", encoding="utf-8")
    assert changed_releases(project) == ["zakboek-chat-0.2.0.js has changed"]


@pytest.mark.parametrize("version", ["0.1.0", "0.2.0"])
def test_a_removal_is_noticed(project: Path, version: str) -> None:
    name = f"zakboek-chat-{version}.js"
    commit(project, {name: None})
    assert changed_releases(project) == [f"{name} is missing"]


def test_a_release_that_was_away_for_a_while_is_not_another_one(project: Path) -> None:
    commit(project, {"zakboek-chat-0.2.0.js": None})
    commit(project, {"zakboek-chat-0.2.0.js": "two, but better"})
    assert changed_releases(project) == ["zakboek-chat-0.2.0.js has changed"]


def test_a_folder_that_was_away_for_a_while_does_not_end_the_freeze(project: Path) -> None:
    kept = {file.name: file.read_text(encoding="utf-8") for file in (project / FOLDER).glob("[!S]*")}
    git(project, "rm", "--quiet", "-r", FOLDER.as_posix())
    git(project, *AUTHOR, "commit", "--quiet", "--message", "Away")
    (project / FOLDER).mkdir(parents=True)
    commit(project, {**kept, "zakboek-chat-0.1.0.js": "other"})
    assert changed_releases(project) == ["zakboek-chat-0.1.0.js has changed"]


def test_a_removal_of_the_rules_does_not_end_the_freeze(project: Path) -> None:
    commit(project, {RULES.name: None})
    commit(project, {"zakboek-chat-0.1.0.js": "other"})
    commit(project, {RULES.name: "only ever added"})
    assert changed_releases(project) == ["zakboek-chat-0.1.0.js has changed"]


def test_a_release_of_a_merged_branch_is_held_too(project: Path) -> None:
    git(project, "switch", "--quiet", "--create", "branch", "HEAD~1")
    commit(project, {"zakboek-chat-0.1.1.js": "one and a bit"})
    git(project, "switch", "--quiet", "main")
    git(project, "merge", "--no-commit", "--strategy", "ours", "branch")
    commit(project, {"zakboek-chat-0.1.1.js": "not that bit"})
    assert changed_releases(project) == ["zakboek-chat-0.1.1.js has changed"]


def test_a_sum_that_is_wrong_or_missing_is_noticed(project: Path) -> None:
    (project / FOLDER / "zakboek-chat-0.1.0.js").write_text("other", encoding="utf-8")
    (project / FOLDER / "zakboek-chat-0.3.0.js").write_text("three", encoding="utf-8")
    assert [line.split()[1] for line in wrong_sums(project)].count("zakboek-chat-0.1.0.js") == 2
    assert [line.split()[1] for line in wrong_sums(project)].count("zakboek-chat-0.3.0.js") == 1


def test_no_clone_and_a_shallow_one_say_that_they_know_nothing(project: Path, tmp_path: Path) -> None:
    assert without_history(project) == ""
    git(tmp_path, "clone", "--quiet", "--depth", "1", project.as_uri(), "shallow")
    assert "shallow" in without_history(tmp_path / "shallow")
    shutil.copytree(project, tmp_path / "copy", ignore=shutil.ignore_patterns(".git"))
    assert "no git clone" in without_history(tmp_path / "copy")


def test_a_history_that_cannot_be_read_or_has_no_freeze_is_an_error(project: Path, tmp_path: Path) -> None:
    commit(project, {RULES.name: None})
    git(tmp_path, "clone", "--quiet", project.as_uri(), "other")
    git(tmp_path / "other", "checkout", "--quiet", "--orphan", "new")
    commit(tmp_path / "other", {})
    with pytest.raises(LookupError):
        changed_releases(tmp_path / "other")
    shutil.rmtree(project / ".git" / "objects")
    with pytest.raises(subprocess.CalledProcessError):
        without_history(project)
        changed_releases(project)
