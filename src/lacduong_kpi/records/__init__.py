"""The three kinds of record: what tables tell, read cell by cell, put together to a roster."""

from lacduong_kpi.records.model import Input, Records, RecordSource, References, Roster

__all__ = ["Input", "RecordSource", "Records", "References", "Roster"]
