#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""scripts/bench.d/logs.py [ROWS] [--schouw BINARY] [--shared DIR] [--runs N]: job J2, access logs.

Makes the log of shared/bench/gen (1,000,000 lines unless said otherwise), runs `schouw logs import` with one and with two
threads, all detectors on and the authorisations joined, and prints median wall and processor seconds and peak memory; then
the prototype at the limit, where it can be built, and DuckDB, where its npm package can be had. For 1 and 10 million lines
the numbers that DuckDB, ClickHouse, pandas and sqlite3 agree on must come out: lines, without a relation, vendor, vendor
without a reason. Exits with 1 when not.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "scripts" / "bench.d"))
sys.dont_write_bytecode = True

import programs  # noqa: E402  (it stands beside this file)

# shared/bench/README.md: rows → what every tool prints.
KNOWN = {1_000_000: (1_000_000, 145_369, 19_799, 2_159), 10_000_000: (10_000_000, 1_457_463, 199_211, 21_562)}
CONFIG = '''organisation = "Bench"
[logs.l]
files = ["log.csv"]
vendors = ["lev-*"]
relations = "autorisaties.csv"
columns = { moment = "tijdstip", user = "gebruiker", role = "rol", employer = "organisatie", dossier = "dossier", action = "actie", reason = "reden" }
'''


def timed(command, runs):
    """Median wall seconds, median processor seconds, peak MiB."""
    walls, cpus, peak = [], [], 0
    for _ in range(runs):
        begin = time.monotonic()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        walls.append(time.monotonic() - begin)
        cpus.append(usage.ru_utime + usage.ru_stime)
        peak = max(peak, usage.ru_maxrss / 1024)
        if os.waitstatus_to_exitcode(status) != 0:
            sys.exit(f"{command[0]} ended with {os.waitstatus_to_exitcode(status)}")
    return statistics.median(walls), statistics.median(cpus), peak


def show(name, figures):
    wall, cpu, peak = figures
    print(f"{name:28} {wall:7.2f} s wall {cpu:7.2f} s cpu {peak:7.0f} MiB", flush=True)


def compiled(source, target, *flags):
    done = subprocess.run(["g++", "-std=c++20", "-w", *flags, str(source), "-o", str(target), "-pthread"], check=False)
    return done.returncode == 0


def beside_duckdb(scratch, options):
    """DuckDB with two threads; exits when it counts something else."""
    try:
        modules = programs.duckdb_modules()
    except programs.Unavailable as why:
        return print(f"DuckDB: skipped: {why}")
    command = ["node", str(ROOT / "scripts/bench.d/peer_duckdb_logs.mjs"), str(modules), scratch, "2"]
    show("DuckDB, 2 thread(s)", timed(command, options.runs))
    counts = tuple(json.loads(subprocess.run(command, check=True, capture_output=True).stdout))
    if counts != KNOWN.get(options.rows, counts):
        sys.exit(f"DuckDB counts {counts}")


def main():
    parser = argparse.ArgumentParser(description="job J2: access logs")
    parser.add_argument("rows", nargs="?", type=int, default=1_000_000)
    parser.add_argument("--schouw", default=str(ROOT / "build/release/schouw"))
    parser.add_argument("--shared", default=str(ROOT.parent / "shared"))
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    bench = Path(options.shared) / "bench"
    if not (bench / "gen/gen.cpp").is_file():
        print(f"skipped: there is no {bench}")
        return 77
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        if not compiled(bench / "gen/gen.cpp", folder / "gen", "-O2"):
            return 2
        subprocess.run([str(folder / "gen"), "log", str(options.rows), scratch], check=True)
        (folder / "schouw.toml").write_text(CONFIG, encoding="utf-8")
        command = [options.schouw, "-C", scratch, "logs", "import", "-q", "--threads"]
        for threads in ("1", "2"):
            show(f"schouw, {threads} thread(s)", timed([*command, threads], options.runs))
        if compiled(bench / "j2/proto.cpp", folder / "proto", "-O3", "-march=x86-64-v3", "-mpclmul"):
            for threads in ("1", "2"):
                show(f"prototype, {threads} thread(s)", timed([str(folder / "proto"), scratch, threads], options.runs))
        beside_duckdb(scratch, options)
        ran = subprocess.run([options.schouw, "-C", scratch, "logs", "import", "--json"], check=True, capture_output=True)
    log = json.loads(ran.stdout)["logs"][0]
    events = {one["id"]: one["events"] for one in log["detectors"]}
    got = (log["accepted"], events["no_relation"], events["vendor"], events["vendor_ticket"])
    wanted = KNOWN.get(options.rows, got)
    print(f"lines, without relation, vendor, without reason: {got}" + ("" if got == wanted else f", and not {wanted}"))
    return 0 if got == wanted else 1


if __name__ == "__main__":
    sys.exit(main())
