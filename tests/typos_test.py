#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""tests/typos_test.py BINARY: promise 16: a typing error in a key stops the command, with the place, before anything is recorded.

Each key and each word with a fixed set of values, in one file of each kind, is written wrongly in five ways in turn.
"""

import contextlib
import re
import sqlite3
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

BINARY = Path(sys.argv[1]).resolve()
ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "scripts/torture.d"))
sys.dont_write_bytecode = True
import workspace  # noqa: E402  (it stands in torture.d)

FILES = {
    "schouw.toml": """organisation = "Gemeente Voorbeeld"
registers_as_of = 2026-01-01
language = "nl"
store = "schouw.db"
fail_on = "high"
checklists = ["norms", "dpia", "./checklists/*"]
[sources.dpias]
file = "dpias.csv"
delimiter = ";"
encoding = "UTF-8"
header_row = 1
columns = { name = "Naam van de DPIA" }
[sources.plans]
file = "plans.csv"
[parameters]
dpia_max_age_months = 24
""",
    "checklists/own.toml": """[checklist]
id = "own"
title = { nl = "Eigen", en = "Own" }
[parameters]
own_months = { value = 12, why = { nl = "Gekozen", en = "Chosen" } }
[[check]]
id = "own-old"
title = { nl = "Oud", en = "Old" }
register = "dpias"
severity = "high"
norms = []
origin = ["own:1"]
tests = "existence"
column = "adopted_on"
applies = "adopted_on IS NOT NULL"
violates = "adopted_on < add_months(:as_of, -:own_months)"
due = "add_months(adopted_on, :own_months)"
reason = { nl = "Van {adopted_on}", en = "Of {adopted_on}" }
remedy = { nl = "Doe iets", en = "Do something" }
""",
    "schemas/plans.toml": """[register]
id = "plans"
title = { nl = "Plannen", en = "Plans" }
description = { nl = "Een plan", en = "A plan" }
key = ["plan_id"]
norms = []
duty = "practice"
[[column]]
id = "plan_id"
type = "text"
title = { nl = "Nummer", en = "Number" }
description = { nl = "Nummer", en = "Number" }
aliases = ["nr"]
duty = "must"
[[column]]
id = "state"
type = "choice"
title = { nl = "Stand", en = "State" }
description = { nl = "Stand", en = "State" }
duty = "may"
na = true
personal = false
choices = [
  { id = "open", title = { nl = "open", en = "open" }, spellings = ["loopt"] },
  { id = "done", title = { nl = "klaar", en = "done" } },
]
""",
    "reports/own.toml": """[edition]
id = "own"
title = { nl = "Eigen", en = "Own" }
hide_personal = false
[names]
dpias = "name"
[[sheet]]
kind = "cover"
title = { nl = "Voorblad", en = "Cover" }
[[sheet]]
kind = "summary"
title = { nl = "Samenvatting", en = "Summary" }
intro = { nl = "Samengevat", en = "In short" }
""",
}
KEY = re.compile(r"(?m)(?<![\w:.\"'-])([a-z][a-z_]+)(?=\s*=\s)|(?<=^\[)([a-z_.]+)(?=\]$)|(?<=^\[\[)([a-z_.]+)(?=\]\]$)")
WORDS = {"high", "existence", "text", "choice", "must", "may", "practice"}       # one of a fixed set
WORD = re.compile(r'(?<==\s")(' + "|".join(WORDS) + r')(?="$)', re.M)
PLACE = re.compile(r"\S+\.toml:\d+:\d+: error: ")


def recorded(store):
    """The journal: how its file is kept may differ."""
    with contextlib.closing(sqlite3.connect(store)) as history:
        return history.execute("SELECT * FROM journal ORDER BY seq").fetchall()


def typos(word):
    """Five ways to write it wrongly; what is a word itself is left out."""
    middle = len(word) // 2
    wrong = {word[:middle] + word[middle + 1:], word[:middle] + word[middle] + word[middle:], word + "x",
             word[:middle - 1] + word[middle] + word[middle - 1] + word[middle + 1:], word[0].upper() + word[1:]}
    return sorted(wrong - {word, ""})


def trials():
    for file, text in FILES.items():
        seen = set()
        for match in sorted([*KEY.finditer(text), *WORD.finditer(text)], key=lambda one: one.start()):
            line = text[:match.start()].rpartition("\n")[2]
            if line.lstrip().startswith("#") or line.count('"') % 2:
                continue
            word = match.group(0)
            if word in seen and word in ("nl", "en", "title", "id", "duty", "type", "description", "kind", "sheet", "column", "why"):
                continue    # once is enough for what stands everywhere
            seen.add(word)
            for wrong in typos(word):
                yield file, word, wrong, text[:match.start()] + wrong + text[match.end():]


def make(top):
    place = workspace.Place(top, "sound")
    for file, text in FILES.items():
        (place.work / file).parent.mkdir(parents=True, exist_ok=True)
        (place.work / file).write_text(text, encoding="utf-8")
    (place.work / "dpias.csv").write_text("dpia_id;Naam van de DPIA;adopted_on\nD1;Een;2020-01-01\n", encoding="utf-8")
    (place.work / "plans.csv").write_text("plan_id;state\nP1;open\n", encoding="utf-8")
    return place


def main():
    program = workspace.Program(BINARY)
    with tempfile.TemporaryDirectory(prefix="typos-") as top:
        sound = make(Path(top))
        report = ["report", "--edition", "own", "-o", "own.xlsx"]
        for command, codes in ((["check"], (0, 1)), (report, (0,))):
            ran = program.run(sound.work, command, sound.tmp)
            if ran.code not in codes:
                print(f"the files without a typing error do not work: {ran.code} {ran.err.decode()}")
                return 1

        def attempt(numbered):
            number, (file, word, wrong, text) = numbered
            place = workspace.Place(Path(top), f"trial-{number}").copy_of(sound)
            (place.work / file).write_text(text, encoding="utf-8")
            before = recorded(place.work / "schouw.db")
            ran = program.run(place.work, report if file.startswith("reports/") else ["check"], place.tmp)
            said = ran.err.decode(errors="replace")
            faults = []
            if ran.code != 2:
                faults.append(f"ended with {ran.code}")
            elif not PLACE.match(said):
                faults.append("names no place")
            if recorded(place.work / "schouw.db") != before:
                faults.append("recorded something")
            place.remove()
            for fault in faults:
                print(f"FAILED: {file}: {wrong} for {word}: {fault}: {said[:160].strip()}")
            return len(faults), f'"{word}"' in said

        listed = list(trials())
        with ThreadPoolExecutor(2) as pool:
            outcomes = list(pool.map(attempt, enumerate(listed)))
    failed, meant = sum(faults for faults, _ in outcomes), sum(word for _, word in outcomes)
    print(f"{len(listed)} typing errors, {failed} passed unseen; {meant} times the right word was named")
    return 1 if failed or meant < len(listed) * 0.8 else 0


if __name__ == "__main__":
    sys.exit(main())
