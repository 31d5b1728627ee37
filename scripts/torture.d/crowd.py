# SPDX-License-Identifier: EUPL-1.2
"""Promise 11: two runs never mix. Fifty starts at once, a lock that another holds, a holder that is killed, and waiting."""

import fcntl
import os
import signal
import time

import store
import workspace

CROWD = 50
BUSY = 75
CHECK = ["check", "-q", "--as-of", "2026-01-01"]


def runs_in(place):
    seen = store.look(place.work)
    return [entry for entry in seen.journal if entry[0] == "run"] if seen else []


def crowd_of(program, place, arguments):
    """Starts them all, then waits for all: their exit codes and how long it took."""
    begin = time.monotonic()
    started = [program.start(place.work, arguments, place.tmp) for _ in range(CROWD)]
    ended = [(process, *process.communicate(timeout=workspace.SECONDS)) for process in started]
    return [(process.returncode, out, err) for process, out, err in ended], time.monotonic() - begin


def all_is_well(place, runs):
    seen = store.look(place.work)
    wrong = list(seen.faults)
    if len(runs_in(place)) != runs:
        wrong.append(f"{len(runs_in(place))} runs are recorded, and {runs} said that they had done their work")
    return wrong


def held(program, place):
    """Another holds the lock: all fifty say so, at once, with nothing on stdout."""
    with open(place.work / "schouw.db.lock", "r+b") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        ended, _ = crowd_of(program, place, CHECK)
    others = [code for code, out, err in ended if code != BUSY or out or err.count(b"\n") != 1]
    return [f"{len(others)} of {CROWD} did not say that the workspace was busy"] if others else []


def at_once(program, place):
    before = len(runs_in(place))
    ended, _ = crowd_of(program, place, CHECK)
    done = [code for code, _, _ in ended if code in (0, 1)]
    busy = [code for code, _, _ in ended if code == BUSY]
    wrong = [] if done and len(done) + len(busy) == CROWD else [f"exit codes {sorted(code for code, _, _ in ended)}"]
    return len(busy), wrong + all_is_well(place, before + len(done))


def waiting(program, place):
    before = len(runs_in(place))
    ended, _ = crowd_of(program, place, [*CHECK, "--wait"])
    codes = {code for code, _, _ in ended}
    return ([f"exit codes {sorted(codes)}"] if not codes <= {0, 1} else []) + all_is_well(place, before + CROWD)


def processor_time(pid):
    fields = open(f"/proc/{pid}/stat", encoding="ascii").read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def patient(program, place):
    """While it waits it sleeps, a signal ends it, and its patience ends at the second that was asked for."""
    wrong = []
    with open(place.work / "schouw.db.lock", "r+b") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        begin = time.monotonic()
        ran = program.run(place.work, [*CHECK, "--wait=1"], place.tmp)
        if ran.code != BUSY or not 1 <= time.monotonic() - begin < 5:
            wrong.append(f"--wait=1 ended with {ran.code} after {time.monotonic() - begin:.1f} s")
        for wait in ("--wait", "--wait=60"):
            process = program.start(place.work, [*CHECK, wait], place.tmp)
            time.sleep(1)
            before = processor_time(process.pid)
            time.sleep(0.5)
            if processor_time(process.pid) - before > 0.1:
                wrong.append(f"{wait} keeps the processor busy")
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=10)
            if process.returncode != -signal.SIGTERM:
                wrong.append(f"{wait}: SIGTERM did not end it: {process.returncode}")
    return wrong


def lock_held(place):
    with open(place.work / "schouw.db.lock", "r+b") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return False
        except BlockingIOError:
            return True


def holder_killed(program, place):
    """A run stands still with the lock: another is refused. It is killed: the lock is free."""
    runs = len(runs_in(place))
    holder = program.start(place.work, [*CHECK, "--wait"], place.tmp)
    while not lock_held(place) and holder.poll() is None:      # step by step, until it holds the lock
        holder.send_signal(signal.SIGCONT)
        time.sleep(0.001)
        holder.send_signal(signal.SIGSTOP)
    if holder.poll() is not None:
        return ["the holder was too quick for this test"]
    refused = program.run(place.work, CHECK, place.tmp)
    waiter = program.start(place.work, [*CHECK, "--wait"], place.tmp)
    holder.send_signal(signal.SIGKILL)
    holder.communicate()
    waiter.communicate(timeout=workspace.SECONDS)
    wrong = [] if refused.code == BUSY else [f"the second run ended with {refused.code}"]
    wrong += [] if waiter.returncode in (0, 1) else [f"after the holder was killed the waiting run ended with {waiter.returncode}"]
    return wrong + all_is_well(place, runs + 1)


def run(torture, top):
    place = workspace.Place(top, "crowd").make(400)
    busy, wrong = at_once(torture.program, place)
    torture.wrong(f"{CROWD} at once, first run", wrong)
    torture.wrong("the lock is held", held(torture.program, place))
    more, wrong = at_once(torture.program, place)
    torture.wrong(f"{CROWD} at once", wrong)
    torture.wrong(f"{CROWD} that wait", waiting(torture.program, place))
    torture.wrong("waiting", patient(torture.program, place))
    torture.wrong("the holder is killed", holder_killed(torture.program, place))
    return f"{4 * CROWD} starts, of which {busy + more + CROWD} were told that the workspace is busy"
