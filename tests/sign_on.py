"""A force's own sign-on for tests: an OpenID Connect provider on loopback, as the standard asks.

It answers as OpenID Connect Core 1.0 and RFC 7636 ask: discovery, authorisation code flow with PKCE
(S256), a signed ID token with nonce, `auth_time` and `amr`, keys, and claims of the user. What does
not keep to them is refused, so a client that sloppily asks fails here as it would elsewhere.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Callable
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key

CLIENT, SECRET, KEY_ID = "muster", "a secret of the test alone", "key-1"
Claims = dict[str, Any]
PAGE = """<!doctype html><html lang="en"><title>The force</title><main><h1>The force's sign-on</h1>
<form method="post" action="/approve"><input type="hidden" name="asked" value="{asked}">
<label>Name <input name="name"></label><button>Go on</button></form></main></html>"""


@cache
def _key() -> RSAPrivateKey:
    """Return the provider's key; drawing one takes a while, so it is drawn once."""
    return generate_private_key(public_exponent=65537, key_size=2048)


class SignOn:
    """The provider; `spoil` may change an ID token's claims, `sign` how it is signed."""

    def __init__(self) -> None:
        self.key = _key()
        self.codes: dict[str, Claims] = {}
        self.asked: list[Claims] = []
        self.amr: list[str] = ["pwd"]
        self.spoil: Callable[[Claims], Claims] = lambda claims: claims
        self.sign: Callable[[Claims], str] = self.signed
        self.told: Callable[[Claims], Claims] = lambda claims: claims
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def signed(self, claims: Claims) -> str:
        return jwt.encode(claims, self.key, algorithm="RS256", headers={"kid": KEY_ID})

    def discovery(self) -> Claims:
        at = {name: f"{self.issuer}/{name}" for name in ("authorize", "token", "userinfo", "keys")}
        return {
            "issuer": self.issuer, "authorization_endpoint": at["authorize"],
            "token_endpoint": at["token"], "userinfo_endpoint": at["userinfo"],
            "jwks_uri": at["keys"], "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }  # fmt: skip

    def keys(self) -> Claims:
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [{**public, "kid": KEY_ID, "use": "sig", "alg": "RS256"}]}

    def asks(self, asked: Claims) -> str | None:
        """Return what is wrong with a request to sign somebody in, None where nothing is."""
        self.asked.append(asked)
        wrong = {
            "response_type": asked.get("response_type") != "code",
            "scope": "openid" not in asked.get("scope", "").split(),
            "client_id": asked.get("client_id") != CLIENT,
            "state": not asked.get("state"),
            "nonce": not asked.get("nonce"),
            "code_challenge": not asked.get("code_challenge"),
            "code_challenge_method": asked.get("code_challenge_method") != "S256",
        }
        return next((name for name, one in wrong.items() if one), None)

    def approves(self, asked: Claims, name: str) -> str:
        """Return where a browser is sent after `name` signed in here: back, with a code."""
        code = secrets.token_urlsafe(16)
        self.codes[code] = {**asked, "name": name, "auth_time": int(time.time())}
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def redeems(self, given: Claims) -> Claims | str:
        """Return tokens for a code, or what is wrong; a code is good once."""
        held = self.codes.pop(given.get("code", ""), None)
        if held is None or given.get("grant_type") != "authorization_code":
            return "invalid_grant"
        if (given.get("client_id"), given.get("client_secret")) != (CLIENT, SECRET):
            return "invalid_client"
        challenge = hashlib.sha256(given.get("code_verifier", "").encode()).digest()
        if base64.urlsafe_b64encode(challenge).rstrip(b"=").decode() != held["code_challenge"]:
            return "invalid_grant"
        if given.get("redirect_uri") != held["redirect_uri"]:
            return "invalid_grant"
        now = int(time.time())
        claims = self.spoil({
            "iss": self.issuer, "aud": CLIENT, "sub": f"sub-of-{held['name']}", "iat": now,
            "exp": now + 300, "nonce": held["nonce"], "auth_time": held["auth_time"],
            "amr": self.amr, "preferred_username": held["name"],
        })  # fmt: skip
        return {
            "access_token": f"token-of-{held['name']}", "token_type": "Bearer", "expires_in": 300,
            "id_token": self.sign(claims),
        }  # fmt: skip

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        there = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                split = urlsplit(self.path)
                asked = {name: one[0] for name, one in parse_qs(split.query).items()}
                if split.path == "/.well-known/openid-configuration":
                    self.says(there.discovery())
                elif split.path == "/keys":
                    self.says(there.keys())
                elif split.path == "/userinfo":
                    name = self.headers.get("Authorization", "").removeprefix("Bearer token-of-")
                    self.says(there.told({"sub": f"sub-of-{name}", "preferred_username": name}))
                elif split.path == "/authorize":
                    wrong = there.asks(asked)
                    page = PAGE.format(
                        asked=base64.urlsafe_b64encode(json.dumps(asked).encode()).decode()
                    )
                    self.answers(400 if wrong else 200, (wrong or page).encode(), "text/html")
                else:
                    self.answers(404, b"", "text/plain")

            def do_POST(self) -> None:
                length = int(self.headers.get("Content-Length", 0))
                given = {
                    name: one[0] for name, one in parse_qs(self.rfile.read(length).decode()).items()
                }
                if self.path == "/token":
                    found = there.redeems(given)
                    refused = isinstance(found, str)
                    self.says({"error": found} if refused else found, 400 if refused else 200)
                else:
                    asked = json.loads(base64.urlsafe_b64decode(given["asked"]))
                    self.send_response(302)
                    self.send_header("Location", there.approves(asked, given["name"]))
                    self.end_headers()

            def says(self, what: Claims, status: int = 200) -> None:
                self.answers(status, json.dumps(what).encode(), "application/json")

            def answers(self, status: int, body: bytes, kind: str) -> None:
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_given: object) -> None:
                pass

        return Handler
