#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""tests/cron_test.py BINARY SOURCE_DIR: the examples of man/schouw-cron.7, run as cron runs them, and the units of systemd.

The crontab lines are taken from the page itself; only the folder is another one. What needs root, strace or
systemd-analyze is left out where that is not there, and it is said.
"""

import email
import email.policy
import os
import pwd
import re
import shutil
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

BINARY, ROOT = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
sys.path.insert(0, str(ROOT / "scripts/torture.d"))
sys.dont_write_bytecode = True
import workspace  # noqa: E402  (it stands in torture.d)

UNITS = ROOT / "scripts/systemd"
SUBJECT = re.compile(r"schouw Gemeente Voorbeeld \d\d-\d\d-\d{4}: .+; [\d.]+ open")
NOBODY = 65534
failures = []


def expect(what, true, seen=""):
    if not true:
        failures.append(what)
        print(f"FAILED: {what}{': ' if seen else ''}{seen}")


def without(what):
    print(f"left out: {what}")


# ---- cron


def crontab_lines():
    """The lines with five fields of time of the page, in its order: the commands alone, as cron hands them to the shell."""
    page = (ROOT / "man/schouw-cron.7").read_text(encoding="utf-8").replace("\\e%", "%")
    return [match.group(1) for match in re.finditer(r"^\d+ \d+ (?:\d+|\*) \* \* (.+)$", page, re.M)]


class Cron:
    """Starts a command as cron does: /bin/sh, next to nothing in the environment, both streams to one mail."""

    def __init__(self, top):
        self.top = top
        self.work = workspace.Place(top, "srv").make(30).work
        self.bin = top / "bin"
        self.bin.mkdir()
        (self.bin / "schouw").symlink_to(BINARY)
        (self.bin / "schouw-mail").symlink_to(UNITS / "schouw-mail")
        self.sendmail = self.bin / "sendmail"
        self.sendmail.write_text('#!/bin/sh\necho "$@" > "$HOME/sendmail.arguments"\ncat > "$HOME/mail"\n', encoding="ascii")
        self.sendmail.chmod(0o755)

    def run(self, command, **options):
        command = command.replace("/srv/privacy", str(self.work)).replace("/srv/backup", str(self.top))
        environment = {"HOME": str(self.top), "LOGNAME": "fg", "SHELL": "/bin/sh", "SENDMAIL": str(self.sendmail),
                       "PATH": f"{self.bin}:/usr/bin:/bin"}
        return subprocess.run(["/bin/sh", "-c", command], cwd=self.top, env=environment, stdin=subprocess.DEVNULL, check=False,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **options)

    def mail(self):
        path = self.top / "mail"
        if not path.exists():
            return None
        message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        path.unlink()
        return message


def nights(top):
    """Three nights: all is new, nothing is new, a source is gone; and a fourth on which it is still gone."""
    cron = Cron(top)
    plain, mailed, report, backup = crontab_lines()[:4]
    first = cron.run(plain)
    expect("the first night: 1, and a subject", first.returncode == 1 and SUBJECT.fullmatch(first.stdout.split("\n")[0]),
           first.stdout[:300])
    second = cron.run(plain)
    expect("the second night: 1, and not a word", (second.returncode, second.stdout) == (1, ""), second.stdout)
    (cron.work / "vendors.csv").rename(cron.work / "elsewhere")
    third = cron.run(plain)
    lines = third.stdout.splitlines()
    expect("a source is gone: 3", third.returncode == 3, third.stdout)
    expect("the subject comes before the errors, and says it", SUBJECT.fullmatch(lines[0]) and "ONVOLLEDIG" in lines[0], lines[0])
    expect("the error follows", any(line.startswith("vendors.csv: fout: ") for line in lines[1:]), third.stdout)
    fourth = cron.run(plain)
    expect("it is still gone: 3, and not a word", (fourth.returncode, fourth.stdout) == (3, ""), fourth.stdout)
    (cron.work / "elsewhere").rename(cron.work / "vendors.csv")
    fifth = cron.run(mailed)
    message = cron.mail()
    expect("it is back: a mail", fifth.stdout == "" and message is not None, fifth.stdout)
    if message:
        text = message.get_content()
        expect("its subject is the first line", SUBJECT.fullmatch(message["Subject"]) and "weer volledig" in message["Subject"],
               message["Subject"])
        expect("its text begins with it", text.splitlines()[0] == message["Subject"], text)
        expect("it is for the one who was named", message["To"] == "privacy@example.org", message["To"])
        expect("sendmail reads the mail", (top / "sendmail.arguments").read_text() == "-i -t\n")
    sixth = cron.run(mailed)
    expect("nothing new: no mail", sixth.stdout == "" and cron.mail() is None, sixth.stdout)
    letters(cron)
    written = cron.run(report)
    expect("the report of the month", written.returncode == 0 and (cron.work / "raad.xlsx").exists(), written.stdout)
    saved = [cron.run(backup), cron.run(backup)]
    copies = list(top.glob("schouw-[1-7].db"))
    expect("the backup, twice on a day", [one.returncode for one in saved] == [0, 0] and len(copies) == 1, saved[1].stdout)
    expect("its mode", copies and stat.S_IMODE(copies[0].stat().st_mode) == 0o600)


def letters(cron):
    """A name with other letters than ASCII comes through the subject whole, and stays within the lines of RFC 2047."""
    toml = cron.work / "schouw.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace("Gemeente Voorbeeld", "Súdwest-Fryslân €𝄞 " * 6), encoding="utf-8")
    workspace.write_sources(cron.work, 30, 3)
    cron.run(crontab_lines()[1])
    raw = (cron.top / "mail").read_text(encoding="utf-8")
    message = cron.mail()
    expect("letters outside ASCII in the subject", ("Súdwest-Fryslân €𝄞 " * 6).strip() in message["Subject"], message["Subject"])
    head = raw.split("\n\n")[0]
    expect("its head is ASCII, in short lines", head.isascii() and max(map(len, head.split("\n"))) <= 76, head)


def refusals(top):
    """Who may not write gets a sentence and 74, in both languages."""
    program = workspace.Program(BINARY)
    place = workspace.Place(top, "refused").make(10)
    if os.geteuid() == 0:
        os.chown(place.work, NOBODY, NOBODY)
        owner = pwd.getpwuid(NOBODY).pw_name
        for language, words in (("en", f"this belongs to user {owner}"), ("nl", f"dit is van gebruiker {owner}")):
            ran = program.run(place.work, ["--lang", language, "check"], place.tmp)
            expect(f"root in the folder of another ({language})", ran.code == 74 and words in ran.err.decode(), ran.err)
        expect("root left nothing there", not list(place.work.glob("schouw.db*")))
        os.chown(place.work, 0, 0)
        full_disk(program, top)
    else:
        without("root in the folder of another: this is not root")
    as_nobody = ("setpriv", "--reuid", str(NOBODY), "--regid", str(NOBODY), "--clear-groups", "--") if os.geteuid() == 0 else ()
    if as_nobody:
        for path in (top, place.top, place.tmp):
            path.chmod(0o777)
        for path in [place.work, *place.work.rglob("*")]:
            os.chown(path, NOBODY, NOBODY)
        tried = program.run(place.work, ["--version"], place.tmp, before=as_nobody)
        if tried.code != 0:
            return without("a store that may not be written: another user cannot start the program here")
    program.run(place.work, ["check"], place.tmp, before=as_nobody)
    store = place.work / "schouw.db"
    store.chmod(0o400)
    for language, words in (("en", "writing is not allowed here"), ("nl", "hier mag niet worden geschreven")):
        ran = program.run(place.work, ["--lang", language, "check"], place.tmp, before=as_nobody)
        expect(f"a store that may not be written ({language})", ran.code == 74 and words in ran.err.decode(), (ran.code, ran.err))
    store.chmod(0o600)
    return None


def full_disk(program, top):
    """A disk of 300 kB: 74 and a sentence; with room it goes on as if nothing had been."""
    script = ('mount -t tmpfs -o size=300k none "$1" || exit 99; cp -R "$2"/. "$1"; "$0" -C "$1" check > /dev/null; code=$?; '
              'mount -o remount,size=9m "$1" && "$0" -C "$1" check > /dev/null 2>&1; echo "$code $?"; exit 0')
    disk = top / "disk"
    disk.mkdir()
    source = workspace.Place(top, "full").make(900)
    ran = subprocess.run(["unshare", "--mount", "/bin/sh", "-c", script, BINARY, disk, source.work], capture_output=True, text=True,
                         env=program.environment(source.tmp), check=False)
    if ran.returncode == 99 or "unshare" in ran.stderr:
        return without(f"a full disk: no disk can be mounted here ({ran.stderr.strip()})")
    expect("a full disk, then room: 74, then 1 or 3", ran.stdout.split() in (["74", "1"], ["74", "3"]), ran.stdout + ran.stderr)
    expect("a full disk: a sentence", "the disk is full" in ran.stderr or "No space left" in ran.stderr, ran.stderr)
    return None


# ---- systemd


def settings(unit):
    lines = [line for line in (UNITS / unit).read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return [line.replace("/%i", "").replace(" of %i", "") for line in lines]


def units(top):
    expect("the unit and its template say the same", settings("schouw.service") == settings("schouw@.service"))
    expect("the timer and its template say the same", settings("schouw.timer") == settings("schouw@.timer"))
    if shutil.which("systemd-analyze") is None:
        return without("the exposure of the units: systemd-analyze is not installed")
    for unit in ("schouw.service", "schouw@.service"):
        ran = subprocess.run(["systemd-analyze", "security", "--offline=true", "--threshold=10", str(UNITS / unit)],
                             capture_output=True, text=True, check=False)
        exposure = re.search(r"exposure level for \S+: ([\d.]+)", ran.stdout)
        expect(f"{unit}: an exposure of 1.0 at most", exposure and float(exposure.group(1)) <= 1.0, ran.stdout[-200:] + ran.stderr)
        print(f"{unit}: exposure {exposure.group(1) if exposure else '?'}")
    folder = top / "units"
    shutil.copytree(UNITS, folder)
    for unit in folder.glob("*.service"):
        text = unit.read_text(encoding="utf-8").replace("ExecStart=schouw ", f"ExecStart={BINARY} ")
        unit.write_text(re.sub(r"^Documentation=.*\n", "", text, flags=re.M), encoding="utf-8")
    for timer in folder.glob("*.timer"):
        timer.write_text(re.sub(r"^Documentation=.*\n", "", timer.read_text(encoding="utf-8"), flags=re.M), encoding="utf-8")
    ran = subprocess.run(["systemd-analyze", "verify", "--man=no", "./schouw.service", "./schouw@x.service", "./schouw.timer"],
                         cwd=folder, capture_output=True, text=True, check=False)
    said = [line for line in ran.stderr.splitlines() if "schouw" in line]
    expect("systemd-analyze verify has nothing to say", not said, "\n".join(said))
    return system_calls(top)


def filtered(groups):
    """The system calls of these groups, with the groups that they contain."""
    ran = subprocess.run(["systemd-analyze", "syscall-filter", *groups], capture_output=True, text=True, check=True)
    words = {line.strip() for line in ran.stdout.splitlines() if line.startswith(" ") and not line.strip().startswith("#")}
    nested = {word for word in words if word.startswith("@")}
    return (words - nested) | (filtered(sorted(nested)) if nested else set())


def system_calls(top):
    """Every system call of a run and of a report is one that the unit allows."""
    if shutil.which("strace") is None:
        return without("the system calls of a run: strace is not installed")
    allowed = set()
    for line in settings("schouw.service"):
        if line.startswith("SystemCallFilter="):
            names = line.split("=", 1)[1]
            groups = filtered(names.lstrip("~").split())
            allowed = allowed - groups if names.startswith("~") else allowed | groups
    program = workspace.Program(BINARY)
    place = workspace.Place(top, "calls").make(400)
    used = set()
    for command in (["check"], ["-q", "check", "--wait=60"], ["report", "--edition", "raad", "-o", "raad.xlsx"]):
        trace = place.top / "calls"
        ran = program.run(place.work, command, place.tmp, before=("strace", "-f", "-qq", "-o", str(trace)))
        if ran.code not in (0, 1, 3):
            return without("the system calls of a run: strace may not trace here")
        used |= set(re.findall(r"^\d+ +(\w+)\(", trace.read_text(errors="replace"), re.M))
    # As another user than root SQLite gives no file away.
    expect("a run needs no system call that the unit forbids", used - {"fchown"} <= allowed, sorted(used - allowed))
    return None


def main():
    with tempfile.TemporaryDirectory(prefix="cron-test-") as folder:
        top = Path(folder)
        nights(top)
        refusals(top)
        units(top)
    expect("schouw-mail can be started", os.stat(UNITS / "schouw-mail").st_mode & stat.S_IXUSR)
    print(f"{len(failures)} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
