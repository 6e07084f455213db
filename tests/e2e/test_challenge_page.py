"""A whole art challenge in the browser: publish, paint, enter, vote and win."""

from pathlib import Path

from playwright.async_api import Page

from tests.e2e.test_sandbox_page import PAINT_SECONDS, browser_path, eventually, idle, opened, sandbox

SOON = 60


async def pick(page: Page, command: str) -> None:
    """Choose a command from the picker."""
    await page.click("#channel-composer-input")
    await page.keyboard.type(f"/{command}")
    option = page.get_by_role("option", name=command).first
    await option.wait_for()
    await option.click()


async def says(page: Page, words: str, seconds: float = SOON) -> None:
    """Wait until the channel shows a text and is usable."""

    async def there() -> bool:
        return words in await page.inner_text("main")

    await eventually(there, seconds, words)
    await idle(page)


async def press(page: Page, name: str) -> None:
    """Press the newest button with a label."""
    button = page.get_by_role("button", name=name).last

    async def visible() -> bool:
        return bool(await button.is_visible())

    await eventually(visible, PAINT_SECONDS, f"the button {name}")
    await idle(page)
    await button.click()
    await idle(page)


async def paint(page: Page, photo: Path, painting: Path) -> None:
    """Use /stylize on two small files."""
    await pick(page, "stylize")
    await page.set_input_files("input.command-file-input[data-option=content]", photo)
    for option, value in (("style", painting), ("recipe", "draft"), ("size", "64")):
        await page.click(".command-ghost")
        await page.get_by_role("option").filter(has_text=option).first.click()
        if isinstance(value, Path):
            await page.set_input_files(f"input.command-file-input[data-option={option}]", value)
        else:
            await page.keyboard.type(value)
            if option == "recipe":
                await page.get_by_role("option", name=value).first.click()
    await page.click("#send-message")


async def test_a_whole_challenge_in_the_browser(tmp_path: Path) -> None:
    browser_path()
    async with sandbox(tmp_path) as address, opened(address) as page:
        page.set_default_timeout(SOON * 1000)
        examples = sorted((tmp_path / "data" / "examples").glob("*.png"))

        await pick(page, "challenge create")
        await page.keyboard.type("Night wind")
        await page.keyboard.press("Tab")
        await page.keyboard.type("Free")
        await page.get_by_role("option", name="Free").first.click()
        await page.click("#send-message")
        await says(page, "only you see this")
        await press(page, "Publish")
        await says(page, "Open for entries")

        await paint(page, examples[0], examples[-1])
        await press(page, "Enter challenge")
        await says(page, "You are in: #1")
        await says(page, "One picture so far")

        await pick(page, "challenge manage close")
        await page.click("#send-message")
        await says(page, "The vote is open")

        await page.get_by_label("Viewing as").select_option(label="Mika")
        await idle(page)
        await press(page, "Browse and vote")
        await says(page, "Choose below")
        await press(page, "One by one")
        await press(page, "Vote for #1")
        await says(page, "Take my vote back")

        await page.get_by_label("Viewing as").select_option(label="You")
        await idle(page)
        await pick(page, "challenge manage close")
        await page.click("#send-message")
        await says(page, "🥇 #1 by @You – 1 vote")
        podium = page.get_by_alt_text("The podium of Night wind").last

        async def drawn() -> bool:
            return bool(await podium.evaluate("image => image.complete && image.naturalWidth > 0"))

        await eventually(drawn, SOON, "the podium on the screen")
