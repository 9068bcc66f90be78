"""Opens pages in a headless Chromium."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
NOT_HERE = "pages are tried in a real Chromium, which is not on this machine: apt install chromium"
DESKTOP, PHONE = {"width": 1100, "height": 900}, {"width": 390, "height": 844}


class Opened(NamedTuple):
    """A page in the browser, with its requests and console errors."""

    page: Page
    requests: list[str]
    complaints: list[str]


Open = Callable[..., Any]


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """A browser, closed before tests outside this folder, because it blocks other event loops."""
    if CHROMIUM is None:
        pytest.skip(NOT_HERE)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Open:
    """Opens a page given as text: ``with opened(text, **settings) as Opened``."""

    @contextmanager
    def opened(text: str, **settings: Any) -> Iterator[Opened]:
        file = tmp_path / "page.html"
        file.write_text(text, encoding="utf-8")
        with browser.new_context(**{"viewport": DESKTOP, **settings}) as context:
            page = context.new_page()
            seen = Opened(page, [], [])
            page.on("request", lambda request: seen.requests.append(request.url))
            page.on("console", lambda message: seen.complaints.append(message.text))
            page.on("pageerror", lambda error: seen.complaints.append(str(error)))
            page.goto(file.as_uri())
            yield seen

    return opened
