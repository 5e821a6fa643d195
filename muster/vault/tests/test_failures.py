"""What the system says of a file it will not open is said again in the reader's language."""

import errno

import pytest

from muster.kernel.faults import why


@pytest.mark.parametrize("number", [errno.ENOENT, errno.EACCES, errno.ENOSPC, errno.EADDRINUSE])
def test_a_failure_is_said_in_both_languages(number):
    said = why(OSError(number, "what the system says"))
    assert said.said_in("en") != said.said_in("ru")
    assert "system" not in said.said_in("en")


@pytest.mark.parametrize(
    ("error", "said"), [(OSError(errno.EIO, "I/O error"), "I/O error"), (OSError(), "OSError")]
)
def test_what_has_no_sentence_of_its_own_is_quoted(error, said):
    assert f"“{said}”" in why(error).said_in("en")
