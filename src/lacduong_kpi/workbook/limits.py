"""How much a workbook may hold: one table with two rows, normal and large."""

from __future__ import annotations

from lacduong_kpi.lean import dataclass

MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """Only cells with a value count; a formatted blank is no data."""

    name: str
    file_bytes: int
    part_bytes: int
    """inflated size of one part of a package"""
    rows: int
    cells: int
    """cells with a value, in all sheets"""
    area: int
    """rows times columns of the rectangle that holds the values of one sheet"""
    seconds: int
    """by the clock, for reading and understanding one file"""
    cpu_seconds: int
    memory: int
    """bytes that the reading process may take beyond what it has when it starts"""
    columns: int = 512
    entries: int = 5_000
    """parts of a package"""
    sheets: int = 1_000
    ratio: int = 200
    """inflated to packed size of a part; holds above `ratio_floor`"""
    ratio_floor: int = 4 * MIB


NORMAL = Limits(
    name="normal",
    file_bytes=100 * MIB,
    part_bytes=300 * MIB,
    rows=300_000,
    cells=6_000_000,
    area=20_000_000,
    seconds=15,
    cpu_seconds=13,
    memory=1_000 * MIB,
)

LARGE = Limits(
    name="large",
    file_bytes=512 * MIB,
    part_bytes=2_048 * MIB,
    rows=1_048_576,
    cells=22_000_000,
    area=64_000_000,
    seconds=900,
    cpu_seconds=900,
    memory=4_096 * MIB,
)
"""Taken with `--large-files`."""
