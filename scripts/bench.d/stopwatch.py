# SPDX-License-Identifier: EUPL-1.2
"""stopwatch.py STDIN STDOUT STDERR COMMAND…: runs it once; prints wall and processor seconds, peak KiB, exit code.

A process of its own, and a small one: Linux counts the memory of whoever starts a program as its first peak.
"""

import os
import sys
import time


def main(stdin, stdout, stderr, *command):
    files = [os.open(stdin, os.O_RDONLY)]
    files += [os.open(name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600) for name in (stdout, stderr)]
    actions = [(os.POSIX_SPAWN_DUP2, file, number) for number, file in enumerate(files)]
    start = time.monotonic()
    process = os.posix_spawnp(command[0], command, os.environ, file_actions=actions)
    _, status, usage = os.wait4(process, 0)
    wall = time.monotonic() - start
    print(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss, os.waitstatus_to_exitcode(status))


if __name__ == "__main__":
    main(*sys.argv[1:])
