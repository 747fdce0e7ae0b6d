"""Native charts of the report workbook: they read the cells of its tables."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil
from typing import Any, cast

from openpyxl.chart import BarChart, LineChart, Reference
from openpyxl.chart._chart import ChartBase
from openpyxl.chart.data_source import StrRef
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.series import Series as OneSeries
from openpyxl.chart.series import SeriesLabel
from openpyxl.chart.series_factory import SeriesFactory
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

_RESULT, _GOAL = "2E75B6", "7F7F7F"
WIDTH = 17.5
"""cm; an A4 page has 18 between the margins"""
PAGE = 24.0
"""cm of height that charts may take on a page"""
ROW = 15 / 72 * 2.54
"""cm; the height of a row of 15 points"""
MOST_BARS = 28
"""rows of one chart; the first ones are the worst"""


def stack(sheet: Worksheet, charts: Iterable[ChartBase]) -> int:
    """Puts the charts below one another, none across the end of a page; returns the last row.

    The sheet is printed in its own size: Excel heeds page breaks only where nothing is fitted.
    """
    row, used = 1, 0.0
    for chart in charts:
        height = float(chart.height) + 2 * ROW
        if used and used + height > PAGE + 2 * ROW:
            sheet.row_breaks.append(Break(id=row - 1))
            used = 0.0
        sheet.add_chart(chart, f"A{row + 1}")
        row += ceil(height / ROW)
        used += height
    return row


def bars(
    sheet: Worksheet,
    title: str,
    names: int,
    result: int,
    goal: int,
    rows: tuple[int, int],
    head: int,
) -> BarChart:
    """Results beside goals, one pair of bars a row. `names`, `result`, `goal` are columns, `rows`
    the first and the last row, `head` the row of the series' names."""
    chart = BarChart()
    chart.type, chart.style = "bar", 10
    chart.title = title
    for column, colour in ((result, _RESULT), (goal, _GOAL)):
        chart.append(_series(sheet, column, rows, head, colour))
    chart.set_categories(Reference(sheet, min_col=names, min_row=rows[0], max_row=rows[1]))
    chart.gapWidth, chart.overlap = 60, 0
    count = rows[1] - rows[0] + 1
    _size(chart, min(PAGE, max(6.0, 3.5 + 0.72 * count)))
    _axes(chart)
    chart.y_axis.scaling.min = 0  # a bar that does not begin at nought misleads
    chart.x_axis.scaling.orientation = "maxMin"  # the first row stands on top
    _label(cast("Any", chart.series[0]))
    return chart


def lines(
    sheet: Worksheet,
    title: str,
    years: int,
    result: int,
    goal: int,
    rows: tuple[int, int],
    head: int,
) -> LineChart:
    """Results over the years with the goal as a second line."""
    chart = LineChart()
    chart.style, chart.title = 10, title
    for column, colour in ((result, _RESULT), (goal, _GOAL)):
        chart.append(_series(sheet, column, rows, head, colour))
    chart.set_categories(Reference(sheet, min_col=years, min_row=rows[0], max_row=rows[1]))
    _size(chart, 8.0)
    _axes(chart)
    _label(cast("Any", chart.series[0]))
    return chart


def _series(
    sheet: Worksheet, column: int, rows: tuple[int, int], head: int, colour: str
) -> OneSeries:
    values = Reference(sheet, min_col=column, min_row=rows[0], max_row=rows[1])
    name = Reference(sheet, min_col=column, min_row=head)
    series = cast("Any", SeriesFactory)(values)
    series.tx = SeriesLabel(strRef=StrRef(str(name)))
    series.graphicalProperties.solidFill = colour
    series.graphicalProperties.line.solidFill = colour
    return cast("OneSeries", series)


def _size(chart: BarChart | LineChart, height: float) -> None:
    anchored = cast("Any", chart)  # in cm; the stubs say whole ones
    anchored.width, anchored.height = WIDTH, height


def _axes(chart: BarChart | LineChart) -> None:
    """Excel hides axes that a file does not say to show; a filter must not empty the picture."""
    chart.x_axis.delete = False
    chart.y_axis.delete = False
    chart.y_axis.number_format = "0"
    cast("Any", chart.legend).position = "b"
    chart.visible_cells_only = False


def _label(series: Any) -> None:
    series.dLbls = DataLabelList()
    series.dLbls.showVal = True
    for other in ("showSerName", "showCatName", "showLegendKey", "showPercent"):
        setattr(series.dLbls, other, False)
