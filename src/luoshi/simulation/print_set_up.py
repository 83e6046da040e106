"""How the worksheets of a simulation come out of a printer: A4, as wide as the paper, heads and a number on every page."""

from __future__ import annotations

from typing import Literal

from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

A4 = 9  # as the format numbers papers
INCHES_BESIDE = 0.5


def set_up_print(sheet: Worksheet, *, head_row: int | None, orientation: Literal["portrait", "landscape"]) -> None:
    """Set a sheet up for paper; `head_row` is repeated on every page."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = orientation, A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left = sheet.page_margins.right = INCHES_BESIDE
    if head_row is not None:
        sheet.print_title_rows = f"{head_row}:{head_row}"
    footer = sheet.HeaderFooter.oddFooter
    assert footer is not None and footer.center is not None
    footer.center.text = "第&P页，共&N页"
