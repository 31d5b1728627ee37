# SPDX-License-Identifier: EUPL-1.2
"""Promise 10: what is planted where the program writes is refused or does no harm, and what it writes is its owner's alone."""

import os
import stat

import workspace

CHECK = ["check", "-q", "--as-of", "2026-01-01"]
REPORT = ["report", "--edition", "werklijst", "-o", "report.xlsx"]
NAMES = ["schouw.db", "schouw.db.lock", "schouw.db-journal", "schouw.db-wal", "schouw.db-shm", "report.xlsx"]
SECRET = b"not yours\n"


def plant(kind, at, victim):
    if kind == "link":
        at.symlink_to(victim)
    elif kind == "link to nothing":
        at.symlink_to(victim.with_name("new"))
    elif kind == "hard link":
        os.link(victim, at)
    elif kind == "FIFO":
        os.mkfifo(at)
    elif kind == "folder":
        at.mkdir()


KINDS = ["link", "link to nothing", "hard link", "FIFO", "folder"]


def planted(torture, top, kind, name, runs):
    """`runs` runs before it is planted; then a run and a report: each ends by itself, and the victim is as it was."""
    program = torture.program
    place = torture.place(top).make(20)
    for _ in range(runs):
        program.run(place.work, CHECK, place.tmp)
    victim = place.top / "victim"
    victim.write_bytes(SECRET)
    victim.chmod(0o644)
    at = place.work / name
    if at.exists():
        at.unlink()
    plant(kind, at, victim)
    wrong = []
    for command in (CHECK, REPORT):
        ran = program.run(place.work, command, place.tmp)
        if ran.code not in (0, 1, 2, 4, 74, 75) or (ran.code > 1 and not ran.err):
            wrong.append(f"{command[0]} ended with {ran.code}: {ran.err.decode(errors='replace')[-200:]}")
    if victim.read_bytes() != SECRET or stat.S_IMODE(victim.stat().st_mode) != 0o644:
        wrong.append("the victim was changed")
    if victim.with_name("new").exists():
        wrong.append("a file was made through the link")
    place.remove()
    return wrong


def temporary_names(torture, top):
    """A link under the very name of the part: it is known beforehand, because the process number is."""
    place = torture.place(top).make(20)
    torture.program.run(place.work, CHECK, place.tmp)
    victim = place.top / "victim"
    victim.write_bytes(SECRET)
    command = f'ln -s {victim} ".report.xlsx.$$.part"; exec {torture.program.binary} -C . {" ".join(REPORT)}'
    ran = torture.program.run(place.work, [], place.tmp, before=("/bin/sh", "-c", command), cwd=place.work)
    wrong = [] if ran.code == 0 else [f"report ended with {ran.code}: {ran.err.decode(errors='replace')[-200:]}"]
    wrong += [] if victim.read_bytes() == SECRET else ["the victim was changed"]
    left = [path.name for path in place.work.iterdir() if path.name.startswith(".report")]
    return wrong + [f"left behind: {name}" for name in left]


def open_modes(torture, top):
    """Under umask 000, everything made is 0600 or 0700."""
    place = torture.place(top).make(20)
    before = set(place.top.rglob("*"))
    umask = ("/bin/sh", "-c", 'umask 000; exec "$0" "$@"')
    made = str(place.work / "new")
    for command in (["init", made], CHECK, ["import"], REPORT):
        torture.program.run(place.work, command, place.tmp, before=umask)
    wrong = []
    for path in set(place.top.rglob("*")) - before:
        mode = stat.S_IMODE(path.lstat().st_mode)
        if mode & 0o077:
            wrong.append(f"{path.relative_to(place.top)} has mode {mode:o}")
    return wrong if set(place.top.rglob("*")) - before else ["nothing was made"]


def run(torture, top):
    trials = [(kind, name, runs) for kind in KINDS for name in NAMES for runs in (0, 1)]
    if torture.options.short:
        trials = [trial for trial in trials if trial[2] == 1 or trial[1] == "schouw.db"]

    def attempt(trial):
        kind, name, runs = trial
        torture.wrong(f"{kind} at {name}, after {runs} runs", planted(torture, top, kind, name, runs))
        return 1

    tried = torture.each(trials, attempt)
    torture.wrong("a link at the name of a part", temporary_names(torture, top))
    torture.wrong("umask 000", open_modes(torture, top))
    return f"{tried} planted files, a known temporary name, permissions under umask 000"
