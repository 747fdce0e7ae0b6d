"""Which words mean which field and which value. The words are data (`headers.json`, `values.json`).

Headers: `read_header(path)` gives candidate fields with evidence, `nearest` a suggestion.
"""

from lacduong_kpi.vocabulary.headers import read_header
from lacduong_kpi.vocabulary.model import (
    BLANK,
    NO,
    YES,
    Candidate,
    Evidence,
    Fact,
    HeaderReading,
    Plain,
    Reading,
    Role,
    unreadable,
)
from lacduong_kpi.vocabulary.spelling import nearest

__all__ = [
    "BLANK",
    "NO",
    "YES",
    "Candidate",
    "Evidence",
    "Fact",
    "HeaderReading",
    "Plain",
    "Reading",
    "Role",
    "nearest",
    "read_header",
    "unreadable",
]
