#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""hostile_workbooks.py BOOK_DUMP SHARED: reads each workbook that SHARED/hostile/gen_xlsx.py writes. Each must give a
result or a named refusal (book.…) within 2 seconds and 256 MiB, and those that are good must be read.

Ends with 77 (skipped) when SHARED is not there. SCHOUW_SLOW=1 (sanitizers) leaves out time and memory.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SECONDS = 2
KIB = 256 * 1024
GOOD = {    # rows, filled cells, dates
    "ok.xlsx": "1 2 0", "ok.ods": "1 1 0", "xml_utf16.xlsx": "1 2 0", "cell_last_XFD1048576.xlsx": "1 1 0",
    "merge_whole_sheet.xlsx": "1 2 0", "cols_span_16384_x.xlsx": "1 2 0", "style_index_out_of_range.xlsx": "1 1 0",
    "shared_formula_self.xlsx": "1 1 0", "formula_depth_100k.xlsx": "1 1 0", "formula_dde_cached.xlsx": "1 1 0",
    "date_overflow.xlsx": "1 4 0", "xml_attr_100k.xlsx": "0 0 0", "cd_size_lie.xlsx": "1 2 0",
}
BOUND = {"bitflip", "trunc"}    # may be read or refused, according to the bit


def run(command, file):
    """Exit code, seconds, peak KiB, what it printed and what it complained of."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        start = time.monotonic()
        child = subprocess.Popen([*command, str(file)], stdout=out, stderr=err)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.monotonic() - start
        texts = []
        for stream in (out, err):
            stream.seek(0)
            texts.append(stream.read(1 << 20).decode(errors="replace").strip())
    return child.returncode, seconds, usage.ru_maxrss, *texts


def faults(command, file, slow):
    code, seconds, peak, out, err = run(command, file)
    refused = code == 74 and err.startswith("book.") and "«" not in err
    if code != 0 and not refused:
        yield f"ended with {code}: {err[:300]}"
    wanted = GOOD.get(file.name)
    if wanted is not None and (code != 0 or out != wanted):
        yield f"should give {wanted}, gave {out or err}"
    if wanted is None and code == 0 and file.name.split("_")[0] not in BOUND:
        yield f"should be refused, gave {out}"
    if not slow and seconds > SECONDS:
        yield f"took {seconds:.1f} s"
    if not slow and peak > KIB:
        yield f"took {peak // 1024} MiB"


def main(dump, shared):
    generator = Path(shared) / "hostile/gen_xlsx.py"
    if not generator.is_file():
        print("skipped: there are no hostile workbooks here")
        return 77
    slow = os.environ.get("SCHOUW_SLOW") == "1"
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, str(generator), folder], check=True, stdout=subprocess.DEVNULL)
        files = sorted(Path(folder).iterdir())
        for file in files:
            for fault in faults([dump, "--all"], file, slow):
                print(f"{file.name}: {fault}")
                failed += 1
    print(f"{len(files)} workbooks, {failed} faults")
    return 1 if failed or not files else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
