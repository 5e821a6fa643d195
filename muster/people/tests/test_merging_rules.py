"""Records of one person, merged in chains and parted in any order."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from muster.kernel.ids import PersonId, new_id, new_ids
from muster.people.rules.merging import Merge, Merged

A, B, C, D = (PersonId(one) for one in new_ids(4))


def merge(kept: PersonId, absorbed: PersonId) -> Merge:
    return Merge(new_id(), kept, absorbed)


def test_a_chain_leads_to_the_last_record_kept():
    merged = Merged.by([merge(B, A), merge(C, B)])
    assert [merged.current(one) for one in (A, B, C, D)] == [C, C, C, D]
    assert merged.records_of(A) == [C, B, A]


def test_any_merge_of_a_chain_can_be_undone_first():
    first, second = merge(B, A), merge(C, B)
    assert Merged.by([first, second], [first.id]).records_of(C) == [C, B]
    assert Merged.by([first, second], [second.id]).records_of(A) == [B, A]
    assert Merged.by([first, second], [second.id, first.id]).into == {}


def test_what_was_parted_can_be_merged_again_the_other_way_round():
    first, second = merge(B, A), merge(A, B)
    assert Merged.by([first, second], [first.id]).current(B) == A


def test_only_two_records_that_stand_alone_are_merged():
    merged = Merged.by([merge(B, A), merge(D, C)])
    assert merged.why_not_merge(B, D) is None
    assert merged.why_not_merge(B, B).code == "people.merge-with-itself"
    assert merged.why_not_merge(B, A).code == "people.already-merged"
    assert merged.why_not_merge(A, D).code == "people.record-absorbed"
    assert merged.why_not_part(A) is None
    assert merged.why_not_part(B).code == "people.not-merged"


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), st.booleans()), max_size=15))
def test_whatever_is_merged_and_parted_every_record_belongs_to_exactly_one_person(steps):
    people = [PersonId(one) for one in new_ids(6)]
    facts: list[Merge] = []
    undone: list = []
    for kept, absorbed, part in steps:
        merged = Merged.by(facts, undone)
        if part and people[absorbed] in merged.into:
            undone.append(merged.into[people[absorbed]].id)
        elif merged.why_not_merge(people[kept], people[absorbed]) is None:
            facts.append(merge(people[kept], people[absorbed]))
    merged = Merged.by(facts, undone)
    groups = {merged.current(one): set(merged.records_of(one)) for one in people}
    assert sorted(one for group in groups.values() for one in group) == sorted(people)
    for current, group in groups.items():
        assert all(merged.current(one) == current for one in group)
