"""docs/worked-cases.md is what the cases give now."""

from tools.worked_cases import PAGE, page


def test_the_page_of_worked_cases_is_current() -> None:
    assert PAGE.read_text("utf-8") == page(), "make worked-cases writes it anew"
