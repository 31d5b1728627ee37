# SPDX-License-Identifier: EUPL-1.2
"""Workspaces to torture: made up, small, the same each time; and the program run in one of them."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

EPOCH = "1767225600"    # 2026-01-01T00:00:00Z
SECONDS = 120           # for one command

SCHOUW_TOML = """organisation = "Gemeente Voorbeeld"
checklists = ["norms", "./checklists/*"]
[sources.dpias]
file = "dpias.csv"
[sources.vendors]
file = "vendors.csv"
"""

CHECK = """[[check]]
id = "{id}"
title = {{ nl = "{id}", en = "{id}" }}
register = "{register}"
severity = "high"
norms = []
origin = ["own:1"]
tests = "existence"
violates = "{violates}"
due = "{due}"
reason = {{ nl = "{reason}", en = "{reason}" }}
remedy = {{ nl = "Herstel dit", en = "Repair this" }}
"""

CHECKLIST = "\n".join([
    '[checklist]\nid = "own"\ntitle = { nl = "Eigen", en = "Own" }\n',
    CHECK.format(id="own-old", register="dpias", violates="adopted_on < '2021-01-01'",
                 due="add_months(adopted_on, 36)", reason="Van {adopted_on}"),
    CHECK.format(id="own-no-title", register="dpias", violates="length(name) < 6",
                 due="add_months(adopted_on, 12)", reason="Naam: {name}"),
    CHECK.format(id="own-vendor", register="vendors", violates="name LIKE '%7%'",
                 due="add_months(:as_of, 1)", reason="Naam: {name}"),
])


def dpias(records, shift):
    """A register in which a fifth of the records does not meet a check, other ones for each shift."""
    lines = ["dpia_id;name;adopted_on"]
    for i in range(records):
        if shift and i % 17 == shift:
            continue    # withdrawn
        year = 2016 + (i * 7 + shift * (i % 5)) % 10
        day = "" if (i + shift) % 23 == 0 else f"{year}-{1 + i % 12:02}-{1 + i % 28:02}"
        if i % 41 == 3:
            day = "begin 2017" if shift else "31-02-2017"
        lines.append(f"D{i};{'Nr' if i % 9 == 0 else 'Beoordeling ' + str(i + shift)};{day}")
    if shift:
        lines += ["D1;dubbel;2020-01-01"] if records > 20 else []
    return "\n".join(lines) + "\n"


def vendors(records, shift):
    return "vendor_id;name\n" + "".join(f"L{i};Leverancier {i * 3 + shift}\n" for i in range(records))


def write_sources(folder, records, shift):
    (folder / "dpias.csv").write_text(dpias(records, shift), encoding="utf-8")
    (folder / "vendors.csv").write_text(vendors(records // 2, shift), encoding="utf-8")


@dataclass
class Ran:
    code: int       # negative: ended by that signal
    out: bytes
    err: bytes


class Program:
    """The binary, and how it is started: an environment with nothing in it that could make two runs differ."""

    def __init__(self, binary):
        self.binary = str(Path(binary).resolve())

    def environment(self, tmp, **more):
        return {"PATH": "/usr/bin:/bin", "HOME": str(tmp), "TMPDIR": str(tmp), "SOURCE_DATE_EPOCH": EPOCH,
                "SCHOUW_LANG": "en", **more}

    def start(self, folder, arguments, tmp, before=(), **options):
        return subprocess.Popen([*before, self.binary, *arguments], cwd=folder, stdin=subprocess.DEVNULL,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=self.environment(tmp), **options)

    def run(self, folder, arguments, tmp, before=()):
        process = self.start(folder, arguments, tmp, before, start_new_session=True)
        try:
            out, err = process.communicate(timeout=SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, 9)
            out, err = process.communicate()
            return Ran(-1000, out, err)
        return Ran(process.returncode, out, err)


class Place:
    """A folder for one trial: a workspace and a folder for temporary files."""

    def __init__(self, top, name):
        self.top = Path(top) / name
        self.work = self.top / "work"
        self.tmp = self.top / "tmp"
        self.tmp.mkdir(parents=True)

    def make(self, records):
        (self.work / "checklists").mkdir(parents=True)
        (self.work / "schouw.toml").write_text(SCHOUW_TOML, encoding="utf-8")
        (self.work / "checklists/own.toml").write_text(CHECKLIST, encoding="utf-8")
        write_sources(self.work, records, 0)
        return self

    def copy_of(self, other):
        shutil.copytree(other.work, self.work, symlinks=True)
        return self

    def remove(self):
        shutil.rmtree(self.top, ignore_errors=True)
