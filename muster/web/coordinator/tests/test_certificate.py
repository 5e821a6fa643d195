"""A certificate is one page that says the same in both languages."""

from datetime import UTC, datetime

from muster.programmes.queries.own import Completed
from muster.web.coordinator.certificate import as_pdf


def test_it_is_one_page_and_says_nothing_of_health():
    found = Completed("Гайко Олесь", "leaders-course", datetime(2026, 5, 4, 22, tzinfo=UTC), 2)
    made = as_pdf(found, "Europe/Kyiv")
    assert made.startswith(b"%PDF")
    assert made.count(b"/Type /Page\n") + made.count(b"/Type/Page/") <= 1
