#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""checks.py [--runs N] [--build DIR]: times all checklists on the example municipality beside a peer.

Ours is the whole process of `schouw check`, from no store at all: registers and checklists read, workbooks and CSV
files imported, checks evaluated, findings recorded with a sync, summary written. The peer is the sqlite3 shell with the
functions of schouw loaded, that runs the statements of the same checks one by one, as they are written, over the same
tables with the same indexes: nothing else is in its time. A third row is the part of schouw's time that does the same
work: all checks compiled from SQL and evaluated on the tables. Each check must have the same number of records met, not met,
unknown, not applicable and to be judged. Programs take turns; the first turn is not counted; figures are medians.
"""

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
EXAMPLE, DAY = "voorbeeldgemeente", "2026-06-01"
VERDICTS = {"0": "met", "1": "not_met", "NULL": "unknown", "X'01'": "unknown", "X'00'": "not_applicable",
            "X'03'": "to_judge"}


def timed(command, stdin="/dev/null"):
    """Wall and processor seconds, peak MiB, what it printed."""
    with tempfile.NamedTemporaryFile("r") as out, tempfile.NamedTemporaryFile("r") as err:
        watch = [sys.executable, "-I", "-S", str(HERE / "stopwatch.py"), str(stdin), out.name, err.name]
        told = subprocess.run([*watch, *command], stdout=subprocess.PIPE, text=True, check=True).stdout.split()
        if int(told[3]) > 1:    # 1: there are findings
            raise RuntimeError(f"{command[0]} ended with {told[3]}: {err.read()[:500]}")
        return (float(told[0]), float(told[1]), int(told[2]) / 1024), out.read()


def counted_by_shell(output):
    counts = {}
    for line in output.splitlines():
        check, value, records = line.split("|")
        verdict = VERDICTS.get(value, value)
        counts.setdefault(check, {}).setdefault(verdict, 0)
        counts[check][verdict] += int(records)
    return counts


def differences(ours, theirs):
    """Checks of the shell for which schouw counts something else; checks without records are in neither."""
    return [check for check, counts in theirs.items()
            if counts != {word: ours[check][word] for word in set(VERDICTS.values()) if ours[check][word]}]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", 1)[0])
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--build", type=Path, default=ROOT / "build/release", help="with schouw and tests/check_dump")
    parser.add_argument("--schouw", type=Path, help="the program to time (default: of the build)")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    options = parser.parse_args()
    schouw = str((options.schouw or options.build / "schouw").resolve())
    dump = options.build.resolve() / "tests" / "check_dump"
    if not dump.is_file() or not shutil.which("sqlite3"):
        print("checks: needs sqlite3 and a build with tests: cmake --preset release -DSCHOUW_TESTS=ON, "
              "then cmake --build --preset release", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="schouw-checks-") as folder:
        work = Path(folder) / "work"
        subprocess.run([schouw, "init", "-q", str(work), "--example", EXAMPLE], check=True, stdout=subprocess.DEVNULL)
        alone = float(subprocess.run([str(dump), str(work), DAY, folder], check=True, stdout=subprocess.PIPE).stdout)
        script = Path(folder) / "shell.sql"
        script.write_text(f".load {options.build.resolve() / 'tests' / 'libcheck_functions'}\n"
                          + (Path(folder) / "checks.sql").read_text(encoding="utf-8"), encoding="utf-8")
        check = [schouw, "-C", str(work), "--as-of", DAY, "check"]
        shell = ["sqlite3", "-batch", str(Path(folder) / "run.db")]
        samples = {"schouw": [], "sqlite3 shell": []}
        for turn in range(options.runs + 1):
            for store in work.glob("schouw.db*"):
                store.unlink()
            ours, _ = timed(check)
            theirs, output = timed(shell, script)
            if turn > 0:
                samples["schouw"].append(ours)
                samples["sqlite3 shell"].append(theirs)
        document = json.loads(subprocess.run([*check, "--json"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                                             check=False).stdout)
    counts = counted_by_shell(output)
    different = differences({one["id"]: one for one in document["checks"]}, counts)
    rows = []
    for name, taken in samples.items():
        wall, processor, peak = (statistics.median(column) for column in zip(*taken))
        rows.append({"program": name, "seconds": round(wall, 4), "processor_seconds": round(processor, 4),
                     "peak_mib": round(peak, 1), "ratio": round(wall / rows[0]["seconds"], 2) if rows else 1.0})
    rows.append({"program": "evaluating alone", "seconds": round(alone, 4),
                 "ratio": round(alone / rows[0]["seconds"], 2), "shell_ratio": round(rows[1]["seconds"] / alone, 2)})
    report(rows, document, counts, different, options.json)
    return 1 if different else 0


def report(rows, document, counts, different, as_json):
    records = sum(register["accepted"] for register in document["registers"])
    if as_json:
        print(json.dumps({"schema_version": 1, "checks": len(document["checks"]), "records": records,
                          "statements": len(counts), "programs": rows, "differences": different}, indent=1))
        return
    print(f"{len(document['checks'])} checks on {len(document['registers'])} registers with {records:,} records")
    print(f"{'program':<20}{'seconds':>9}{'processor':>11}{'peak MiB':>10}{'× schouw':>10}")
    for row in rows[:2]:
        print(f"{row['program']:<20}{row['seconds']:>9.3f}{row['processor_seconds']:>11.3f}"
              f"{row['peak_mib']:>10.1f}{row['ratio']:>10.2f}")
    print(f"{rows[2]['program']:<20}{rows[2]['seconds']:>9.3f}{'':>21}{rows[2]['ratio']:>10.2f}"
          f"   the shell takes {rows[2]['shell_ratio']} times that")
    print(f"{len(counts)} statements, " + ("the same verdicts everywhere" if not different
                                           else "NOT the same verdicts for " + ", ".join(different)))


if __name__ == "__main__":
    sys.exit(main())
