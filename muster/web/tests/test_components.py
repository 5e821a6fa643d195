"""The page of components shows each of them in every state, and each holds what pages rely on."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.template import engines

from muster.kernel.words import _
from muster.web.components import times
from muster.web.components.govuk import NAMES, govuk
from muster.web.components.samples import SAID, STATUSES, Sample
from muster.web.pages import page
from muster.web.speaking import saying_in, speaking, speaking_to

SAYS = _("The soup is hot.")


@pytest.fixture
def shown(client) -> str:
    return client.get("/components").content.decode()


def test_every_component_stands_in_both_languages_on_light_and_on_dark(shown):
    for one in ("button", "tag", "notification-banner", "inset-text", "warning-text", "details",
                "panel", "summary-list", "table", "task-list", "pagination", "input", "textarea",
                "password-input", "date-input", "radios", "checkboxes", "select", "file-upload",
                "error-summary", "hint", "error-message"):  # fmt: skip
        assert len(re.findall(rf'[" ]govuk-{one}[ "]', shown)) >= 4, one
    for scheme in ("light", "dark"):
        assert f"scheme--{scheme}" in shown
    for state in SAID["states"].values():
        for language in ("en", "ru"):
            assert SAID["fields"].of(state=state).said_in(language) in shown
    assert shown.count(" disabled") >= 4 * len(Sample.base_fields)


def test_nothing_on_the_page_of_components_has_the_id_of_another(shown):
    ids = re.findall(r' id="([^"]+)"', shown)
    assert sorted(ids) == sorted(set(ids))
    known = set(ids)
    for named in re.findall(r'(?:aria-describedby|aria-labelledby|for)="([^"]+)"', shown):
        assert set(named.split()) <= known, named


def test_a_status_never_goes_without_its_word(shown):
    for status in STATUSES:
        assert status.word.said_in("en") in shown
        assert f"tag--{status.tone}" in shown


def test_every_component_that_is_offered_is_there():
    with pytest.raises(AttributeError):
        govuk.cookie_banner({})
    for name in NAMES:
        assert callable(getattr(govuk, name.replace("-", "_")))


def test_a_component_says_sentences_in_the_language_spoken_and_escapes(rf):
    with speaking_to(rf.get("/", headers={"accept-language": "ru"})):
        assert "Суп горячий." in govuk.inset_text({"text": SAYS})
        with saying_in("en"):
            assert "The soup is hot." in govuk.inset_text({"text": SAYS})
        assert speaking().language == "ru"
        assert "&lt;b&gt;" in govuk.inset_text({"text": "<b>"})
    with pytest.raises(LookupError):
        speaking()


def test_moments_are_said_in_the_readers_language_and_the_units_zone(rf):
    served = datetime(2026, 3, 27, 22, 30, tzinfo=UTC)
    with speaking_to(rf.get("/")):
        assert times.when(served, "Europe/Moscow") == (
            '<time datetime="2026-03-28T01:30+03:00">28 Mar 2026, 01:30</time>'
        )
        assert ">27 Mar, 22:30<" in times.when(served, brief=True)
        assert ">27 Mar 2026<" in times.when(date(2026, 3, 27))
        with saying_in("ru"):
            assert ">27 мар.<" in times.when(date(2026, 3, 27), brief=True)


@pytest.mark.parametrize(
    ("length", "said"),
    [
        (timedelta(seconds=-5), "0 minutes"),
        (timedelta(minutes=1), "1 minute"),
        (timedelta(minutes=59, seconds=59), "59 minutes"),
        (timedelta(hours=47), "47 hours"),
        (timedelta(days=2), "2 days"),
    ],
)
def test_a_length_of_time_is_said_in_its_largest_whole_measure(length, said):
    assert str(times.lasting(length)) == said


def test_a_banner_stands_on_a_readers_pages_and_on_no_others(rf, monkeypatch):
    monkeypatch.setattr("muster.web.pages.BANNERS", [lambda _request: "<b>", lambda _request: None])
    request = rf.get("/")
    assert "&lt;b&gt;" not in page(request, "fault.html", title=SAYS, said=[], to_front=SAYS).text


def test_a_word_of_a_view_is_never_taken_for_a_method(rf):
    template = engines["jinja2"].from_string("{{ says.keys }} {{ says.items }}")
    with speaking_to(rf.get("/")):
        assert template.render({"says": {"keys": SAYS, "items": "&"}}) == ("The soup is hot. &amp;")
