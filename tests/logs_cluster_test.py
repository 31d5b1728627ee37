#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""tests/logs_cluster_test.py SCHOUW SOURCE_DIR SHARED_DIR [ROWS]: a log in ClickHouse gives the facts that its file gives.

The engine that reads files and the SQL of lib/accesslog are each other's oracle: on a log of scripts/make-log with all its
incidents, on a real one (data/receipt of SHARED_DIR), and on hostile names; on a plain table, on a Distributed table of two
shards, with moments as DateTime and as text. Then what goes wrong: a shard that is down, a wrong password, table, column or
certificate. Exits with 77, skipped, where clickhouse-server is not installed. Prints one line per problem.
"""

import csv
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
problems = []


def problem(text):
    problems.append(text)
    print(text, flush=True)


class Cluster:
    """Two shards of scripts/clickhouse-up, with a database `logs`."""

    def __init__(self, root, folder):
        self.script, self.folder = str(root / "scripts/clickhouse-up"), folder
        self.port = free_ports()
        self.environment = dict(os.environ, SCHOUW_CLICKHOUSE_PORT=str(self.port))
        self.started = subprocess.run([self.script, str(folder)], env=self.environment, capture_output=True, text=True,
                                      check=False)
        if self.started.returncode:
            return
        self.password = re.search(r'password = "(.*)"', (folder / "admin.toml").read_text()).group(1)
        for shard in (1, 2):
            self.run("CREATE DATABASE IF NOT EXISTS logs", shard=shard)

    def stop(self):
        subprocess.run([self.script, "stop", str(self.folder)], check=False)

    def kill(self, shard):
        pid = int((self.folder / f"shard{shard}/pid").read_text())
        os.kill(pid, 9)
        while Path(f"/proc/{pid}/cmdline").exists() and Path(f"/proc/{pid}/cmdline").read_bytes():
            time.sleep(0.05)

    def run(self, sql, rows=None, shard=1):
        url = f"http://127.0.0.1:{self.port + shard}/?insert_distributed_sync=1"
        body = sql.encode()
        if rows is not None:
            url, body = url + "&query=" + urllib.parse.quote(sql), rows
        request = urllib.request.Request(url, data=body, method="POST", headers={
            "X-ClickHouse-User": "admin", "X-ClickHouse-Key": self.password})
        try:
            with urllib.request.urlopen(request, timeout=300) as answer:
                return answer.read().decode()
        except urllib.error.HTTPError as error:
            raise RuntimeError(error.read().decode()[:500]) from None

    def table(self, name, columns, rows, by, order):
        """A plain table NAME on the first shard, and a Distributed one NAME_all with its parts on both."""
        layout = ", ".join(f"{quoted(column)} {kind}" for column, kind in columns.items())
        engine = f"ENGINE = MergeTree ORDER BY ({order})"
        self.run(f"CREATE TABLE logs.{name} ({layout}) {engine}")
        for shard in (1, 2):
            self.run(f"CREATE TABLE logs.{name}_part ({layout}) {engine}", shard=shard)
        self.run(f"CREATE TABLE logs.{name}_all ({layout}) "
                 f"ENGINE = Distributed(schouw, logs, {name}_part, cityHash64({quoted(by)}))")
        data = b"".join(b"\t".join(escaped(cell) for cell in row) + b"\n" for row in rows)
        for target in (name, name + "_all"):
            self.run(f"INSERT INTO logs.{target} FORMAT TabSeparated", data)
        return len(rows)

    def address(self, table, port=1, scheme="clickhouse", host="127.0.0.1"):
        return f"{scheme}://{host}:{self.port + port}/logs.{table}"


def free_ports():
    for base in range(21800, 29000, 40):
        try:
            for offset in (1, 2, 3, 11, 12, 21, 22):
                with socket.socket() as trial:
                    trial.bind(("127.0.0.1", base + offset))
            return base
        except OSError:
            continue
    raise RuntimeError("no free ports")


def quoted(name):
    return "`" + name.replace("\\", "\\\\").replace("`", "\\`") + "`"


def escaped(cell):
    data = cell if isinstance(cell, bytes) else str(cell).encode()
    return data.replace(b"\\", b"\\\\").replace(b"\t", b"\\t").replace(b"\n", b"\\n").replace(b"\r", b"\\r")


class Schouw:
    def __init__(self, binary, folder, cluster, now=None):
        self.binary, self.folder, self.login = binary, folder, cluster.folder / "login.toml"
        self.environment = dict(os.environ, SCHOUW_LANG="en", NO_COLOR="1")
        if now:
            self.environment["SOURCE_DATE_EPOCH"] = str(now)

    def run(self, *words):
        return subprocess.run([self.binary, "-C", str(self.folder), "logs", "import", *words], capture_output=True, text=True,
                              check=False, env=self.environment, errors="replace")

    def log(self, name, *words, code=0):
        ran = self.run("--json", name, *words)
        if ran.returncode != code or not ran.stdout:
            problem(f"logs import {name} {' '.join(words)}: exit {ran.returncode}, {ran.stderr[:800]}")
            return None
        return json.loads(ran.stdout)["logs"][0]

    def cluster(self, name, address, *words, code=0):
        return self.log(name, "--from", address, "--credentials", str(self.login), *words, code=code)


TOTALS = ("read", "accepted", "refused", "users", "roles", "dossiers", "first", "last", "hour_twice", "hour_never")


def same(what, file, table, totals=TOTALS, but=()):
    """Facts are equal, one by one; `but`: detectors that cannot be."""
    if file is None or table is None:
        return None
    for failure in (one["failure"] for one in table["files"] if one["failure"]):
        problem(f"{what}: {failure}")
        return None
    for name in totals:
        if file[name] != table[name]:
            problem(f"{what}: {name}: {file[name]} in the file, {table[name]} in the table")
    one, other = ({fact["id"]: fact for fact in log["facts"] if fact["detector"] not in but} for log in (file, table))
    differ = [key for key in sorted(set(one) | set(other)) if one.get(key) != other.get(key)]
    for key in differ[:5]:
        problem(f"{what}: {key}: {one.get(key)} in the file, {other.get(key)} in the table")
    if not one:
        problem(f"{what}: there are no facts")
    detectors = {fact["detector"] for fact in one.values()}
    deviating = {fact["detector"] for fact in one.values() if fact["subject"] is not None}
    print(f"{what}: {len(one)} facts of {len(detectors)} detectors, {len(deviating)} with deviations, "
          f"{len(differ)} differ", flush=True)
    return deviating


def moment(text):
    when = datetime.fromisoformat(text)
    return int((when if when.tzinfo else when.replace(tzinfo=AMSTERDAM)).timestamp())


def made_log(binary, root, scratch, cluster, rows):
    folder = scratch / "made"
    subprocess.run([sys.executable, str(root / "scripts/make-log"), rows, str(folder)], check=True, stdout=subprocess.DEVNULL)
    made = json.loads((folder / "planted.json").read_text(encoding="utf-8"))
    schouw = Schouw(binary, folder, cluster, made["now"])
    with (folder / "log.csv").open(encoding="utf-8", newline="") as text:
        header, *lines = csv.reader(text, delimiter=";")
    at = {name: i for i, name in enumerate(header)}
    kinds = {name: "Int64" if name == "volgnummer" else "DateTime" if name == "tijdstip" else "String" for name in header}
    began = time.monotonic()
    cluster.table("made", kinds, [[moment(cell) if i == at["tijdstip"] else cell for i, cell in enumerate(line)]
                                  for line in lines], "gebruiker", "gebruiker, tijdstip")
    loaded = time.monotonic()
    file = schouw.log("ris")
    read = time.monotonic()
    deviating = same("made, plain", file, schouw.cluster("ris", cluster.address("made")))
    plain = time.monotonic()
    same("made, two shards", file, schouw.cluster("ris", cluster.address("made_all")))
    both = time.monotonic()
    print(f"{len(lines)} lines: loaded in {loaded - began:.1f} s; facts from the file in {read - loaded:.2f} s, from one table "
          f"in {plain - read:.2f} s, from two shards in {both - plain:.2f} s", flush=True)
    # Every detector has something to find, or equal would say nothing.
    planted = {name for name, subjects in made["planted"].items() if subjects}
    if deviating is not None and planted - deviating:
        problem(f"made: nothing deviates for {sorted(planted - deviating)}")
    if int(rows) <= 200_000:
        kinds = {name: "Nullable(String)" if name in ("reden", "rol", "volgnummer") else "String" for name in header}
        cluster.table("written", kinds, lines, "gebruiker", "gebruiker")
        same("made, moments as text", file, schouw.cluster("ris", cluster.address("written_all")))
    return schouw, file


def receipt(binary, shared, scratch, cluster):
    path = shared / "data/receipt/receipt.csv"
    if not path.is_file():
        print(f"skipped: there is no {path}")
        return
    folder = scratch / "receipt"
    folder.mkdir()
    (folder / "schouw.toml").write_text(f'''organisation = "Gemeente Voorbeeld"
[logs.receipt]
files = ["{os.path.relpath(path.resolve(), folder)}"]
columns = {{ moment = "time:timestamp", user = "org:resource", role = "org:group", dossier = "case:concept:name", action = "concept:name" }}
''', encoding="utf-8")
    schouw = Schouw(binary, folder, cluster)
    with path.open(encoding="utf-8", newline="") as text:
        header, *lines = csv.reader(text)
    at = header.index("time:timestamp")
    cluster.table("receipt", dict.fromkeys(header, "String"), lines, "org:resource", quoted("org:resource"))
    file = schouw.log("receipt")
    for table in ("receipt", "receipt_all"):
        same(f"{table}, moments as text", file, schouw.cluster("receipt", cluster.address(table)))
    cluster.table("receipt_moments", {name: "DateTime" if name == "time:timestamp" else "String" for name in header},
                  [[moment(cell) if i == at else cell for i, cell in enumerate(line)] for line in lines],
                  "org:resource", quoted("org:resource"))
    same("receipt, moments", file, schouw.cluster("receipt", cluster.address("receipt_moments_all")))


def hostile(binary, scratch, cluster):
    """Names that would break out of a quote, a row or a word of ours; both edges of summer time; years far away."""
    folder = scratch / "hostile"
    folder.mkdir()
    names = ["o'brien", 'a"b', "back\\slash", "tab\there", "line\nbreak", "{user}", "{lines}", "' OR 1 = 1 --", "`", "\\'",
             "żółć 漢字 \U0001f600", "\u202eabc", " spaces ", "\ttabs\t", "null", "\\N", "x" * 3000, "\r", "1", "%41", "a;b"]
    moments = ["2025-10-26 02:30:00", "2025-03-30 02:30:00", "2025-03-30 03:00", "26-10-2025 02:30",
               "2025-10-26T00:30:00Z", "2025-10-26 01:30:00,123456 +00:00", "1761441000", "1761441000123", "2024-02-29 12:00:00",
               "2023-02-29 12:00:00", "2025-13-01 12:00:00", "2025-06-31 10:00:00", "1899-06-01 10:00:00",
               "2201-01-01 10:00:00", "1994-09-25 02:30:00", "1979-07-01 10:00:00", "gisteren", "",
               "2025-05-01", "2025-05-01 24:00:00", "2025-05-01T10:00:00-1400", "2025-05-01T10:00:00+14", " 2025-05-01 10:00:00\t",
               "2025-05-01 10:00:00+1", "2025-05-01 10:00:00 Z", "2025-05-01 10:00:00.", "2025-05-01 10:00:00+15:00"]
    header = ["moment's", "us`er", "dos\\sier", "{action}", "number"]
    lines = []
    for i, when in enumerate(moments * 8):
        lines.append([when, names[i % len(names)], names[i * 7 % len(names)], ["bekijken", "print 'x'", "noodprocedure", "export\\", ""][i % 5],
                      ["17", "", "x", "1000000000000000001" if i < 40 else "18", "9223372036854775808", "-5", "+5", "0017", str(i)][i % 9]])
    for user in range(120):    # enough for the limits
        for dossier in range(3):
            lines.append([f"2025-05-{2 + user % 20:02} 21:{user % 60:02}:00", names[user % len(names)], names[dossier] + str(user % 9), "export\\", str(1000 + user * 3 + dossier)])
    with (folder / "log.csv").open("w", encoding="utf-8", newline="") as out:
        csv.writer(out, delimiter=";").writerows([header] + lines)
    with (folder / "relations.csv").open("w", encoding="utf-8", newline="") as out:
        csv.writer(out, delimiter=";").writerows([["gebruiker", "dossier", "van", "tot"]] + [
            [name, names[0] + str(i % 9), "2025-05-01" if i % 2 else "", "2025-05-10"] for i, name in enumerate(names)])
    with (folder / "dossiers.csv").open("w", encoding="utf-8", newline="") as out:
        csv.writer(out, delimiter=";").writerows([["dossier", "intake", "gesloten op", "bewaren tot", "markering", "wijk"]] + [
            [name, "2025-05-05", "2025-05-08", "2025-05-12", "vip" if i % 2 else "", ""] for i, name in enumerate(names)] + [
            [names[1] + str(i), "", "2025-05-08", "2025-05-12", "", ["Noord", "Zuid", ""][i % 3]] for i in range(9)])
    with (folder / "accounts.csv").open("w", encoding="utf-8", newline="") as out:
        csv.writer(out, delimiter=";").writerows([["account", "systeem", "rol", "wijk"]] + [
            [name.strip(), "S1", "R1", "Noord" if i % 2 else "n.v.t."] for i, name in enumerate(names) if name.isascii() and len(name) < 99])
    columns = ", ".join(f"{field} = {json.dumps(name)}" for field, name in
                        zip(("moment", "user", "dossier", "action", "sequence"), header))
    (folder / "schouw.toml").write_text(f'''organisation = "X"
[sources.accounts]
file = "accounts.csv"
[logs.bad]
files = ["log.csv"]
columns = {{ {columns} }}
relations = "relations.csv"
dossiers = "dossiers.csv"
late_days = 4000
[logs.one]
from = "{cluster.address("bad_all")}"
credentials = "{cluster.folder}/login.toml"
columns = {{ {columns} }}
only = {{ "us`er" = "{{user}}" }}
[parameters]
accesslog_off_hours = 0
accesslog_popular = 0
accesslog_bulk = 0
accesslog_burst = 0
accesslog_volume_least = 0
''', encoding="utf-8")
    cluster.table("bad", dict.fromkeys(header, "String"), lines, "us`er", "tuple()")
    schouw = Schouw(binary, folder, cluster, 1_780_000_000)
    file = schouw.log("bad", code=3)
    for table in ("bad", "bad_all"):
        same(f"hostile, {table}", file, schouw.cluster("bad", cluster.address(table), code=3))
    # What a file may say and a table with text may not is refused, and counted.
    cluster.table("beyond", dict.fromkeys(header, "String"),
                  [[when, "anna", "D1", "bekijken", "1"] for when in (
                      "2025-10-26T02:59:60", "1969-12-31 23:59:59", "2199-12-31 22:00:00", "20250501 10:00:00", "1 mei 2025 10:00",
                      "2025-05-01 10:00:00")], "us`er", "tuple()")
    beyond = schouw.cluster("bad", cluster.address("beyond"), code=3)
    if beyond and (beyond["read"], beyond["accepted"], beyond["refused_by_reason"]["moment"]) != (6, 1, 5):
        problem(f"moments beyond those of a table: {beyond['read']} read, {beyond['accepted']} accepted")
    one = schouw.log("one", code=3)
    wanted = sum(line[1] == "{user}" for line in lines)
    if one and one["read"] != wanted:
        problem(f"only: {one['read']} lines read, and {wanted} are about that user")


def expect(what, ran, code, words, forbidden=()):
    text = ran.stdout + ran.stderr
    if ran.returncode != code:
        problem(f"{what}: exit {ran.returncode} and not {code}: {text[:500]}")
    for word in words:
        if word not in text:
            problem(f"{what}: does not say {word!r}: {text[:500]}")
    for word in forbidden:
        if word in text:
            problem(f"{what}: says {word!r}")


def misfortunes(schouw, cluster, file):
    login, address = str(schouw.login), cluster.address("made_all")
    good = ["ris", "--from", address, "--credentials", login]
    facts = (schouw.folder / "registers/log_facts.csv")
    shutil.copy(login, schouw.folder / "login.toml")
    copy = schouw.folder / "login.toml"
    copy.chmod(0o644)
    expect("login that others can read", schouw.run("ris", "--from", address, "--credentials", str(copy)), 2, ["chmod 600"])
    copy.chmod(0o600)
    copy.write_text('user = "schouw"\npassword = "wr0ng-pass"\n')
    expect("wrong password", schouw.run("ris", "--from", address, "--credentials", str(copy)), 3,
           ["does not know this user"], ["wr0ng-pass"])
    expect("no login", schouw.run("ris", "--from", address), 3, ["does not know this user"])
    expect("login that is not there", schouw.run("ris", "--from", address, "--credentials", "nowhere.toml"), 2, ["chmod 600"])
    expect("password in the address", schouw.run("ris", "--from", "clickhouse://me:s3cret@127.0.0.1:1/a.b"), 2,
           ["does not belong"], ["s3cret"])
    expect("no address", schouw.run("ris", "--from", "http://127.0.0.1/a.b"), 2, ["clickhouse://HOST:PORT"])
    expect("a user who may set nothing", schouw.run("ris", "--from", address, "--credentials",
           str(cluster.folder / "strict.toml")), 3, ["readonly = 2"])
    expect("wrong table", schouw.run("ris", "--from", cluster.address("nothing"), "--credentials", login), 3,
           ["no such database or table"])
    cluster.run("CREATE TABLE logs.other (a DateTime, gebruiker String) ENGINE = Memory")
    expect("wrong columns", schouw.run("ris", "--from", cluster.address("other"), "--credentials", login), 3, ["no column"])
    expect("nobody listens", schouw.run("ris", "--from", cluster.address("made", port=9), "--credentials", login), 3,
           ["cannot be reached", "Check address"])
    expect("another machine without TLS", schouw.run("ris", "--from", "clickhouse://192.0.2.1:8123/logs.ris"), 3, ["TLS"])
    secure = cluster.address("made_all", port=3, scheme="clickhouses", host="localhost")
    expect("a certificate that nobody trusts", schouw.run("ris", "--from", secure, "--credentials", login), 3, ["certificate"])
    config = schouw.folder / "schouw.toml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("[logs.ris]\n", f'[logs.ris]\ncertificates = "{cluster.folder}/server.crt"\n'), encoding="utf-8")
    same("made, over TLS", file, schouw.cluster("ris", secure))
    config.write_text(text, encoding="utf-8")

    cluster.run("CREATE TABLE logs.empty AS logs.made ENGINE = Memory")
    empty = schouw.run(*["ris", "--from", cluster.address("empty"), "--credentials", login])
    expect("an empty table", empty, 3, ["not one line"])
    schouw.cluster("ris", address, "--replace")
    before = facts.read_text()
    cluster.kill(2)
    began = time.monotonic()
    down = schouw.run(*good)
    expect("a shard that is down", down, 3, [f"127.0.0.1:{cluster.port + 12}", "was not examined", "Start that server"],
           ["Stack trace", "DB::"])
    if time.monotonic() - began > 60:
        problem(f"a shard that is down: told after {time.monotonic() - began:.0f} s")
    after = facts.read_text()
    lost = [line for line in before.splitlines() if line not in after and "/unread" not in line]
    if lost or "unread" not in after or after == before:
        problem(f"a shard that is down: {len(lost)} facts are gone, or nothing says that the log was not read")
    plain = schouw.cluster("ris", cluster.address("made"))
    same("made, while the other shard is down", file, plain)
    checked = subprocess.run([schouw.binary, "-C", str(schouw.folder), "-q", "import"], capture_output=True, text=True, check=False,
                             env=schouw.environment)
    if checked.returncode not in (0, 3):
        problem(f"import of the facts: exit {checked.returncode}: {checked.stderr[:300]}")


def main(arguments):
    binary, root = str(Path(arguments[0]).resolve()), Path(arguments[1]).resolve()
    shared = Path(arguments[2]).resolve()
    rows = arguments[3] if len(arguments) > 3 else "100000"
    # A time limit ends the servers as well.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    with tempfile.TemporaryDirectory() as scratch:
        cluster = Cluster(root, Path(scratch) / "cluster")
        if cluster.started.returncode:
            print(cluster.started.stderr, end="")
            return 77 if cluster.started.returncode == 77 else 1
        try:
            schouw, file = made_log(binary, root, Path(scratch), cluster, rows)
            receipt(binary, shared, Path(scratch), cluster)
            hostile(binary, Path(scratch), cluster)
            misfortunes(schouw, cluster, file)
        finally:
            cluster.stop()
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
