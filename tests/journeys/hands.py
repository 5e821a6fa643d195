"""What one hand does on a page of care, for the journeys of clinicians, command and peers."""

from __future__ import annotations

from datetime import date

from playwright.sync_api import expect

from muster.kernel.ids import AccountId


class Hand:
    """Somebody signed in who reads and works; `words` are what stands on things, by key."""

    def __init__(self, visitor, account: AccountId, words) -> None:
        visitor.signs_in(account, again=True)
        self.visitor, self.page, self.words = visitor, visitor.page, words

    def opens(self, path: str) -> None:
        assert self.visitor.opens(path) == 200

    def presses(self, key: str) -> None:
        self.page.get_by_role("button", name=self.words[key]).first.click()

    def follows(self, name: str) -> None:
        """Follow a link in what the page says; `name` is a key of the words, or a name itself."""
        says = self.words.get(name, name)
        self.page.locator("main").get_by_role("link", name=says).first.click()

    def checks(self, key: str) -> None:
        self.page.get_by_label(self.words.get(key, key)).first.check()

    def writes(self, field: str, words: str) -> None:
        self.page.locator(f"#id_{field}").fill(words)

    def dates(self, field: str, day: date) -> None:
        for part in ("day", "month", "year"):
            self.writes(f"{field}-{part}", str(getattr(day, part)))

    def reads(self, *keys: str) -> None:
        for key in keys:
            expect(self.page.locator("main")).to_contain_text(self.words.get(key, key))

    def does_not_read(self, *texts: str) -> None:
        shown = self.page.locator("main").inner_text()
        assert not [text for text in texts if text in shown]

    def shows(self, name: str) -> None:
        """The page has no barrier; keep a picture of it."""
        self.visitor.finds_no_barrier()
        self.visitor.is_pictured(name)
