#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""tests/logs_report_test.py BINARY SOURCE_DIR: who may be seen in the monthly reports on access logs.

On a generated log with planted incidents, in every format that each edition can be written in and in both languages:

- logs-algemeen has no user, file or pseudonym of the log in any byte, and no count of fewer than five people;
- logs-controleur has the users and never a file, names its reader and the day of destruction, and has mode 0600;
- neither the register of facts nor the history has a user or file in any byte;
- after a rotation the kept key still leads to the users; without it nothing does;
- the same run gives the same bytes.

Prints one line per problem, and exits with 1 when there is one.
"""

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent / "formats"))
from support import PAGES, Problems, Schouw, unpacked  # noqa: E402

MONTHS = ("2026-04", "2026-05")
READER = "CANARIE-CONTROLEUR"
PSEUDONYM = re.compile(rb"[uad]-[0-9a-f]{16}")
FEW = {"nl": "minder dan 5", "en": "fewer than 5"}
# Counts, a passage, pictures; JUnit has numbers and reasons.
NO_NAMES = {"prometheus", "md", "svg", "junit"}
SILENT = {"svg"}                            # these editions have no charts


def names_of(folder):
    """The users and files of the log, as it writes them."""
    rows = [line.split(";") for line in (folder / "log.csv").read_text(encoding="utf-8").splitlines()[1:]]
    users = {row[2].encode() for row in rows} | {b"nooit1", b"nooit2", b"nooit3"}
    return users, {row[6].encode() for row in rows}


def seen(names, data):
    words = set(re.findall(rb"[A-Za-z0-9]+", data))
    return sorted(names & words)


def write(schouw, month, edition, format_id, language, name="report"):
    path = schouw.folder / name
    path.unlink(missing_ok=True)
    words = ["--for", READER] if edition == "logs-controleur" else []
    schouw.run("logs", "report", month, "--edition", edition, "--format", format_id, "--report-lang", language, "-o", path,
               "-q", *words)
    return path


def check_generic(schouw, users, files, problems):
    for format_id in (word for word in PAGES if word not in SILENT):
        for language in ("nl", "en"):
            for month in MONTHS:
                data = unpacked(write(schouw, month, "logs-algemeen", format_id, language).read_bytes())
                name = f"logs-algemeen {format_id} {language} {month}"
                problems.expect(not seen(users, data), f"{name}: shows {seen(users, data)[:5]}")
                problems.expect(not seen(files, data), f"{name}: shows {seen(files, data)[:5]}")
                problems.expect(not PSEUDONYM.search(data), f"{name}: shows a pseudonym {PSEUDONYM.search(data)}")
                problems.expect(FEW[language].encode() in data, f"{name}: no small count was replaced")
    for words in (("--format", "json", "-o", "x.json"), ("--for", "iemand"), ("--destroy-on", "2027-01-01")):
        ran = schouw.run("logs", "report", MONTHS[1], *words, codes=(2,))
        problems.expect(ran.stderr, f"{words}: refused without a word")


def check_figures(schouw, problems):
    """In the document of the generic edition: no count of people under five, and sums as the facts have them."""
    document = json.loads(schouw.run("logs", "report", MONTHS[1], "--json").stdout)
    sheets = {sheet["id"]: sheet for sheet in document["sheets"]}
    facts = [fact for log in json.loads(schouw.run("logs", "import", "--json").stdout)["logs"] for fact in log["facts"]
             if fact["period"] in (MONTHS[1], "all")]
    people = {fact["detector"] for fact in facts if fact["subject_kind"] in ("user", "account", "dossier")}
    whole = {fact["detector"]: fact for fact in facts if fact["subject_kind"] == "log"}
    rows = sheets["log_signals"]["rows"]
    detectors = [name for name in whole if name not in ("lines", "days", "dossiers") and not name.startswith("by_")]
    problems.expect(len(rows) == len(detectors), f"{len(rows)} signals of {len(detectors)} detectors")
    few = told = 0
    for detector, row in zip(detectors, rows):
        count, expected = row[4], whole[detector]["deviations"]
        if detector in people and 0 < expected < 5:
            few += 1
            problems.expect(count == FEW["en"] and not isinstance(row[3], int), f"{detector}: tells {row[3:5]}")
        elif expected is not None:
            told += 1
            problems.expect(count == expected, f"{detector}: {count}, and the facts have {expected}")
        signal = {None: "not established", 0: "no signal"}.get(expected, "signal")
        if expected and detector in ("vendor", "own_staff"):
            signal = "figure"
        problems.expect(row[5].startswith(signal), f"{detector}: {row[5]}, not {signal}")
    problems.expect(few > 5 and told > 5, f"{few} small counts and {told} others: too few to test with")
    groups = sheets["log_groups"]["rows"]
    problems.expect(len(groups) > 3, "no groups")
    problems.expect(not any(isinstance(row[3], int) and row[3] < 5 for row in groups), f"small groups are told: {groups}")


def check_reader(schouw, users, files, problems):
    formats = schouw.known("--format")
    for format_id in (word for word in formats if word not in SILENT):
        for language in ("nl", "en"):
            path = write(schouw, MONTHS[1], "logs-controleur", format_id, language)
            name = f"logs-controleur {format_id} {language}"
            data = unpacked(path.read_bytes())
            problems.expect(path.stat().st_mode & 0o777 == 0o600, f"{name}: mode {path.stat().st_mode & 0o777:o}")
            problems.expect(not seen(files, data), f"{name}: shows {seen(files, data)[:5]}")
            if format_id not in NO_NAMES:
                problems.expect(len(seen(users, data)) >= 5, f"{name}: shows {len(seen(users, data))} users")
            if format_id in PAGES:
                problems.expect(READER.encode() in data, f"{name}: does not say for whom it is")
            again = write(schouw, MONTHS[1], "logs-controleur", format_id, language, "again")
            problems.expect(again.read_bytes() == path.read_bytes(), f"{name}: other bytes the second time")
    ran = schouw.run("report", "--edition", "logs-controleur", "-o", "x.xlsx", codes=(2,))
    problems.expect(b"logs report" in ran.stderr, "report writes what is for one reader")


def check_kept(schouw, users, files, problems):
    for path in [schouw.folder / "registers/log_facts.csv", *schouw.folder.glob("schouw.db*")]:
        data = path.read_bytes()
        problems.expect(not seen(files, data), f"{path.name}: has {seen(files, data)[:5]}")
        if path.name == "log_facts.csv":
            problems.expect(not seen(users, data), f"{path.name}: has {seen(users, data)[:5]}")


def check_rotation(schouw, users, problems):
    def traced():
        return seen(users, write(schouw, MONTHS[1], "logs-controleur", "html", "nl").read_bytes())

    before = traced()
    schouw.run("logs", "key", "--rotate", "keep", "--as-of", "2026-06-02")
    kept = schouw.folder / "log-pseudonyms-2026-06-02.key"
    problems.expect(kept.stat().st_mode & 0o777 == 0o600, "the kept key is not of its owner alone")
    problems.expect(traced() == before, "the kept key does not lead to the users")
    kept.unlink()
    problems.expect(not traced(), "without the key users can still be traced")


def main():
    binary, source = sys.argv[1:3]
    problems = Problems()
    with tempfile.TemporaryDirectory(prefix="schouw-logs-") as scratch:
        folder = Path(scratch) / "made"
        subprocess.run([sys.executable, f"{source}/scripts/make-log", "20000", str(folder)], check=True,
                       stdout=subprocess.DEVNULL)
        now = json.loads((folder / "planted.json").read_text(encoding="utf-8"))["now"]

        class AtThatTime(Schouw):
            def run(self, *words, **more):
                more.setdefault("SOURCE_DATE_EPOCH", str(now))
                return super().run(*words, **more)

        schouw = AtThatTime(binary, folder)
        users, files = names_of(folder)
        schouw.run("logs", "import", "-q")
        schouw.run("check", "-q", "--as-of", "2026-06-01", codes=(0, 1, 3))
        check_generic(schouw, users, files, problems)
        check_figures(schouw, problems)
        check_reader(schouw, users, files, problems)
        check_kept(schouw, users, files, problems)
        check_rotation(schouw, users, problems)
    problems.end()


main()
