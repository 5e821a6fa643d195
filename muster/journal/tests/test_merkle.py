"""The log's hashing gives the published answers, and the growing log those of the definition.

The vectors are those of the Certificate Transparency implementations: entries and roots of sizes
1 to 8 and the single leaf and node from google/certificate-transparency,
python/ct/crypto/merkle_test.py (`TreeHasherTest`); the entry "L123456" and the node of "N123" and
"N456" from transparency-dev/merkle, rfc6962/rfc6962_test.go. The empty tree's hash is that of RFC
9162, section 2.1.1: SHA-256 of nothing.
"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muster.journal.rules.merkle import EMPTY_ROOT, Frontier, Hash, leaf_hash, node_hash, root

ENTRIES = [
    bytes.fromhex(entry)
    for entry in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]

logs = st.integers(0, 300).map(lambda size: [leaf_hash(b"%d" % place) for place in range(size)])


@pytest.mark.parametrize(("size", "published"), list(enumerate(ROOTS)))
def test_roots_are_the_published_ones(size: int, published: str) -> None:
    leaves = [leaf_hash(entry) for entry in ENTRIES[:size]]
    assert root(leaves).hex() == published
    assert Frontier(leaves).root().hex() == published


def test_single_hashes_are_the_published_ones() -> None:
    assert EMPTY_ROOT.hex() == ROOTS[0]
    assert leaf_hash(bytes(range(0x10, 0x20))).hex() == (
        "3bfb960453ebaebf33727da7a1f4db38acc051d381b6da20d6d4e88f0eabfd7a"
    )
    assert leaf_hash(b"L123456").hex() == (
        "395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56"
    )
    left, right = Hash(bytes(range(0x20))), Hash(bytes(range(0x20, 0x40)))
    assert node_hash(left, right).hex() == (
        "1a378704c17da31e2d05b6d121c2bb2c7d76f6ee6fa8f983e596c2d034963c57"
    )
    assert node_hash(Hash(b"N123"), Hash(b"N456")).hex() == (
        "aa217fe888e47007fa15edab33c2b492a722cb106c64667fc2b044444de66bbb"
    )


def test_an_entry_cannot_pose_as_a_node() -> None:
    left, right = leaf_hash(b"left"), leaf_hash(b"right")
    assert leaf_hash(left + right) != node_hash(left, right)


@settings(max_examples=60, deadline=None)
@given(logs, st.data())
def test_a_log_carried_on_from_storage_has_the_defined_root(
    leaves: list[Hash], data: st.DataObject
) -> None:
    sealed = data.draw(st.integers(0, len(leaves)))
    frontier = Frontier.from_bytes(Frontier(leaves[:sealed]).to_bytes())
    assert frontier.root() == root(leaves[:sealed])
    frontier.extend(leaves[sealed:])
    assert frontier.size == len(leaves)
    assert frontier.root() == root(leaves)
    assert frontier == Frontier(leaves)


@settings(max_examples=40, deadline=None)
@given(logs.filter(bool), st.data())
def test_changing_swapping_or_dropping_an_entry_changes_the_root(
    leaves: list[Hash], data: st.DataObject
) -> None:
    honest = Frontier(leaves).root()
    place = data.draw(st.integers(0, len(leaves) - 1))
    changed = [*leaves[:place], leaf_hash(b"another"), *leaves[place + 1 :]]
    dropped = [*leaves[:place], *leaves[place + 1 :]]
    assert Frontier(changed).root() != honest
    assert Frontier(dropped).root() != honest
    if place:
        swapped = [*leaves]
        swapped[place - 1], swapped[place] = swapped[place], swapped[place - 1]
        assert Frontier(swapped).root() != honest


def test_every_size_up_to_a_thousand_agrees_and_stays_small() -> None:
    leaves = [leaf_hash(b"%d" % place) for place in range(1_000)]
    frontier = Frontier()
    for place, leaf in enumerate(leaves, start=1):
        frontier.append(leaf)
        assert frontier.root() == root(leaves[:place])
        assert len(frontier.to_bytes()) == 8 + 32 * place.bit_count()


def test_a_copy_grows_on_its_own() -> None:
    first = Frontier([leaf_hash(b"one")])
    second = first.copy()
    second.append(leaf_hash(b"two"))
    assert (first.size, second.size) == (1, 2)
    assert first == Frontier([leaf_hash(b"one")])


def test_what_is_no_leaf_hash_is_refused() -> None:
    with pytest.raises(ValueError, match="32 bytes, this has 5"):
        Frontier().append(Hash(b"entry"))


@pytest.mark.parametrize("change", [b"", b"\x00", bytes(32)])
def test_a_truncated_or_padded_frontier_is_refused(change: bytes) -> None:
    stored = Frontier([leaf_hash(b"one"), leaf_hash(b"two"), leaf_hash(b"three")]).to_bytes()
    broken = stored + change if change else stored[:-1]
    with pytest.raises(ValueError, match="a frontier of size 3"):
        Frontier.from_bytes(broken)
