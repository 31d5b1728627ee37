#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""tests/page_axe_test.py BINARY: the web page of both examples in Chromium, judged by axe-core.

Exits with 77 (skipped) without chromium (Debian), node, or the npm packages axe-core and puppeteer-core in the folder
that SCHOUW_NODE_MODULES names (npm install axe-core puppeteer-core).
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

EXAMPLES = {"amsterdam-2016": "2016-03-24", "voorbeeldgemeente": "2026-06-01"}


def run(*command):
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    if ran.returncode > 1:
        sys.exit(f"page_axe_test: {' '.join(map(str, command))} ended with {ran.returncode}: {ran.stderr.strip()}")


def main():
    binary = Path(sys.argv[1]).resolve()
    modules = os.environ.get("SCHOUW_NODE_MODULES", "")
    chromium = os.environ.get("SCHOUW_CHROMIUM") or shutil.which("chromium")
    for there, name in ((shutil.which("node"), "node"), (chromium, "chromium"),
                        (modules and Path(modules, "axe-core").is_dir(), "axe-core"),
                        (modules and Path(modules, "puppeteer-core").is_dir(), "puppeteer-core")):
        if not there:
            print(f"skipped: {name} is not installed")
            sys.exit(77)
    os.environ["SCHOUW_CHROMIUM"] = chromium
    with tempfile.TemporaryDirectory() as temporary:
        pages = []
        for example, as_of in EXAMPLES.items():
            work = Path(temporary, example)
            run(binary, "init", work, "--example", example)
            run(binary, "-C", work, "check", "-q", "--as-of", as_of)
            for edition, language in (("raad", "nl"), ("werklijst", "en")):
                page = Path(temporary, f"{example}-{edition}.html")
                run(binary, "-C", work, "report", "-q", "--edition", edition, "--report-lang", language, "-o", page)
                pages.append(page)
        judge = Path(__file__).with_name("page_axe.js")
        sys.exit(subprocess.run(["node", judge, *pages], check=False).returncode)


if __name__ == "__main__":
    main()
