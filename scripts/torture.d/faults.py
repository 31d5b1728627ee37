# SPDX-License-Identifier: EUPL-1.2
"""Faults at system calls, by strace: which calls write, and a run that is killed, or told of an error, at one of them."""

import collections
import re
import shutil
import subprocess
from dataclasses import dataclass

# Every way to change what is on a disk. openat counts where it opens for writing.
WRITING = ("write", "pwrite64", "writev", "pwritev", "pwritev2", "fsync", "fdatasync", "sync_file_range", "msync", "ftruncate",
           "truncate", "fallocate", "rename", "renameat", "renameat2", "link", "linkat", "symlink", "symlinkat", "unlink",
           "unlinkat", "mkdir", "mkdirat", "rmdir", "chmod", "fchmod", "fchmodat", "fchown", "copy_file_range", "sendfile",
           "openat", "open", "creat", "flock")
FOR_WRITING = re.compile(r"O_(CREAT|WRONLY|RDWR|TRUNC)")
CALL = re.compile(r"^(\d+) +(\w+)\((.*)$")


@dataclass(frozen=True)
class Point:
    """The nth call of this name by one thread."""
    call: str
    nth: int


def available():
    """Why strace cannot be used, or nothing."""
    if shutil.which("strace") is None:
        return "strace is not installed"
    tried = subprocess.run(["strace", "-f", "-o", "/dev/null", "-e", "inject=fsync:signal=KILL:when=9", "true"],
                           capture_output=True, check=False)
    return "" if tried.returncode == 0 else "strace may not trace here: " + tried.stderr.decode(errors="replace").strip()


def tracing(output, call, *inject):
    return ["strace", "-f", "-qq", "-e", "signal=none", "-e", f"trace={call}", *inject, "-o", str(output)]


def points(program, place, arguments):
    """All points of a run that goes well, in the order in which it reached them; and how that run came out."""
    trace = place.top / "trace"
    ran = program.run(place.work, arguments, place.tmp, tracing(trace, ",".join(WRITING)))
    seen, found = collections.Counter(), {}
    for line in trace.read_text(errors="replace").splitlines():
        match = CALL.match(line)
        if not match or "resumed>" in line:
            continue
        thread, call, rest = match.groups()
        seen[thread, call] += 1
        if call in ("openat", "open") and not FOR_WRITING.search(rest):
            continue
        found.setdefault(Point(call, seen[thread, call]))
    return list(found), ran


def killed_at(program, place, arguments, point):
    """The run, killed as it makes this call."""
    return program.run(place.work, arguments, place.tmp,
                       tracing("/dev/null", point.call, "-e", f"inject={point.call}:signal=KILL:when={point.nth}"))


def failing_at(program, place, arguments, point, error, lasting):
    """The run, in which this call gives an error: it alone, or it and all of its name that follow."""
    when = f"{point.nth}{'+' if lasting else ''}"
    return program.run(place.work, arguments, place.tmp,
                       tracing("/dev/null", point.call, "-e", f"inject={point.call}:error={error}:when={when}"))
