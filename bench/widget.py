"""How heavy the widget is, and how soon it can be used on a slow phone: `make bench-widget`.

The phone is Chromium with its processor slowed down four times and the network of its "Slow 3G": 2 seconds for
a request to get an answer, 50 kB a second.
"""

from __future__ import annotations

import argparse
import gzip
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, Request

from content.paths import ROOT
from tests.support.assistant import BackgroundAssistant
from tests.support.browser import chromium

SCRIPT = ROOT / "widget" / "dist" / "zakboek-chat.js"
SLOW_3G = {"offline": False, "latency": 2000, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
BROTLI = (
    "const packed = require('zlib').brotliCompressSync(require('fs').readFileSync(process.argv[1]));"
    "process.stdout.write(String(packed.length))"
)
QUESTION = "Wat doet een inkoper?"


def main() -> None:
    """Print a Markdown table of the sizes, requests and times."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--runs", type=int, default=5)
    given = parser.parse_args()
    print("| what | |\n|---|---|")
    for name, size in sizes().items():
        print(f"| {name} | {size:,} bytes |")
    with (
        tempfile.TemporaryDirectory() as folder,
        BackgroundAssistant(given.model, Path(folder)) as assistant,
        chromium() as browser,
    ):
        for name, slow in (("this machine", False), ("4 × slower, slow 3G", True)):
            runs = [measure(browser, assistant.url, slow) for _ in range(given.runs)]
            for column, what in enumerate(("button can be pressed", "greeting is there", "first answer is there")):
                median = statistics.median(times[column] for times, _ in runs)
                print(f"| {what}, {name}, median of {given.runs} | {median:.2f} s |")
        print(f"| requests up to the first answer | {', '.join(runs[0][1])} |")


def sizes() -> dict[str, int]:
    """The script as it is, and compressed; brotli is Node's."""
    content = SCRIPT.read_bytes()
    found = {"script": len(content), "script, gzip": len(gzip.compress(content, 9))}
    if node := shutil.which("node"):
        packed = subprocess.run([node, "-e", BROTLI, str(SCRIPT)], capture_output=True, check=True, text=True)
        found["script, brotli"] = int(packed.stdout)
    return found


def measure(browser: Browser, url: str, slow: bool) -> tuple[list[float], list[str]]:
    """Seconds since the start of the page until each step is there, and the requests that it took."""
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: _note(request, asked))
    if slow:
        _slow_down(page)
    started = time.perf_counter()
    page.goto(f"{url}/widget/demo", wait_until="commit")
    steps: list[Callable[[], None]] = [
        lambda: page.get_by_role("button", name="Stel je vraag").click(timeout=60_000),
        lambda: page.get_by_role("article").first.wait_for(timeout=60_000),
        lambda: _ask(page),
    ]
    times = []
    for step in steps:
        step()
        times.append(time.perf_counter() - started)
    context.close()
    return times, asked


def _note(request: Request, asked: list[str]) -> None:
    if request.url.startswith("http"):
        asked.append(f"{request.method} {request.resource_type}")


def _slow_down(page: Page) -> None:
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW_3G)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})


def _ask(page: Page) -> None:
    page.get_by_label("Je vraag").fill(QUESTION)
    page.keyboard.press("Enter")
    page.get_by_role("article").nth(2).wait_for(timeout=60_000)


if __name__ == "__main__":
    main()
