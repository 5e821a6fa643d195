"""How whoever guesses is slowed down, and whoever forgot is not locked out.

The first wrong attempts cost nothing; then each further one doubles the wait, up to a quarter of an
hour, and never for ever: a clinician has to get in during a crisis. Attempts at devices where the
account has signed in before are counted apart: a stranger who guesses slows down strangers alone.
"""

from __future__ import annotations

from datetime import timedelta

from muster.kernel.time import Instant

FREE = 5
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(minutes=15)
FORGOTTEN = timedelta(hours=24)
"""Without another wrong attempt for so long, counting begins anew."""


def wait_after(failures: int) -> timedelta:
    """Return how long the next attempt has to wait after so many wrong ones in a row."""
    if failures < FREE:
        return timedelta(0)
    doubled = min(failures - FREE, 10)  # far beyond the longest wait
    return min(FIRST_WAIT * (1 << doubled), LONGEST_WAIT)


def may_try_at(failures: int, last: Instant) -> Instant:
    """Return from when on an attempt is looked at, after `failures`, the last of them at `last`."""
    return last + wait_after(failures)
