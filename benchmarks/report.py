"""A report of 300 interviews and 30,000 codings: how long it takes to write, and how a browser bears it.

`python -m benchmarks.report [--documents 300] [--out docs/benchmarks.md]`; needs playwright and a Chromium on PATH.
Each time is the median of so many rounds, from the event to the frame after it, layout and paint included.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks import interviews
from benchmarks.page import write_section
from benchmarks.processes import MACHINE, PARTCODE, run

ROUNDS = 7
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")
# What a reader does; each gives the milliseconds until what it leads to is on the screen.
TIMED = """async (act) => {
  const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const doing = {
    open: (i) => (location.hash = `#/texts/${i}`),
    code: (i) => document.querySelectorAll("#codes .choices input")[i].click(),
    role: (i) => document.querySelectorAll("#choose-role input")[i % 4].click(),
    clear: () => document.getElementById("clear").click(),
    search: (words) => {
      const field = document.getElementById("search");
      field.value = words;
      field.dispatchEvent(new Event("input"));
    },
    section: (name) => (location.hash = `#/${name}`),
    key: (key) => document.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true })),
  };
  const before = performance.now();
  doing[act[0]](act[1]);
  if (act[0] === "search") await new Promise((done) => setTimeout(done, 121)); // until typing has stopped
  await frame();
  await frame();
  return performance.now() - before - (act[0] === "search" ? 121 : 0);
}"""


def loaded(page: Any, file: Path) -> tuple[float, float]:
    """Milliseconds from opening the file to its first paint, and to all of its scripts having run."""
    page.goto("about:blank")
    page.goto(file.as_uri())
    page.wait_for_timeout(300)
    found: list[float] = page.evaluate(
        """[performance.getEntriesByName("first-contentful-paint")[0].startTime,
            performance.getEntriesByType("navigation")[0].domContentLoadedEventEnd]"""
    )
    return found[0], found[1]


def measured(page: Any, file: Path) -> dict[str, float]:
    """Medians in milliseconds by what is done."""

    def median(act: Callable[[int], tuple[str, object]]) -> float:
        return statistics.median(page.evaluate(TIMED, act(i)) for i in range(ROUNDS))

    loads = [loaded(page, file) for _ in range(ROUNDS)]
    found = {
        "open the file, first paint": statistics.median(first for first, _ in loads),
        "open the file, all scripts run": statistics.median(last for _, last in loads),
    }
    page.evaluate(TIMED, ("open", 0))
    found["open a document"] = median(lambda i: ("open", 10 + 7 * i))
    found["choose a code"] = median(lambda i: ("code", i))
    found["choose a role"] = median(lambda i: ("role", i))
    found["clear the filters"] = page.evaluate(TIMED, ("clear", 0))
    found["next coding (key j)"] = median(lambda _: ("key", "j"))
    found["full text, the first time"] = page.evaluate(TIMED, ("search", "audit"))
    found["full text, then"] = median(lambda i: ("search", ("budget", "confiance", "trust", "village", "audit")[i % 5]))
    page.evaluate(TIMED, ("search", ""))
    found["all passages"] = page.evaluate(TIMED, ("section", "passages"))
    found["choose a code among all passages"] = median(lambda i: ("code", i))
    found["all chains"] = page.evaluate(TIMED, ("section", "chains"))
    return found


def section(documents: int, codings: int) -> str:
    """What is measured, as Markdown."""
    from playwright.sync_api import sync_playwright

    browser = shutil.which("chromium") or shutil.which("google-chrome")
    with TemporaryDirectory() as place, sync_playwright() as playwright:
        folder, database, file = Path(place) / "corpus", Path(place) / "study.db", Path(place) / "report.html"
        interviews.write(folder, documents, codings)
        run([*PARTCODE, "run", folder, "--db", database, "--no-tables", "-q"])
        wrote = run([*PARTCODE, "report", "--db", database, "-o", file, "-q"])
        chromium = playwright.chromium.launch(executable_path=browser, args=list(FLAGS))
        page = chromium.new_page(viewport={"width": 1400, "height": 900})
        times = measured(page, file)
        there = page.evaluate("[partcode.study.documents.length, partcode.codings.code.length]")
        head = (
            f"{there[0]} interviews with {there[1]:,} codings, made of turns of the sample corpus, in headless "
            f"Chromium {chromium.version}; {MACHINE}.\nThe file has {file.stat().st_size / 1e6:.1f} MB and was "
            f"written in {wrote.seconds:.1f} s with at most {wrote.peak / 1e6:.0f} MB. Medians of {ROUNDS} rounds, "
            "from the event to the second frame after it.\n"
        )
        chromium.close()
    rows = [f"| {what} | {taken:.0f} |" for what, taken in times.items()]
    return f"## Report\n\n{head}\n" + "\n".join(("| what the reader does | ms |", "| --- | --- |", *rows)) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=300)
    parser.add_argument("--codings", type=int, default=30_000)
    parser.add_argument("--out", type=Path, help="the page that gets the section; without it, it is printed")
    given = parser.parse_args()
    found = section(given.documents, given.codings)
    if given.out is None:
        sys.stdout.write(found)
    else:
        write_section(given.out, "report", found)


if __name__ == "__main__":
    main()
