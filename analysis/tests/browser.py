"""The Chromium of the system, without a window."""

import contextlib
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

playwright = pytest.importorskip("playwright.sync_api", reason="needs playwright")

CHROMIUM = next((path for path in map(shutil.which, ["chromium", "chromium-browser", "google-chrome"]) if path), None)
NARROW, WIDE = 400, 1600


@dataclass
class Tab:
    """An open page, and what it complained of or asked the network for."""

    page: "playwright.Page"
    troubles: list[str] = field(default_factory=list)

    def curves(self) -> list[list[float]]:
        """Return the heights of the plotted curves, or the rows of a map."""
        return self.page.evaluate("document.getElementById('plot').data.flatMap((one) => one.z ?? [Array.from(one.y)])")

    def names(self) -> list[str]:
        """Return the names of the plotted curves."""
        return self.page.evaluate("document.getElementById('plot').data.map((one) => one.name)")

    def choose(self, menu: str, value: str) -> None:
        """Choose from a menu by its value."""
        self.page.select_option(f"#{menu}", value)

    def press(self, slider: str, key: str = "ArrowRight") -> None:
        """Move the slider of an axis with the keyboard."""
        self.page.focus(f"#slider-{slider}")
        self.page.keyboard.press(key)

    def save(self, button: str, folder: Path) -> list[list[str]]:
        """Press a button that saves a table, and read it."""
        with self.page.expect_download() as download:
            self.page.click(f"#{button}")
        path = folder / download.value.suggested_filename
        download.value.save_as(path)
        return [line.split(",") for line in path.read_text().splitlines()]


@contextlib.contextmanager
def opened(browser: "playwright.Browser", file: Path, width: int = WIDE) -> Iterator[Tab]:
    """Open a page; at the end it must have complained of nothing and asked the network for nothing."""
    tab = Tab(browser.new_page(viewport={"width": width, "height": 900}))
    tab.page.set_default_timeout(10_000)
    tab.page.on("console", lambda message: tab.troubles.append(f"{message.type}: {message.text}"))
    tab.page.on("pageerror", lambda error: tab.troubles.append(str(error)))
    tab.page.on("request", lambda request: None if request.url.startswith("file:") else tab.troubles.append(request.url[:200]))
    tab.page.goto(file.resolve().as_uri())
    yield tab
    assert [one for one in tab.troubles if not one.startswith(("data:", "blob:"))] == []
    tab.page.close()


@contextlib.contextmanager
def chromium() -> Iterator["playwright.Browser"]:
    """Start the browser; the test is skipped where there is none."""
    if CHROMIUM is None:
        pytest.skip("no chromium: .ci/install-packages test")
    with playwright.sync_playwright() as driver:
        # A sandbox of its own is what a container denies to root.
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()
