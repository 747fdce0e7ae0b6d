"""Which words mean which field and which value. The words are data (`headers.json`, `values.json`).

Headers: `read_header(path)` gives candidate fields with evidence, `nearest` a suggestion.
Values: `read_column(kind, field, values)` gives a `Reading` for each distinct value of a column,
`read_compound` where a cell holds several facts; `mark` and `blanks_mean` are for columns of ticks.
"""

from lacduong_kpi.vocabulary.choices import mark_column, opposite, typed
from lacduong_kpi.vocabulary.compound import read_compound
from lacduong_kpi.vocabulary.flags import Blanks, Mark, blanks_mean, mark
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
    Setting,
    unreadable,
)
from lacduong_kpi.vocabulary.spelling import nearest
from lacduong_kpi.vocabulary.values import read_column

__all__ = [
    "BLANK",
    "NO",
    "YES",
    "Blanks",
    "Candidate",
    "Evidence",
    "Fact",
    "HeaderReading",
    "Mark",
    "Plain",
    "Reading",
    "Role",
    "Setting",
    "blanks_mean",
    "mark",
    "mark_column",
    "nearest",
    "opposite",
    "read_column",
    "read_compound",
    "read_header",
    "typed",
    "unreadable",
]
