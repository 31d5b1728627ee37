# SPDX-License-Identifier: EUPL-1.2
"""The programs that the benchmark times: how each is made ready, what is timed, and what it found per rule."""

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import peer_sqlite
import rules
from generate import SCHEMAS, columns

HERE = Path(__file__).resolve().parent
DUCKDB = "@duckdb/node-api@1.5.6-r.1"
WORKSPACE = """organisation = "Benchmark"
language = "en"
fail_on = "never"
registers = ["./schemas/*"]
checklists = ["./checklists/*"]
"""


class Unavailable(Exception):
    """Why a peer is skipped."""


def first_line(*command):
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return (done.stdout + done.stderr).strip().split("\n")[0]


def remove(*paths):
    for path in paths:
        path.unlink(missing_ok=True)


class Program:
    """One command over one folder of data. `again` prepares a run; it is not timed."""

    def __init__(self, name, version):
        self.name = name
        self.version = version
        self.stdin = None

    def counts(self, output):
        """Findings by number of rule, from what a peer prints; a rule without findings is not in it."""
        return {int(rule): int(count) for rule, count in (line.split() for line in output.splitlines())}


class Schouw(Program):
    """The whole of `schouw check` in a workspace of its own, from no store at all."""

    def __init__(self, binary, all_rules, data, scratch):
        super().__init__("schouw", first_line(str(binary), "--version").split()[-1])
        self.folder = scratch / "workspace"
        self.store = self.folder / "schouw.db"
        self.numbers = {rule.id: number for number, rule in enumerate(all_rules, 1)}
        self.double = len(all_rules) + 1
        self.command = [str(binary), "-C", str(self.folder), "--as-of", rules.DAY, "check"]
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(SCHEMAS, self.folder / "schemas")
        (self.folder / "checklists").mkdir()
        (self.folder / "checklists" / "bench.toml").write_text(rules.checklist(all_rules), encoding="utf-8")
        sources = "".join(f'[sources.{register}]\nfile = "{data / register}.csv"\n'
                          for register in peer_sqlite.REGISTERS)
        (self.folder / "schouw.toml").write_text(WORKSPACE + sources, encoding="utf-8")

    def again(self):
        remove(*self.folder.glob("schouw.db*"))

    def ask(self, sql):
        with sqlite3.connect(f"file:{self.store}?mode=ro", uri=True) as connection:
            return connection.execute(sql).fetchall()

    def number(self, sql):
        return self.ask(sql)[0][0]

    def counts(self, output):
        found = {self.numbers[name]: count for name, count in self.ask(
            "SELECT n.name, c.not_met FROM run_check c JOIN check_name n ON n.id = c.check_name "
            "WHERE c.run = (SELECT max(id) FROM run)") if count}
        events = self.number("SELECT count(*) FROM finding_event")
        if events != sum(found.values()):
            raise RuntimeError(f"schouw counts {sum(found.values())} findings and recorded {events}")
        if double := self.number("SELECT count(*) FROM refused_row WHERE reason = 'row.double_key'"):
            found[self.double] = double
        return found

    def unreadable(self):
        """Cells that do not fit their type, which schouw keeps as remarks; no rule counts them."""
        return self.number("SELECT count(*) FROM remark WHERE key LIKE 'value.no%'")


class SqliteShell(Program):
    """The sqlite3 command line: .import and INSERT … SELECT."""

    def __init__(self, all_rules, data, scratch):
        if not shutil.which("sqlite3"):
            raise Unavailable("there is no sqlite3 command")
        super().__init__("sqlite3 shell", first_line("sqlite3", "--version").split()[0])
        self.database = scratch / "shell.db"
        self.stdin = scratch / "shell.sql"
        self.stdin.write_text(peer_sqlite.shell_script(data, columns, rules.statements(all_rules)), encoding="utf-8")
        self.command = ["sqlite3", "-batch", str(self.database)]

    def again(self):
        remove(self.database)


class Python(Program):
    """Python's own csv and sqlite3."""

    def __init__(self, all_rules, data, scratch):
        super().__init__("Python csv+sqlite3", sys.version.split()[0])
        self.database = scratch / "python.db"
        statements = scratch / "sqlite.sql"
        statements.write_text("\n".join(rules.statements(all_rules)) + "\n", encoding="utf-8")
        self.command = [sys.executable, str(HERE / "peer_sqlite.py"), str(data), str(self.database), str(statements)]

    def again(self):
        remove(self.database)


class DuckDb(Program):
    """DuckDB by its package for Node, with its own number of threads."""

    def __init__(self, all_rules, data, scratch):
        modules = duckdb_modules()
        super().__init__("DuckDB", DUCKDB.rsplit("@", 1)[1])
        self.database = scratch / "peer.duckdb"
        statements = scratch / "duckdb.sql"
        statements.write_text("\n".join(rules.statements(all_rules, duckdb=True)) + "\n", encoding="utf-8")
        self.command = ["node", str(HERE / "peer_duckdb.mjs"), str(modules), str(data), str(self.database),
                        str(statements)]

    def again(self):
        remove(self.database, self.database.with_name(self.database.name + ".wal"))


def duckdb_modules():
    """The node_modules folder with DuckDB, installed once, in the user's cache."""
    for tool in ("node", "npm"):
        if not shutil.which(tool):
            raise Unavailable(f"there is no {tool} command")
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "schouw-bench"
    folder = cache / DUCKDB.replace("/", "-")
    modules = folder / "node_modules"
    if not (modules / "@duckdb" / "node-api").is_dir():
        print(f"bench: installing {DUCKDB} in {folder}", file=sys.stderr)
        folder.mkdir(parents=True, exist_ok=True)
        try:
            done = subprocess.run(["npm", "install", "--prefix", str(folder), "--no-audit", "--no-fund",
                                   "--loglevel=error", DUCKDB], capture_output=True, text=True, timeout=300,
                                  check=False)
        except (OSError, subprocess.TimeoutExpired) as error:
            raise Unavailable(f"npm: {error}") from error
        if done.returncode != 0:
            raise Unavailable(f"npm cannot install {DUCKDB}")
    return modules


PEERS = {"sqlite": SqliteShell, "python": Python, "duckdb": DuckDb}
