"""Every page: in both languages, in plain words, and keeping to itself."""

import gzip
import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver

from muster.web.files import address
from muster.web.sign_in.demonstration import WHO

pytestmark = pytest.mark.django_db

PAGES = ("/", "/help-now", "/help-now/", "/components", "/no-such-page")
LOOKS = tuple(map(address, ("muster.css", "muster.js", "icon.svg")))
EVERYWHERE = (*PAGES, "/exit", "/health", *LOOKS)
HEADINGS = {
    "/": {"en": "Notice early, help fast", "ru": "Вовремя заметить, быстро помочь"},
    "/help-now": {"en": "Get help now", "ru": "Помощь сейчас"},
    "/no-such-page": {"en": "There is no such page", "ru": "Такой страницы нет"},
}


class Seen(HTMLParser):
    """What a page is made of: its tags with their attributes."""

    def __init__(self, html: str):
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def leads_to(self) -> set[str | None]:
        return {attrs.get(name) for _tag, attrs in self.tags for name in ("href", "src")} - {None}


def text(response) -> str:
    return response.content.decode()


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("page", HEADINGS)
def test_a_page_is_said_in_the_readers_language(client, page, language):
    response = client.get(page, headers={"accept-language": f"{language}-XX,de;q=0.5"})
    assert f'<html lang="{language}">' in text(response)
    assert f"<h1>{HEADINGS[page][language]}</h1>" in text(response)
    assert response.headers["Content-Language"] == language


@pytest.mark.parametrize(
    ("preferred", "language"),
    [
        ("", "en"), ("de", "en"), ("ru", "ru"), ("de,ru;q=0.3,en;q=0.2", "ru"),
        ("ru;q=0,en;q=0.1", "en"), ("*", "en"), ("ru;q=x,,;;=", "en"), ("RU-ru", "ru"),
    ],
)  # fmt: skip
def test_the_browser_is_heard(client, preferred, language):
    response = client.get("/", headers={"accept-language": preferred})
    assert response.headers["Content-Language"] == language


def test_a_choice_comes_before_the_browser_and_lasts_until_it_closes(client):
    chosen = client.get("/?language=ru", headers={"accept-language": "en"})
    cookie = chosen.cookies["language"]
    assert (cookie["max-age"], cookie["expires"], cookie["httponly"]) == ("", "", True)
    assert client.get("/help-now", headers={"accept-language": "en"}).headers[
        "Content-Language"
    ] == "ru"  # fmt: skip


def test_a_language_that_is_not_spoken_is_neither_said_nor_kept(client):
    response = client.get('/?language="><script>')
    assert response.headers["Content-Language"] == "en"
    assert "language" not in response.cookies
    assert '"><script>' not in text(response)


@pytest.mark.parametrize("page", EVERYWHERE)
def test_every_answer_keeps_to_itself(client, page):
    headers = client.get(page).headers
    policy = dict(rule.split(" ", 1) for rule in headers["Content-Security-Policy"].split("; "))
    assert policy.pop("default-src") == "'none'"
    assert {policy.pop("img-src")} <= {"'self'", "'self' data:"}
    assert (policy.pop("frame-ancestors"), policy.pop("base-uri")) == ("'none'", "'none'")
    assert set(policy.values()) == {"'self'"}
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    looks = page.startswith("/looks/")
    assert headers["Cache-Control"] == (
        "public, max-age=31536000, immutable" if looks else "no-store"
    )


@pytest.mark.parametrize("page", PAGES)
def test_a_page_offers_help_and_the_way_out_and_loads_nothing_from_elsewhere(client, page):
    seen = Seen(text(client.get(page)))
    assert {"/help-now", "/exit"} <= seen.leads_to()
    assert not {"form", "iframe", "style"} & {tag for tag, _attrs in seen.tags}
    scripts = [attrs["src"] for tag, attrs in seen.tags if tag == "script"]
    assert scripts == [address("muster.js")]
    assert not [name for _tag, attrs in seen.tags for name in attrs if re.match("on|style$", name)]
    assert all(re.match(r"/(?!/)|\?|#|tel:", link) for link in seen.leads_to()), seen.leads_to()
    for link in seen.leads_to():
        if link.startswith("/"):
            assert client.get(link).status_code == 200, link


def test_leaving_shows_an_empty_page(client):
    response = client.get("/exit")
    assert re.sub(r"<[^>]*>", "", text(response)).strip() == ""
    assert response.headers["Clear-Site-Data"] == '"cache"'


def test_the_front_says_what_muster_is_and_where_to_sign_in(client, settings):
    settings.MUSTER_DEMONSTRATION = False
    seen, plain = Seen(text(client.get("/"))), text(client.get("/"))
    assert {"/sign-in", "/kiosk", "/help-now"} <= seen.leads_to()
    assert "invented" not in plain
    assert "commanders never see an answer or a score" in plain


def test_the_demonstration_says_in_three_sentences_what_to_try(client, settings):
    settings.MUSTER_DEMONSTRATION = True
    plain = text(client.get("/"))
    assert "Everybody in its brigade is invented." in plain
    for said in ("as the psychologist", "as a soldier", "as the commander"):
        assert f"Come in {said}" in plain
    for name, _says in WHO:
        assert f'action="/demonstration/as/{name}"' in plain
    assert plain.count('name="csrfmiddlewaretoken"') == len(WHO)
    russian = text(client.get("/?language=ru"))
    assert "Все люди в её бригаде вымышлены." in russian


def test_the_language_is_chosen_without_losing_the_address(client):
    seen = Seen(text(client.get("/?page=2&language=ru")))
    assert {"?page=2&language=en", "?page=2&language=ru"} <= seen.leads_to()


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_fault_of_ours_is_said_in_plain_words(settings, language, caplog):
    settings.ROOT_URLCONF = "muster.web.tests.planted"
    client = Client(raise_request_exception=False)
    response = client.get("/breaks", headers={"accept-language": language})
    assert response.status_code == 500
    said = {"en": "Muster stumbled", "ru": "В Muster произошёл сбой"}[language]
    assert f"<h1>{said}</h1>" in text(response)
    assert "planted" not in text(response)
    assert "/help-now" in text(response)
    assert response.headers["Cache-Control"] == "no-store"


def test_a_name_that_is_not_ours_is_refused(client):
    response = client.get("/", headers={"host": "elsewhere.invalid"})
    assert response.status_code == 400
    assert "MUSTER_HOSTS" in text(response)
    assert "elsewhere" not in text(response)
    assert "Content-Security-Policy" in response.headers


@pytest.mark.parametrize("page", ["/", "/help-now", "/health", "/exit", address("muster.css")])
def test_nothing_is_written_through_an_address(client, page):
    assert client.post(page).status_code == 405
    assert client.head(page).status_code == 200


@pytest.mark.parametrize(
    "page",
    ["/looks/000000000000/muster.css", address("muster.css") + ".py", "/looks/x/..%2fpages.py"],
)
def test_only_the_files_that_pages_need_are_served(client, page):
    assert client.get(page).status_code == 404


def leaves(resolver) -> Iterator[URLPattern]:
    for one in resolver.url_patterns:
        yield from [one] if isinstance(one, URLPattern) else leaves(one)


def test_every_address_declares_whom_it_serves():
    patterns = list(leaves(get_resolver("muster.web.urls")))
    assert len(patterns) >= 6
    assert [one for one in patterns if not getattr(one.callback, "serves", None)] == []


def test_files_travel_packed_and_pages_never(client):
    sheet = client.get(address("muster.css"), headers={"accept-encoding": "gzip, br"})
    assert sheet.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(sheet.content) == client.get(address("muster.css")).content
    assert sheet.headers["Vary"] == "Accept-Encoding"
    page = client.get("/", headers={"accept-encoding": "gzip, br"})
    assert "Content-Encoding" not in page.headers
