"""Many texts at once: the same as one by one."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from lacduong_kpi.text import bare, bares, key, keys

WRITTEN = st.one_of(
    st.text("aăâeêhoôơuưyqđAĐKB Nn'_.-(1%", max_size=14),
    st.text("oàuỷaK'’´ĐÐð  \u0301\u00a0\u200b\n\t２ﬁ", max_size=10),
    st.text(max_size=8),
    st.sampled_from(["Nguyễn Thị Thuỷ", "K' Brịp", "Chi bộ TDP B'Nơ B", "abc'", "'", "_._", ""]),
)


@given(st.lists(WRITTEN, max_size=8))
@settings(max_examples=300, deadline=None)
def test_keys_and_bares__are_those_of_each_text(texts: list[str]) -> None:
    assert keys(texts) == [key(text) for text in texts]
    assert bares(texts) == [bare(text) for text in texts]


def test_keys__of_more_than_a_group() -> None:
    texts = [f"Nguyễn Thị Thuỷ {number}" for number in range(2500)]
    texts[1700] = "K’  Brịp"
    assert keys(texts) == [key(text) for text in texts]


def test_nothing__gives_nothing() -> None:
    assert keys([]) == bares([]) == []
