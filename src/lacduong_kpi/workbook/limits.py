"""How much a workbook may hold: one table with two rows, normal and large.

What reading may take follows from what a file holds. Honest files were seen to need 0.2 s, 0.01 to
0.08 s for each MiB, and 26 MiB to 56 MiB; a slow machine needs more.
"""

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
    """of its own time, however much a file holds"""
    cpu_base: float
    cpu_per_mib: float
    """seconds that any file may take, and in addition for each MiB of what is inflated"""
    memory: int
    """bytes that the reading process may take beyond what it has when it starts"""
    memory_base: int
    memory_factor: int
    """bytes that any file may take, and in addition for each byte of what is inflated"""
    counted_before: bool = False
    """whether a part that may hold too many cells is looked through for them before it is read: it
    is refused sooner, and an honest one read a twentieth later"""
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
    cpu_base=2.0,
    cpu_per_mib=0.25,
    memory=1_000 * MIB,
    memory_base=160 * MIB,
    memory_factor=5,
    counted_before=True,
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
    cpu_base=6.0,
    cpu_per_mib=0.4,
    memory=4_096 * MIB,
    memory_base=320 * MIB,
    memory_factor=12,
)
"""Taken with `--large-files`."""
