"""发文字号: 机关代字 + 〔年份〕 + 序号 + 号, as GB/T 9704 prints it; every bracket and habit of the web is read, one form is written."""

from __future__ import annotations

import re
from dataclasses import dataclass

# The agency's sign is Chinese characters (at most a dozen); `字` and `发` belong to it.
NUMBER = re.compile(
    r"(?P<agency>[\u4e00-\u9fff]{2,14})\s*[〔\[【﹝［(（]\s*(?P<year>(?:19|20)\d\d)\s*年?\s*[〕\]】﹞］)）]\s*第?\s*(?P<serial>\d{1,5})\s*号"
)


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """The number of an official document; `str` prints it as `达政办发〔2026〕12号`."""

    agency: str
    year: int
    serial: int

    def __str__(self) -> str:
        return f"{self.agency}〔{self.year}〕{self.serial}号"


def parse_document_number(text: str) -> DocumentNumber:
    """Read a number that stands alone, such as `达政办发[2026]012号`; raises ValueError on anything else."""
    found = NUMBER.fullmatch(text.strip())
    if found is None or not int(found["serial"]):
        raise ValueError(f"not a document number: {text!r}")
    return DocumentNumber(found["agency"], int(found["year"]), int(found["serial"]))
