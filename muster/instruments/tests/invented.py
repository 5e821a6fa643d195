"""Invented instruments, texts and drawn answer sheets, for what no published one has yet."""

from collections.abc import Mapping

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray

from muster.instruments.licensed import blank_text
from muster.instruments.packs import pack
from muster.instruments.rules.blocks import MISSING, SEXES
from muster.instruments.rules.soundness import faults
from muster.instruments.rules.specification import (
    Band,
    Cluster,
    Condition,
    CutOff,
    Item,
    Level,
    Method,
    Option,
    Prorating,
    Scale,
    Sex,
    Specification,
)

Values = Mapping[str, int]


def options(values: list[int]) -> tuple[Option, ...]:
    return tuple(Option(f"answer-{value}", value) for value in values)


@st.composite
def items(draw: st.DrawFn, code: str, earlier: list[Item]) -> Item:
    """Draw an item: up to five answers, perhaps reversed, critical, or asked only after another."""
    ranges = st.sets(st.integers(0, 60), min_size=2, max_size=5)
    values = sorted(draw(st.sampled_from([{0, 1, 2, 3}, {1, 2, 3, 4, 5}]) | ranges))
    condition = None
    if earlier and draw(st.integers(0, 3)) == 0:
        decider = draw(st.sampled_from(earlier))
        codes = draw(
            st.lists(st.sampled_from([o.code for o in decider.options]), min_size=1, unique=True)
        )
        condition, values = Condition(decider.code, tuple(codes)), [0, *values[1:]]
    return Item(
        code,
        options(values),
        reversed=draw(st.booleans()),
        critical_at=draw(st.none() | st.sampled_from(values)),
        asks_for_contact_at=draw(st.none() | st.sampled_from(values)),
        asked_when=condition,
    )


@st.composite
def scales(draw: st.DrawFn, key: str, all_items: list[Item]) -> Scale:
    """Draw a scale over some of the items."""
    method = draw(st.sampled_from(Method))
    pool = [item for item in all_items if method is not Method.MEAN or item.asked_when is None]
    chosen = draw(st.lists(st.sampled_from(pool), min_size=1, unique_by=lambda item: item.code))
    codes = tuple(item.code for item in chosen)
    if method is Method.LEVELS:
        return Scale(key, codes, method, levels=draw(levels(chosen)), cutoff=draw(cutoffs(3)))
    if method is Method.NONE:
        return Scale(key, codes, method)
    always = all(item.asked_when is None for item in chosen)
    alike = len({(item.lowest, item.highest) for item in chosen}) == 1
    top = sum(item.highest for item in chosen)
    edges = sorted(draw(st.sets(st.integers(1, top), max_size=4)))
    half = max(1, len(codes) // 2)
    return Scale(
        key,
        codes,
        method,
        multiplier=draw(st.sampled_from([1, 1, 2])),
        bands=tuple(Band(f"band-{edge}", edge) for edge in [0, *edges]) if edges else (),
        cutoff=draw(cutoffs(top)),
        severe_at=draw(st.none() | st.integers(0, top)),
        clusters=draw(clusters(codes)),
        prorating=Prorating(half, "invented") if always and alike else None,
    )


@st.composite
def clusters(draw: st.DrawFn, codes: tuple[str, ...]) -> tuple[Cluster, ...]:
    cut = draw(st.integers(0, len(codes)))
    parts = [part for part in (codes[:cut], codes[cut:]) if part and draw(st.booleans())]
    return tuple(
        Cluster(f"C{n}", part, draw(st.integers(1, 5)), draw(st.integers(1, len(part))))
        for n, part in enumerate(parts)
    )


@st.composite
def levels(draw: st.DrawFn, chosen: list[Item]) -> tuple[Level, ...]:
    conditions = st.sampled_from(chosen).flatmap(
        lambda item: st.sampled_from([Condition(item.code, (o.code,)) for o in item.options])
    )
    rising = draw(st.lists(st.lists(conditions, min_size=1, max_size=3), min_size=1, max_size=3))
    return (Level("none"), *(Level(f"level-{n}", tuple(c)) for n, c in enumerate(rising, 1)))


@st.composite
def cutoffs(draw: st.DrawFn, top: int) -> CutOff | None:
    points = st.integers(0, top)
    return draw(st.none() | st.builds(CutOff, points, st.none() | points, st.none() | points))


@st.composite
def specifications(draw: st.DrawFn) -> Specification:
    """Draw a sound specification: some free scales, and perhaps one behind a gate."""
    drawn: list[Item] = []
    for number in range(draw(st.integers(1, 6))):
        drawn.append(draw(items(f"i{number}", drawn)))
    found = [draw(scales(f"s{n}", drawn)) for n in range(draw(st.integers(1, 3)))]
    if draw(st.booleans()):
        gate = Item("gate", options([0, 1]))
        opened = Condition("gate", ("answer-1",))
        behind = [Item(f"g{n}", options([0, 1, 2]), asked_when=opened) for n in range(3)]
        drawn += [gate, *behind]
        codes = tuple(item.code for item in behind)
        found.append(Scale("gated", codes, cutoff=CutOff(2), gate=opened))
    specification = Specification("invented", "1", tuple(drawn), tuple(found))
    assert list(faults(specification)) == []
    return specification


def sheets(specification: Specification) -> st.SearchStrategy[Values]:
    """Draw one sitting's values; any item may be missing."""
    return st.fixed_dictionaries(
        {},
        optional={
            item.code: st.sampled_from(sorted(item.by_value)) for item in specification.items
        },
    )


def matrix(specification: Specification, sittings: list[Values]) -> NDArray[np.int8]:
    """Lay sittings out as the columnar engine takes them."""
    rows = [[v.get(i.code, MISSING) for v in sittings] for i in specification.items]
    return np.array(rows, np.int8).reshape(len(specification.items), len(sittings))


def places(sexes: list[Sex | None]) -> NDArray[np.int8]:
    return np.array([SEXES.index(sex) for sex in sexes], np.int8)


def licensed_text(key: str, language: str = "en") -> str:
    """Return an invented licensed text: each place holds its own code."""
    lines = []
    for line in blank_text(pack(key), language).splitlines():
        name, _equals, value = line.partition(" = ")
        lines.append(f'{name} = "the words of {name.strip(chr(34))}"' if value == '""' else line)
    return "\n".join(lines).replace("year = 0", "year = 2008") + "\n"
