"""A browser for tests: Chromium through chromedriver (W3C WebDriver over HTTP), with axe-core put into the page.

Chromium and chromedriver come from the system, axe-core from ``npm ci`` at the top of the repository.
"""

from __future__ import annotations

import base64
import json
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"

FLAGS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
]

_AXE_RUN = "const done = arguments[0]; axe.run(document, {runOnly: %s}).then(found => done(found.violations))"
_RULES = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def missing() -> str:
    """What the browser tests need and is not here, as a sentence; empty where all is there."""
    if not (shutil.which("chromium") and shutil.which("chromedriver")):
        return "chromium and chromedriver are not installed (apt install chromium chromium-driver)"
    return "" if AXE.is_file() else "axe-core is not installed (npm ci)"


@dataclass
class Browser:
    """One session of a running browser."""

    session: str

    def ask(self, path: str, **said: Any) -> Any:
        request = urllib.request.Request(
            f"{self.session}/{path}", json.dumps(said).encode(), {"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)["value"]

    def open(self, page: Path, width: int, height: int = 900) -> None:
        """Show a file at a width in CSS pixels."""
        self.command(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False
        )
        self.ask("url", url=page.as_uri())

    def command(self, name: str, **said: Any) -> Any:
        return self.ask("goog/cdp/execute", cmd=name, params=said)

    def run(self, script: str) -> Any:
        return self.ask("execute/sync", script=script, args=[])

    def axe(self) -> list[dict[str, Any]]:
        """What axe-core finds wrong with the page shown: WCAG 2.2 A and AA, and good practice."""
        self.run(AXE.read_text(encoding="utf-8"))
        found: list[dict[str, Any]] = self.ask("execute/async", script=_AXE_RUN % json.dumps(_RULES), args=[])
        return found

    def picture(self, target: Path) -> None:
        """The whole page as a PNG file."""
        shot = self.command("Page.captureScreenshot", captureBeyondViewport=True)
        target.write_bytes(base64.b64decode(shot["data"]))


@contextmanager
def browser() -> Iterator[Browser]:
    """A headless Chromium with an empty profile, ended together with its driver."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        driver = subprocess.Popen(
            ["chromedriver", f"--port={port}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            yield _started(f"http://127.0.0.1:{port}", profile)
        finally:
            driver.terminate()
            driver.wait(10)


def _started(address: str, profile: str) -> Browser:
    wanted = {"goog:chromeOptions": {"args": [*FLAGS, f"--user-data-dir={profile}"]}}
    for _ in range(100):
        try:
            made = Browser(address).ask("session", capabilities={"alwaysMatch": wanted})
            return Browser(f"{address}/session/{made['sessionId']}")
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("chromedriver did not answer within ten seconds")
