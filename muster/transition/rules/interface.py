"""What a partner's own program may do, and how often: scopes and limits."""

from __future__ import annotations

from collections.abc import Mapping

from muster.kernel.words import Sentence, _p

SCOPES: Mapping[str, Sentence] = {
    "vacancies:read": _p("a program may", "read your vacancies"),
    "vacancies:write": _p("a program may", "put in and close your vacancies"),
    "courses:read": _p("a program may", "read your courses"),
    "courses:write": _p("a program may", "put in and close your courses"),
    "candidates:read": _p("a program may", "read what people sent you themselves"),
    "programmes:read": _p("a program may", "read your programmes of support"),
    "programmes:write": _p("a program may", "put in and close your programmes of support"),
    "tasks:read": _p("a program may", "read the tasks that you were given"),
    "tasks:write": _p("a program may", "close tasks, and say why they take longer"),
}
A_MINUTE = 120
"""How often a token may be shown in one minute. Our choice."""
MOST_TOKENS, LONGEST_NAME, LONGEST_DAYS = 10, 80, 365
