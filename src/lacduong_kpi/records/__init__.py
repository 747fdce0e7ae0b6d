"""The three kinds of record: what tables tell, read cell by cell, put together to a roster."""

from lacduong_kpi.records.load import Loading, load_roster, start_loading
from lacduong_kpi.records.model import Input, Records, RecordSource, References, Roster

__all__ = [
    "Input",
    "Loading",
    "RecordSource",
    "Records",
    "References",
    "Roster",
    "load_roster",
    "start_loading",
]
