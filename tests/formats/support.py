# SPDX-License-Identifier: EUPL-1.2
"""What the tests of the formats share: a program to run, what it can write, and a list of problems."""

import os
import re
import subprocess
import sys
import tempfile
import tomllib
import zipfile
from io import BytesIO
from pathlib import Path

EPOCH = "1767225600"    # 2026-01-01T00:00:00Z


class Problems:
    """Prints one line per problem; the test fails when there was one."""

    def __init__(self):
        self.count = 0

    def expect(self, good, message):
        if not good:
            self.count += 1
            if self.count <= 40:
                print(message)

    def end(self):
        if self.count:
            sys.exit(f"{self.count} problems")


class Schouw:
    """The program in a workspace of its own, with nothing of the caller's environment."""

    def __init__(self, binary, folder=None):
        self.binary = str(Path(binary).resolve())
        self.temporary = None if folder else tempfile.TemporaryDirectory(prefix="schouw-formats-")
        self.folder = Path(folder or self.temporary.name)

    def run(self, *words, codes=(0,), cwd=None, **environment):
        names = {"PATH": "/usr/bin:/bin", "HOME": str(self.folder), "SOURCE_DATE_EPOCH": EPOCH, "SCHOUW_LANG": "en"}
        names.update(environment)
        ran = subprocess.run([self.binary, *map(str, words)], cwd=cwd or self.folder, env=names, capture_output=True,
                             check=False, timeout=300)
        if codes and ran.returncode not in codes:
            sys.exit(f"schouw {' '.join(map(str, words))} ended with {ran.returncode}: "
                     f"{ran.stderr.decode(errors='replace')[-600:]}")
        return ran

    def report(self, edition, format_id, language="nl", cwd=None, **environment):
        """The bytes of a report."""
        with tempfile.TemporaryDirectory(prefix="schouw-report-") as folder:
            path = Path(folder) / "report"
            self.run("-C", self.folder, "report", "--edition", edition, "--format", format_id, "--report-lang", language,
                     "-o", path, "-q", cwd=cwd, codes=(0, 2) if format_id == "svg" else (0,), **environment)
            if not path.exists():
                return b""      # the charts of this edition had nothing to draw
            if path.is_dir():
                return b"".join(part.read_bytes() for part in sorted(path.rglob("*")) if part.is_file())
            return path.read_bytes()

    def known(self, option):
        """The words that the program names when it is given one that it does not know."""
        other = [] if option == "--format" else ["--format", "xlsx"]
        ran = self.run("report", option, "nothing-like-it", *other, "-o", "out", codes=(2,), SCHOUW_LANG="en")
        words = re.search(r"(?:known are|there are): ([\w, -]+)", " ".join(ran.stderr.decode().split()))
        if not words:
            sys.exit(f"no list of words for {option}: {ran.stderr.decode()}")
        return words.group(1).split(", ")


PAGES = ("xlsx", "ods", "html", "md", "svg")


def has_document(edition, format_id, source):
    """Formats for programs are refused for an edition without findings: it would look as if there were none. An edition
    without charts has none to write."""
    text = (Path(source) / "templates/reports" / f"{edition}.toml").read_text(encoding="utf-8")
    if format_id == "svg":
        return any(sheet["kind"] == "trend" or "chart" in sheet for sheet in tomllib.loads(text)["sheet"])
    if format_id in PAGES:
        return True
    return any(sheet["kind"] in ("checklists", "findings", "worklist") for sheet in tomllib.loads(text)["sheet"])


def editions(source, for_reader=False):
    """Every shipped edition that `report` writes: id → whether it hides what is personal. Those for one reader, which
    tests/logs_report_test.py writes, only when they are asked for."""
    found = {}
    for path in sorted((Path(source) / "templates/reports").glob("*.toml")):
        edition = tomllib.loads(path.read_text(encoding="utf-8"))["edition"]
        if for_reader or not edition.get("for_reader", False):
            found[edition["id"]] = edition.get("hide_personal", False)
    return found


def registers(source):
    """Every shipped register: id → (its head, its columns with those of its groups)."""
    files = [tomllib.loads(path.read_text(encoding="utf-8"))
             for path in sorted((Path(source) / "templates/registers").glob("*.toml"))]
    groups = {group["id"]: group["column"] for file in files for group in file.get("group", [])}
    return {file["register"]["id"]: (file["register"], [column for own in file["column"]
                                                        for column in groups.get(own.get("group"), [own])])
            for file in files if "register" in file}


def unpacked(data):
    """The bytes, and of an archive every part."""
    if not data.startswith(b"PK\x03\x04"):
        return data
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return data + b"\0".join(name.encode() + archive.read(name) for name in archive.namelist())


def shared_schemas(source):
    """The folder with the schemas of others, or None."""
    shared = os.environ.get("SCHOUW_SHARED") or Path(os.path.abspath(source)).parent / "shared"
    folder = Path(shared) / "schemas"
    return folder if folder.is_dir() else None
