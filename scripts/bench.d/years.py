#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""years.py: ten years of monthly runs, made up, over a register that changes 2 % a month; times what looks back.

The register is that of generate.py with one column more, a term (review_by) that is put off now and then. Each month so
many records change: most in one or two cells, some are taken out, as many are new, and the rows are put in another order
every January, which is no change. `schouw check` runs on the first of each month with --as-of and SOURCE_DATE_EPOCH of
that day. The same arguments give the same files. Then it times a run that finds nothing changed, `schouw diff` over all
the years, and `schouw verify`, and compares the store halfway with the store at the end: it may grow with the changes,
not with the runs. Exits with 1 when a promise is not kept: each under a second, 60 MiB, linear growth.
"""

import argparse
import calendar
import csv
import datetime
import io
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(HERE))
sys.dont_write_bytecode = True

import generate  # noqa: E402  (it stands beside this file)
import rules  # noqa: E402

START = datetime.date(2017, 1, 1)
REGISTERS = ("processing", "vendors", "dpias")
SECONDS, MEBIBYTES, GROWTH = 1.0, 60, 1.25    # promised; growth of the second half against the first
TERM = """
[[column]]
id = "review_by"
type = "date"
title = { nl = "Herzien voor", en = "Review by" }
duty = "may"
norms = []
"""
TERM_CHECK = """
[[check]]
id = "bench-review-overdue"
title = { nl = "Herziening te laat", en = "Review overdue" }
register = "processing"
severity = "high"
norms = []
origin = ["bench"]
tests = "operation"
column = "review_by"
violates = "review_by < :as_of"
due = "review_by"
reason = { nl = "Voor {review_by}", en = "By {review_by}" }
remedy = { nl = "Herzie.", en = "Review." }
"""
WORKSPACE = """organisation = "Benchmark"
language = "en"
fail_on = "never"
registers = ["./schemas/*"]
checklists = ["./checklists/*"]
""" + "".join(f'[sources.{register}]\nfile = "{register}.csv"\n' for register in REGISTERS)


def month(number):
    """The first day of a month, counted from the start."""
    return START.replace(year=START.year + number // 12, month=1 + number % 12)


def later(day, months):
    index = day.year * 12 + day.month - 1 + months
    year, nth = divmod(index, 12)
    return day.replace(year=year, month=nth + 1, day=min(day.day, calendar.monthrange(year, nth + 1)[1]))


class Register:
    """The register of processing from month to month; chance decides, and the seed decides chance."""

    def __init__(self, records, seed):
        self.dice = generate.Dice(seed)
        self.made = 0
        self.vendors, self.dpias = max(50, records // 20), max(20, records // 50)
        self.header = generate.columns("processing") + ["review_by"]
        self.place = {name: at for at, name in enumerate(self.header)}
        self.set_day(START)
        self.rows = self.fresh(records)

    def set_day(self, day):
        self.day = day
        self.dice.days = [(day - datetime.timedelta(days=n)).isoformat() for n in range(generate.OLDEST)]

    def fresh(self, count):
        """New records, as generate.py makes them, with numbers that were never given out."""
        planted = {"overig": 0, "zolang nodig": 0, "31-02-2021": 0, "vervallen": 0}
        text = "\r\n".join(generate.processing(self.dice, count, self.vendors, self.dpias, planted))
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
        for row in rows:
            row[0] = f"VW-{self.made:07}"
            row.append(later(self.day, 1 + self.dice.below(36)).isoformat())
            self.made += 1
        return rows

    def edit(self, row):
        """One or two cells of a record change, as clerks change them."""
        dice = self.dice
        changes = {"reviewed_on": lambda: self.day.isoformat(), "owner": lambda: f"functie-{dice.below(400)}",
                   "security": lambda: dice.words(6), "remarks": lambda: dice.words(5 + dice.below(20)),
                   "purpose": lambda: dice.words(6 + dice.below(12)), "dpia_on": lambda: dice.days[dice.below(300)],
                   "retention_years": lambda: str(1 + dice.below(30)), "status": lambda: dice.pick(self.states())}
        for _ in range(1 + dice.below(2)):
            name = dice.pick(list(changes))
            row[self.place[name]] = changes[name]()
        row[self.place["changed_on"]] = self.day.isoformat()
        if dice.chance(25):
            row[self.place["review_by"]] = later(self.day, 3 + dice.below(12)).isoformat()

    def states(self):
        return list(generate.spellings("processing", "status").values())

    def next_month(self, number, percent):
        self.set_day(month(number))
        count = round(len(self.rows) * percent / 100)
        gone = count // 10
        for _ in range(count - 2 * gone):
            self.edit(self.rows[self.dice.below(len(self.rows))])
        for _ in range(gone):
            self.rows.pop(self.dice.below(len(self.rows)))
        self.rows += self.fresh(gone)
        if number % 12 == 0:
            self.rows.sort(key=lambda row: (row[self.place["owner"]], row[0]))

    def write(self, file):
        with file.open("w", encoding="utf-8", newline="") as out:
            csv.writer(out, delimiter=";", lineterminator="\r\n").writerows([self.header, *self.rows])


def workspace(folder, records, seed):
    """A workspace without a register of processing: that is written month by month."""
    shutil.copytree(generate.SCHEMAS, folder / "schemas")
    with (folder / "schemas" / "processing.toml").open("a", encoding="utf-8") as file:
        file.write(TERM)
    (folder / "checklists").mkdir()
    (folder / "checklists" / "bench.toml").write_text(rules.checklist(rules.all_rules()) + TERM_CHECK, encoding="utf-8")
    (folder / "schouw.toml").write_text(WORKSPACE, encoding="utf-8")
    dice = generate.Dice(seed)
    generate.write(folder, "vendors", generate.vendors(dice, max(50, records // 20)))
    generate.write(folder, "dpias", generate.dpias(dice, max(20, records // 50)))


def run(binary, folder, day, *arguments, codes=(0,)):
    """Seconds, peak MiB and output of one command. Output goes to files, so that reading it costs it nothing."""
    epoch = int(datetime.datetime.combine(day, datetime.time(6), datetime.timezone.utc).timestamp())
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(epoch)}
    with tempfile.TemporaryDirectory() as scratch:
        out, talk = Path(scratch) / "out", Path(scratch) / "talk"
        told = subprocess.run([sys.executable, str(HERE / "stopwatch.py"), os.devnull, str(out), str(talk), str(binary),
                               "-C", str(folder), *arguments], env=environment, capture_output=True, text=True, check=True)
        wall, _, peak, code = told.stdout.split()
        if int(code) not in codes:
            raise RuntimeError(f"schouw {' '.join(arguments)} ended with {code}: {talk.read_text()[-500:]}")
        return float(wall), int(peak) / 1024, out.read_text(encoding="utf-8")


def commands(binary):
    helped = subprocess.run([str(binary), "--help"], capture_output=True, text=True, check=True).stdout
    return set(re.findall(r"^  ([a-z]+) ", helped, re.MULTILINE))


def size(folder):
    return sum(file.stat().st_size for file in folder.glob("schouw.db*"))


def history(options, folder):
    """All the months; gives seconds of each run and the size of the store after it."""
    register = Register(options.records, options.seed)
    seconds, sizes = [], []
    for number in range(options.months):
        if number:
            register.next_month(number, options.changes)
        register.write(folder / "processing.csv")
        day = month(number)
        wall, _, _ = run(options.schouw, folder, day, "--as-of", day.isoformat(), "check", "-q")
        seconds.append(wall)
        sizes.append(size(folder))
        if not options.quiet and number % 12 == 11:
            print(f"years: {number + 1} months, run {wall:.2f} s, store {sizes[-1] / 2**20:.1f} MiB", file=sys.stderr, flush=True)
    return seconds, sizes


def median_of(options, folder, day, *arguments):
    timed = [run(options.schouw, folder, day, *arguments) for _ in range(options.turns)]
    return statistics.median(one[0] for one in timed), max(one[1] for one in timed)


def measure(options, folder):
    workspace(folder, options.records, options.seed)
    seconds, sizes = history(options, folder)
    half = options.months // 2
    last = month(options.months - 1)
    have = commands(options.schouw)
    result = {"records": options.records, "months": options.months, "changes_percent": options.changes,
              "run_seconds": statistics.median(seconds[1:]), "last_runs_seconds": statistics.median(seconds[-12:]),
              "store_first": sizes[0], "store_half": sizes[half - 1], "store_end": sizes[-1],
              "growth": (sizes[-1] - sizes[half - 1]) / max(1, sizes[half - 1] - sizes[0]) * (half - 1) / (options.months - half)}
    timed = {"run_unchanged": ("--as-of", last.isoformat(), "check", "-q"),
             "diff": ("diff", "1", str(options.months)), "diff_summary": ("diff", "1", str(options.months), "--summary"),
             "diff_json": ("--json", "diff", "1", str(options.months)), "verify": ("verify",)}
    result["store_unchanged_runs"] = 0
    for name, arguments in timed.items():
        if not have & {"check", "diff", "verify"} & set(arguments):
            result[name + "_seconds"] = result[name + "_mib"] = None
            continue
        result[name + "_seconds"], result[name + "_mib"] = median_of(options, folder, last, *arguments)
        if name == "run_unchanged":
            result["store_unchanged_runs"] = (size(folder) - sizes[-1]) / options.turns
    return result


def broken(result):
    """Promises that are not kept, each in a line."""
    for name in ("last_runs", "run_unchanged", "diff", "diff_json", "verify"):
        value = result[name + "_seconds"]
        if value is not None and value >= SECONDS:
            yield f"{name}: {value:.2f} s, promised under {SECONDS:.0f} s"
    if result["store_end"] >= MEBIBYTES * 2**20:
        yield f"store: {result['store_end'] / 2**20:.1f} MiB, promised under {MEBIBYTES} MiB"
    if result["growth"] > GROWTH:
        yield f"growth: the later months add {result['growth']:.2f} times what the earlier months add, at most {GROWTH}"


def report(result):
    lines = [f"{result['records']:,} records, {result['months']} monthly runs, {result['changes_percent']} % changes a month", "",
             f"{'a run':<28}{result['run_seconds']:>8.3f} s    (the last year: {result['last_runs_seconds']:.3f} s)"]
    for name, title in (("run_unchanged", "a run, nothing changed"), ("diff", "diff over all months"),
                        ("diff_summary", "diff --summary"), ("diff_json", "diff --json"), ("verify", "verify")):
        value = result[name + "_seconds"]
        lines.append(f"{title:<28}" + (f"{value:>8.3f} s    {result[name + '_mib']:.0f} MiB of memory" if value is not None
                                       else f"{'-':>8}      there is no such command"))
    mebi = {name: result["store_" + name] / 2**20 for name in ("first", "half", "end")}
    lines += [f"{'store':<28}{mebi['first']:.1f} MiB after the first run, {mebi['half']:.1f} halfway, {mebi['end']:.1f} at the end",
              f"{'growth':<28}{result['growth']:>8.2f}      times the growth of a month in the first half",
              f"{'a run, nothing changed':<28}{result['store_unchanged_runs'] / 1024:>8.1f} KiB  more in the store"]
    return "\n".join(lines)


def arguments():
    parser = argparse.ArgumentParser(prog="years.py", description=__doc__.split("\n\n", 1)[0])
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--months", type=int, default=120)
    parser.add_argument("--changes", type=float, default=2.0, metavar="PERCENT", help="of the records, each month")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--turns", type=int, default=5, help="of each command that is timed; the median counts")
    parser.add_argument("--data", type=Path, help="new folder that keeps the workspace (default: a temporary one)")
    parser.add_argument("--schouw", type=Path, default=ROOT / "build/release/schouw", help="the program to time")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.add_argument("--quiet", action="store_true", help="no progress on standard error")
    options = parser.parse_args()
    options.schouw = options.schouw.resolve()
    if not shutil.which(str(options.schouw)):
        parser.error(f"there is no {options.schouw}: build it first (cmake --preset release, then cmake --build)")
    if options.records < 100 or options.months < 4 or options.turns < 1 or not 0 <= options.changes <= 100:
        parser.error("at least 100 records, 4 months and 1 turn; changes from 0 to 100 percent")
    if options.data and options.data.exists() and any(options.data.iterdir()):
        parser.error(f"{options.data} is not empty")
    return options


def main():
    options = arguments()
    with tempfile.TemporaryDirectory(prefix="schouw-years-") as temporary:
        folder = (options.data or Path(temporary) / "workspace").resolve()
        folder.mkdir(parents=True, exist_ok=True)
        try:
            result = measure(options, folder)
        except (RuntimeError, OSError, subprocess.SubprocessError) as error:
            print(f"years: {error}", file=sys.stderr)
            return 1
    faults = list(broken(result))
    if options.json:
        print(json.dumps({"schema_version": 1, "processors": os.cpu_count(), **result, "broken": faults}, indent=1))
    else:
        print(report(result))
        print("\n".join(f"NOT KEPT {fault}" for fault in faults) or "every promise is kept")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
