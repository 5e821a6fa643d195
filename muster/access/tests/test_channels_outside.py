"""Channels outside, each spoken to for real: a mail server, and a gateway, on this machine."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import ClassVar
from urllib.parse import quote

import pytest

from muster.access.channels.channel import Delivered, Failed, channels, within
from muster.access.channels.kinds import Envelope, Kind
from muster.access.channels.smtp import Smtp
from muster.access.channels.webhook import Webhook
from muster.kernel.ids import new_id
from muster.kernel.problems import Refused
from tests.postbox import LOGIN, PASSWORD, certificate_for, postbox

TO = "anna@example.org"


def smtp(box, scheme="smtp+plain", user="", **more) -> Smtp:
    made = Smtp.made(
        {
            "MUSTER_SMTP_URL": f"{scheme}://{user}127.0.0.1:{box.port}",
            "MUSTER_SMTP_FROM": "muster@force.example",
            **more,
        }
    )
    assert made is not None
    return made


def waiting() -> Envelope:
    return Envelope(new_id(), Kind.WAITING)


def test_a_letter_arrives_and_says_nothing_of_anybody():
    envelope = waiting()
    with postbox() as box:
        assert smtp(box).send(TO, envelope, "ru") == Delivered()
    [letter] = box.letters
    assert letter["To"] == TO
    assert letter["Message-ID"] == f"<{envelope.message}@force.example>"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["Subject"] == "Muster: Вас прямо сейчас ждёт задача"
    assert "откройте Muster" in letter.get_content()


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("kind", Kind)
def test_no_kind_of_message_speaks_of_a_clinic(kind, language):
    envelope = Envelope(new_id(), kind)
    said = (envelope.subject(language) + envelope.text(language)).casefold()
    telling = (
        "soldier", "patient", "clinic", "psych", "suicid", "risk", "score", "health", "alert",
        "crisis", "doctor", "red", "солдат", "военнослужащ", "пациент", "клини", "псих", "суицид",
        "риск", "балл", "здоров", "тревог", "кризис", "врач", "красн",
    )  # fmt: skip
    assert [word for word in telling if f" {word}" in f" {said}"] == []
    assert not any(sign.isdigit() for sign in said)


def test_encryption_from_the_first_byte(tmp_path):
    certificate = certificate_for(tmp_path)
    with postbox(certificate=certificate) as box:
        trusting = smtp(box, "smtps", MUSTER_SMTP_CA=str(certificate))
        assert trusting.send(TO, waiting(), "en") == Delivered()
        assert smtp(box, "smtps").send(TO, waiting(), "en") == Failed("not-encrypted")
    assert len(box.letters) == 1


def test_encryption_is_demanded_and_never_done_without(tmp_path):
    certificate = certificate_for(tmp_path)
    with postbox(certificate=certificate, starttls=True) as box:
        trusting = smtp(box, "smtp", MUSTER_SMTP_CA=str(certificate))
        assert trusting.send(TO, waiting(), "en") == Delivered()
    with postbox() as in_the_clear:
        assert smtp(in_the_clear, "smtp").send(TO, waiting(), "en") == Failed("not-encrypted")
    assert (len(box.letters), in_the_clear.letters) == (1, [])


def test_a_login_is_used_and_a_wrong_one_refused(tmp_path):
    certificate = certificate_for(tmp_path)
    trusted = {"MUSTER_SMTP_CA": str(certificate)}
    right, wrong = (f"{LOGIN}:{quote(one)}@" for one in (PASSWORD, "another"))
    with postbox(certificate=certificate, starttls=True, login=True) as box:
        known = smtp(box, "smtp", right, **trusted)
        assert known.send(TO, waiting(), "en") == Delivered()
        stranger = smtp(box, "smtp", wrong, **trusted)
        assert stranger.send(TO, waiting(), "en") == Failed("login-refused")
    assert PASSWORD not in repr(known)


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ("554 No", "refused"),
        ("451 Later", "refused"),
    ],
)
def test_what_a_server_refuses_is_a_code(answer, why):
    with postbox() as box:
        box.answer = answer
        assert smtp(box).send(TO, waiting(), "en") == Failed(why)


def test_a_server_that_is_not_there_is_a_code():
    with postbox() as box:
        gone = smtp(box)
    assert gone.send(TO, waiting(), "en") in (Failed("broken-off"), Failed("unreachable"))


def test_a_channel_that_never_answers_is_left_in_time():
    begun = time.monotonic()
    answer = within(0.2, lambda: threading.Event().wait(5) and Delivered())
    assert answer == Failed("timeout")
    assert time.monotonic() - begun < 2


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"MUSTER_SMTP_URL": "smtp://host"}, "access.channel-unreadable"),
        ({"MUSTER_SMTP_URL": "host", "MUSTER_SMTP_FROM": "a@b"}, "access.channel-unreadable"),
        ({"MUSTER_SMTP_URL": "smtp://h:x", "MUSTER_SMTP_FROM": "a@b"}, "access.channel-unreadable"),
        (
            {"MUSTER_SMTP_URL": "smtp+plain://mail.example", "MUSTER_SMTP_FROM": "a@b"},
            "access.channel-in-the-clear",
        ),
    ],
)
def test_an_unusable_server_is_refused(given, code):
    with pytest.raises(Refused) as refused:
        Smtp.made(given)
    assert refused.value.problem.code == code


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"MUSTER_WEBHOOK_URL": "ftp://host/x"}, "access.channel-unreadable"),
        ({"MUSTER_WEBHOOK_URL": "https://[x"}, "access.channel-unreadable"),
        ({"MUSTER_WEBHOOK_URL": "http://pager.example/x"}, "access.channel-in-the-clear"),
    ],
)
def test_an_unusable_gateway_is_refused(given, code):
    with pytest.raises(Refused) as refused:
        Webhook.made(given)
    assert refused.value.problem.code == code


@pytest.fixture
def gateway():
    """A gateway that keeps what it is sent, and answers what it is told to."""

    class Gateway(BaseHTTPRequestHandler):
        met: ClassVar[list[tuple[str, str | None, dict]]] = []
        status = 204

        def do_POST(self):
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            self.met.append((self.path, self.headers["Authorization"], body))
            self.send_response(self.status)
            self.send_header("Location", "/elsewhere")
            self.end_headers()

        def log_message(self, *_given):
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Gateway)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    Gateway.address = f"http://127.0.0.1:{server.server_port}"
    yield Gateway
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_gateway_is_sent_the_message_and_no_more(gateway):
    made = Webhook.made(
        {"MUSTER_WEBHOOK_URL": f"{gateway.address}/page?x=1", "MUSTER_WEBHOOK_TOKEN": "secret"}
    )
    envelope = waiting()
    assert made.send("+15550100", envelope, "en") == Delivered()
    [(path, authorization, body)] = gateway.met
    assert (path, authorization) == ("/page?x=1", "Bearer secret")
    assert body == {
        "to": "+15550100",
        "text": "Muster: A task is waiting for you now. Please open Muster at once.",
        "kind": "waiting",
        "message": str(envelope.message),
    }
    assert "secret" not in repr(made)


@pytest.mark.parametrize("status", [302, 404, 500])
def test_a_gateway_that_does_not_take_it_is_a_code_and_is_not_followed(gateway, status):
    gateway.status = status
    made = Webhook.made({"MUSTER_WEBHOOK_URL": gateway.address})
    assert made.send("+15550100", waiting(), "en") == Failed("refused")
    assert len(gateway.met) == 1


def test_channels_are_tried_in_the_order_of_the_setting(settings, monkeypatch):
    monkeypatch.setenv("MUSTER_SMTP_URL", "smtps://mail.example")
    monkeypatch.setenv("MUSTER_SMTP_FROM", "muster@force.example")
    monkeypatch.setenv("MUSTER_WEBHOOK_URL", "https://pager.example")
    settings.MUSTER_CHANNELS = ["webhook", " smtp", ""]
    assert [one.name for one in channels()] == ["webhook", "smtp"]
    monkeypatch.delenv("MUSTER_SMTP_URL")
    assert [one.name for one in channels()] == ["webhook"]


@pytest.mark.parametrize("name", ["pigeon", "no.such.module:Pigeon", "json:Pigeon"])
def test_a_channel_nobody_knows_is_refused(settings, name):
    settings.MUSTER_CHANNELS = [name]
    with pytest.raises(Refused) as refused:
        channels()
    assert refused.value.problem.code == "access.no-such-channel"
