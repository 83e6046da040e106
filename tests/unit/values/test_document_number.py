"""发文字号: every way in which the web prints one is read, and one way is written."""

import pytest

from luoshi.values.document_number import parse_document_number


@pytest.mark.parametrize(
    ("printed", "normal"),
    [
        ("达政办发[2026]012号", "达政办发〔2026〕12号"),
        ("达政办发〔2026〕12号", "达政办发〔2026〕12号"),
        ("青政发（2025）第3号", "青政发〔2025〕3号"),
        ("青科发【2025】 18 号", "青科发〔2025〕18号"),
        ("青财教﹝2025﹞7号", "青财教〔2025〕7号"),
        (" 青党办字〔2024年〕1号 ", "青党办字〔2024〕1号"),
    ],
)
def test_number_is_normalised(printed: str, normal: str) -> None:
    assert str(parse_document_number(printed)) == normal


@pytest.mark.parametrize(
    "printed", ["", "达政办发2026年12号", "〔2026〕12号", "达政办发〔26〕12号", "达政办发〔2026〕0号", "根据达政办发〔2026〕12号文件"]
)
def test_anything_else_is_no_number(printed: str) -> None:
    with pytest.raises(ValueError, match="not a document number"):
        parse_document_number(printed)
