"""What links teach: like texts lead to like things, and a text that is left out was never seen."""

import numpy as np
import pytest

from muster.transition.rules.fusing import votes
from muster.transition.rules.learning import Learned


def made(rng, texts=30, size=6, things=5):
    rows = rng.normal(size=(texts, size)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    links = [tuple(sorted(set(rng.integers(0, things, 2).tolist()))) for _one in range(texts)]
    return rows, links


def test_a_text_leads_to_what_texts_like_it_are_linked_with():
    rows = np.eye(4, dtype=np.float32)[[0, 0, 1, 2]]
    found = Learned(rows, [(0,), (0,), (1,), (2,)], 3, "abcd").speaks_for(rows[0])
    assert found.argmax() == 0
    assert found[1] == found[2] == 0


@pytest.mark.parametrize("silent", [[3], [0, 7, 8, 21], list(range(12))])
def test_what_is_left_out_was_never_seen(silent):
    rng = np.random.default_rng(5)
    rows, links = made(rng)
    names = [str(number) for number in range(len(rows))]
    kept = [number for number in range(len(rows)) if number not in silent]
    whole = Learned(rows, links, 5, names)
    without = Learned(rows[kept], [links[one] for one in kept], 5, [names[one] for one in kept])
    asked = rows[silent[0]]
    np.testing.assert_allclose(
        whole.speaks_for(asked, silent), without.speaks_for(asked), atol=1e-5
    )
    assert not np.allclose(whole.speaks_for(asked), without.speaks_for(asked), atol=1e-5)


def test_a_text_that_stands_many_times_counts_once():
    rng = np.random.default_rng(6)
    rows, links = made(rng)
    names = [str(number) for number in range(len(rows))]
    more = Learned(
        np.concatenate([rows, rows[:1], rows[:1]]), [*links, links[0], links[0]], 5,
        [*names, names[0], names[0]],
    )  # fmt: skip
    one = Learned(rows, links, 5, names)
    np.testing.assert_allclose(more.speaks_for(rows[2]), one.speaks_for(rows[2]), atol=1e-5)


def test_texts_of_one_name_vote_with_one_voice():
    likeness = np.array([0.5, 1.0, 1.0], np.float32)
    found = votes(likeness, [(0,), (1,), (2,)], 3, ["cook", "driver", "driver"])
    np.testing.assert_allclose(found, [0.5**4, 0.5, 0.5])
