"""Which words mean which field and which value. The words are data: the JSON files beside.

Headers: `read_header(path)` gives candidate fields with evidence, `nearest` a suggestion.
Values: `read_column(kind, field, values)` gives a `Reading` for each distinct value of a column,
`read_compound` where a cell holds several facts; `mark` and `blanks_mean` are for columns of ticks.
Lines: `read_section`, `read_total`, `is_signature`, `is_remark`, `read_title` and `read_name` say
what texts in and around a table are.
"""

from lacduong_kpi.vocabulary.choices import is_branch_alone, opposite, opposite_word, typed
from lacduong_kpi.vocabulary.compound import read_compound
from lacduong_kpi.vocabulary.flags import Blanks, Mark, blanks_mean, is_left_blank, mark
from lacduong_kpi.vocabulary.headers import is_listed, read_header
from lacduong_kpi.vocabulary.hints import is_hint
from lacduong_kpi.vocabulary.lines import (
    Level,
    Section,
    Total,
    is_remark,
    is_signature,
    read_section,
    read_total,
)
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
from lacduong_kpi.vocabulary.settled import settled
from lacduong_kpi.vocabulary.spelling import nearest
from lacduong_kpi.vocabulary.titles import Named, Title, read_name, read_title, year_of_folder
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
    "Level",
    "Mark",
    "Named",
    "Plain",
    "Reading",
    "Role",
    "Section",
    "Setting",
    "Title",
    "Total",
    "blanks_mean",
    "is_branch_alone",
    "is_hint",
    "is_left_blank",
    "is_listed",
    "is_remark",
    "is_signature",
    "mark",
    "nearest",
    "opposite",
    "opposite_word",
    "read_column",
    "read_compound",
    "read_header",
    "read_name",
    "read_section",
    "read_title",
    "read_total",
    "settled",
    "typed",
    "unreadable",
    "year_of_folder",
]
