#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""tests/logs_planted_test.py SCHOUW SOURCE_DIR [ROWS]: what scripts/make-log plants must be found, and nothing else.

States precision and recall of each detector. The same facts must come out with one thread and with two, packed or not, as
JSON Lines, and with the lines of each day in another order. 10,000 citizen numbers in a log must be nowhere afterwards.
Prints one line per problem, and exits with 1 when there is one.
"""

import csv
import gzip
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from datetime import datetime
from pathlib import Path

FIELDS = ["moment", "user", "role", "employer", "team", "dossier", "action", "object", "result", "origin", "reason",
          "activity", "sequence", "search_key"]
FIGURES = {"own_staff", "by_role", "by_employer", "by_team"}    # no check judges them; see groups()
problems = []


def problem(text):
    problems.append(text)
    print(text)


class Schouw:
    def __init__(self, binary, folder, now):
        self.binary, self.folder = binary, folder
        self.environment = dict(os.environ, SCHOUW_LANG="en", SOURCE_DATE_EPOCH=str(now), TMPDIR=str(folder / "tmp"))
        (folder / "tmp").mkdir(exist_ok=True)

    def run(self, *words, **more):
        return subprocess.run([self.binary, "-C", str(self.folder), *words], capture_output=True, text=True, check=False,
                              env=self.environment, **more)

    def facts(self, *words, code=0):
        ran = self.run("logs", "import", "--json", *words)
        if ran.returncode != code:
            problem(f"logs import {' '.join(words)}: exit {ran.returncode}, {ran.stderr[:500]}")
            sys.exit(1)
        return json.loads(ran.stdout)["logs"][0]


def found_of(log):
    """detector → what it found, as planted.json has it."""
    found = {}
    for fact in log["facts"]:
        if fact["subject"] is not None:
            found.setdefault(fact["detector"], set()).add(f"{fact['period']} {fact['subject']}")
    return found


def judge(schouw, log, planted):
    names = sorted({subject.split(" ", 1)[1] for subjects in planted.values() for subject in subjects})
    pseudonyms = {one["name"]: one for one in json.loads(
        schouw.run("logs", "pseudonym", "--json", *names).stdout)["pseudonyms"]}
    kinds = {fact["detector"]: fact["subject_kind"] for fact in log["facts"] if fact["subject"] is not None}
    found = found_of(log)
    for detector in sorted(set(planted) | set(found)):
        if detector in FIGURES:
            continue
        kind = kinds.get(detector, "user")
        wanted = set()
        for subject in planted.get(detector, []):
            period, name = subject.split(" ", 1)
            if kind in ("user", "account"):
                name = pseudonyms[name]["user"]
            elif kind == "dossier":
                name = pseudonyms[name]["dossier"]
            wanted.add(f"{period} {name}")
        got = found.get(detector, set())
        right = len(wanted & got)
        precision = right / len(got) if got else 1.0
        recall = right / len(wanted) if wanted else 1.0
        print(f"{detector:20} planted {len(wanted):3} found {len(got):3} precision {precision:.2f} recall {recall:.2f}")
        if recall < 1:
            problem(f"{detector}: not found: {sorted(wanted - got)}")
        if precision < 1:
            problem(f"{detector}: found and not planted: {sorted(got - wanted)[:5]}")


def groups(schouw, log):
    """Lines and people per role, employer and team, counted here as well; groups of fewer than five are together."""
    with (schouw.folder / "log.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    for column, detector in (("rol", "by_role"), ("organisatie", "by_employer"), ("team", "by_team")):
        months = {}
        for row in rows:
            lines = months.setdefault(row["tijdstip"][:7], {}).setdefault(row[column], [])
            lines.append(row["gebruiker"])
        wanted, small = {}, 0
        for month, by_name in months.items():
            together, lines = set(), 0
            for name, users in sorted(by_name.items(), key=lambda one: (len(set(one[1])), len(one[1]))):
                if len(set(users)) < 5 or 0 < len(together) < 5:
                    together |= set(users)
                    lines += len(users)
                else:
                    wanted[month, name] = (len(set(users)), len(users))
            if lines:
                wanted[month, "*"] = (len(together), lines)
                small += 1
        got = {(fact["period"], fact["subject"]): (fact["value"], fact["events"]) for fact in log["facts"]
               if fact["detector"] == detector and fact["subject"] is not None}
        if got != wanted:
            problem(f"{detector}: {sorted(got.items() ^ wanted.items())[:6]}")
        print(f"{detector:20} {len(wanted)} groups, of which {small} are small ones together")


def same(name, one, other):
    for part in ("facts", "accepted", "users", "dossiers"):
        if one[part] != other[part]:
            differ = [fact for fact in one["facts"] if fact not in other["facts"]][:3] if part == "facts" else one[part]
            problem(f"{name}: {part} differ: {differ} {other[part] if part != 'facts' else ''}")


def other_ways(schouw, log):
    """The same log in other clothes gives the same facts."""
    folder, text = schouw.folder, (schouw.folder / "log.csv").read_text(encoding="utf-8")
    config = (folder / "schouw.toml").read_text(encoding="utf-8")
    same("one thread", log, schouw.facts("--threads", "1"))

    def files(name):
        (folder / "schouw.toml").write_text(config.replace('"log.csv"', f'"{name}"'), encoding="utf-8")

    lines = text.splitlines(keepends=True)
    half = len(lines) // 2
    with open(folder / "log.csv.gz", "wb") as file:    # two members
        file.write(gzip.compress("".join(lines[:half]).encode()) + gzip.compress("".join(lines[half:]).encode()))
    files("log.csv.gz")
    same("gzip", log, schouw.facts())
    if shutil.which("zstd"):
        subprocess.run(["zstd", "-q", "-f", str(folder / "log.csv")], check=True)
        files("log.csv.zst")
        same("zstd", log, schouw.facts())
    dice, days = random.Random(1), {}
    for line in lines[1:]:
        days.setdefault(line.split(";")[1][:10], []).append(line)
    for day in days.values():
        dice.shuffle(day)
    (folder / "mixed.csv").write_text(lines[0] + "".join("".join(day) for day in days.values()), encoding="utf-8")
    files("mixed.csv")
    same("another order within the days", log, schouw.facts())
    everything = lines[1:]
    dice.shuffle(everything)
    (folder / "mixed.csv").write_text(lines[0] + "".join(everything), encoding="utf-8")
    same("another order altogether", log, schouw.facts())
    rows = list(csv.reader(lines, delimiter=";"))
    with (folder / "log.jsonl").open("w", encoding="utf-8") as file:
        for row in rows[1:]:
            file.write(json.dumps(dict(zip(rows[0], row))) + "\n")
    files("log.jsonl")
    same("JSON Lines", log, schouw.facts())
    files("-")
    with (folder / "log.csv").open("rb") as file:
        ran = schouw.run("logs", "import", "--json", stdin=file)
    same("standard input", log, json.loads(ran.stdout)["logs"][0])
    (folder / "schouw.toml").write_text(config, encoding="utf-8")


def bsn(dice):
    """Nine digits that pass the eleven test, as a real one does."""
    while True:
        digits = [dice.randrange(10) for _ in range(8)]
        last = sum((9 - i) * digit for i, digit in enumerate(digits)) % 11
        if digits[0] and last < 10:
            return "".join(map(str, digits)) + str(last)


def canaries(binary, scratch):
    """RELIABILITY, promise 7: 10,000 citizen numbers as users and dossiers, in good lines, bad lines and a broken file."""
    dice = random.Random(7)
    numbers = [bsn(dice) for _ in range(10_000)]
    folder = scratch / "canaries"
    folder.mkdir()
    start = int(datetime(2026, 3, 2).timestamp())
    rows = ["moment;user;dossier;action;activity;team;reason"]
    for i, number in enumerate(numbers):
        when = datetime.fromtimestamp(start + i * 60).isoformat(sep=" ")
        other = numbers[(i * 7 + 1) % len(numbers)]
        if i % 50 == 0:
            when = other    # a moment that cannot be read
        rows.append(f"{when};{number};{other};{number};{other};{number};{other}" + (";extra" if i % 70 == 0 else ""))
        rows.append(f'{when};"{number}";{other}" x;{number};{other};{number};{other}')
    (folder / "log.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    (folder / "broken.csv.gz").write_bytes(gzip.compress(("\n".join(rows)).encode())[:-5000])
    (folder / "activities.csv").write_text("activity_id;name\nV1;x\n", encoding="utf-8")
    (folder / "schouw.toml").write_text('''organisation = "X"
[sources.processing]
file = "activities.csv"
[logs.a]
files = ["log.csv"]
[logs.b]
files = ["broken.csv.gz"]
[parameters]
accesslog_off_hours = 0
accesslog_popular = 0
accesslog_burst = 0
''', encoding="utf-8")
    schouw = Schouw(binary, folder, 1780315200)
    outputs, texts = {}, {}
    for words in (["logs", "import"], ["logs", "import", "--json"], ["logs", "--guess", str(folder / "log.csv")],
                  ["check", "--as-of", "2026-06-01"], ["findings", "--json"],
                  ["report", "--edition", "werklijst", "-o", str(folder / "werklijst.xlsx")]):
        ran = schouw.run(*words)
        outputs[" ".join(words)] = (ran.stdout + ran.stderr).encode()
        texts[" ".join(words)] = ran.stdout
    log = json.loads(texts["logs import --json"])["logs"]
    if log[0]["accepted"] < 9_000 or log[0]["refused"] < 200 or log[1]["complete"]:
        problem(f"canaries: the log was not read as it should be: {log[0]['accepted']}, {log[0]['refused']}")
    inputs = {"log.csv", "broken.csv.gz"}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name not in inputs:
            outputs[path.name] = path.read_bytes()
    wanted = {number.encode() for number in numbers}
    for name, content in outputs.items():
        hits = [word for word in re.findall(rb"[0-9]{9,}", content)
                if any(word[i:i + 9] in wanted for i in range(len(word) - 8))]
        if hits:
            problem(f"canaries: {len(hits)} citizen numbers in {name}, such as …{hits[0][-2:].decode()}")
    print(f"canaries: {len(numbers)} numbers looked for in {len(outputs)} outputs and files")


def main(arguments):
    binary, root = str(Path(arguments[0]).resolve()), Path(arguments[1])
    rows = arguments[2] if len(arguments) > 2 else "100000"
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "made"
        subprocess.run([sys.executable, str(root / "scripts/make-log"), rows, str(folder)], check=True,
                       stdout=subprocess.DEVNULL)
        made = json.loads((folder / "planted.json").read_text(encoding="utf-8"))
        schouw = Schouw(binary, folder, made["now"])
        log = schouw.facts()
        if log["read"] != made["lines"] or log["read"] != log["accepted"] + log["refused"] + log["ignored"]:
            problem(f"read {log['read']} of {made['lines']}: {log['accepted']} + {log['refused']} + {log['ignored']}")
        judge(schouw, log, made["planted"])
        groups(schouw, log)
        other_ways(schouw, log)
        canaries(binary, Path(scratch))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
