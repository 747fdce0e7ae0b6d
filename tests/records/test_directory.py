"""The organization that a name means, against the plain way: each namesake looked at."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from lacduong_kpi.records.directory import NOBODY, SEVERAL, Directory
from lacduong_kpi.records.names import Name, Rank, read_name

NAMES = [
    *("Chi bộ thôn 1", "CB 1", "Chi bộ TDP 1", "Chi bộ 1", "Chi bộ thôn 2"),
    *("Đảng bộ xã Lát", "Đảng ủy Lát", "Đảng bộ xã Đạ Sar", "Lát"),
]
WRITTEN = [*NAMES, "thôn 1", "Chi bộ thôn 1 xã Lát", "CB 1 Đạ Sar", "Chi bộ lạ"]
SIZE = 7
LISTED = st.lists(st.sampled_from([*NAMES, None]), min_size=SIZE, max_size=SIZE)
ABOVE = st.lists(st.integers(-1, SIZE - 1), min_size=SIZE, max_size=SIZE)


def line(parents: Sequence[int], index: int) -> set[int]:
    """An organization and all above it."""
    found: set[int] = set()
    while index >= 0 and index not in found:
        found.add(index)
        index = parents[index]
    return found


def groups(names: Sequence[str | None], parents: Sequence[int], wanted: Name) -> list[list[int]]:
    """The organizations that may be meant, by ever looser comparison."""
    read = [read_name(name) if name else None for name in names]
    exact, long, loose = [], [], []
    for index, name in enumerate(read):
        if name is None or (
            Rank.UNSAID not in (wanted.rank, name.rank) and (wanted.rank is not name.rank)
        ):
            continue
        top = read[parents[index]] if parents[index] >= 0 else None
        if name.called == wanted.called:
            exact.append(index)
        if top and wanted.called in (f"{name.called} {top.called}", f"{name.loose} {top.called}"):
            long.append(index)
        if name.loose == wanted.loose and not (wanted.residence and name.residence):
            loose.append(index)
    return [exact, long, loose]


@given(
    names=LISTED,
    parents=ABOVE,
    text=st.sampled_from(WRITTEN),
    above=st.integers(-1, SIZE - 1),
    suiting=st.sets(st.integers(0, SIZE - 1)),
)
def test_find__any_list__as_if_each_namesake_was_looked_at(
    names: list[str | None], parents: list[int], text: str, above: int, suiting: set[int]
) -> None:
    directory = Directory(names, parents)
    found = directory.find(text, above, suiting.__contains__)
    if found >= 0 and names[found] == text and names.count(text) == 1:
        return  # written as one of them alone is: no other is meant
    for group in groups(names, parents, read_name(text)):
        meant = [
            each for each in group if above < 0 or parents[each] < 0 or above in line(parents, each)
        ]
        meant = [each for each in meant if above in line(parents, each)] or meant
        meant = [each for each in meant if each in suiting] or meant
        if meant:
            assert found == (meant[0] if len(meant) == 1 else SEVERAL)
            return
    assert found == NOBODY
