"""Office documents are zip packages: makes their bytes depend on their content alone.

openpyxl and python-docx put the machine's clock into every zip entry and into the document's
properties; both are written anew here.
"""

from __future__ import annotations

import re
import zipfile
from datetime import UTC, datetime, time
from io import BytesIO

from lacduong_kpi.assess.model import Assessment
from lacduong_kpi.reports.view import View

_ENTRY_DATE = (1980, 1, 1, 0, 0, 0)
"""the first day that a zip entry can have"""

_CORE = "docProps/core.xml"
_STAMP = re.compile(rb"(<dcterms:(created|modified)\b[^>]*>)[^<]*(</dcterms:\2>)")


def stamp(assessment: Assessment, view: View) -> datetime:
    """What the properties of a document say of its time: never the clock of the machine."""
    return view.made_at or datetime.combine(assessment.as_of, time(), UTC)


def settled(package: bytes, made_at: datetime, *, ours: bool = True) -> bytes:
    """The same package with fixed entry dates and `made_at` as its time of change; where the
    document is `ours`, as its time of creation too.

    The entries keep their order, as `[Content_Types].xml` should stay where readers expect it.
    """
    sink = BytesIO()
    with zipfile.ZipFile(BytesIO(package)) as old, zipfile.ZipFile(sink, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == _CORE:
                content = _restamped(content, made_at, ours)
            new.writestr(_fixed(entry.filename), content, zipfile.ZIP_DEFLATED)
    return sink.getvalue()


class UndatedZip(zipfile.ZipFile):
    """Asks no clock: one that stands before 1980 or after 2107 cannot be written into an entry."""

    def writestr(
        self,
        zinfo_or_arcname: str | zipfile.ZipInfo,
        data: str | bytes,  # type: ignore[override]
        compress_type: int | None = None,
        compresslevel: int | None = None,
    ) -> None:
        entry = zinfo_or_arcname
        if not isinstance(entry, zipfile.ZipInfo):
            entry = _fixed(entry)
        super().writestr(entry, data, compress_type or zipfile.ZIP_DEFLATED, compresslevel)


def _fixed(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _ENTRY_DATE)
    entry.create_system = 0  # the same on Windows and elsewhere
    entry.external_attr = 0
    return entry


def _restamped(core: bytes, made_at: datetime, ours: bool) -> bytes:
    moment = made_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ").encode()

    def stamped(found: re.Match[bytes]) -> bytes:
        return found[1] + moment + found[3] if ours or found[2] == b"modified" else found[0]

    return _STAMP.sub(stamped, core)
