"""What `plan test` prints."""

from __future__ import annotations

from lacduong_kpi.assess.examples import run_examples
from lacduong_kpi.plan.load import load_plan
from lacduong_kpi.reports import plan_test
from lacduong_kpi.reports.view import View
from lacduong_kpi.wording import Language
from plans import plan, proportion, targets

BODY = proportion(
    "{rating: {at_least: good}}", rest="exclude: [{reason: miễn, where: {status: exempt}}]"
)
EXAMPLES = """examples:
  - {name: tốt, record: {rating: good}, expect: missed}
  - {name: miễn, record: {status: exempt}, expect: excluded, reason: miễn}
"""


def shown(body: str, language: Language = Language.VI) -> str:
    whole = plan(targets(body))
    return plan_test.render(run_examples(whole, language), View(width=200, language=language))


def test_example_that_fails__says_where_what_and_what_came() -> None:
    lines = shown(BODY + EXAMPLES).splitlines()
    assert (
        lines[0]
        == 'thu.yaml:25:9  T1, ví dụ "tốt": kế hoạch ghi mẫu số, ngoài tử số, tính ra tử số.'
    )
    assert lines[1].startswith("Cách xử lý: ")
    assert lines[-1] == "1/2 ví dụ đúng như kế hoạch ghi."


def test_condition_never_tried__is_counted_and_named() -> None:
    text = shown(BODY + EXAMPLES)
    assert 'T1: chưa ví dụ nào trái với điều kiện "xếp loại từ hoàn thành tốt trở lên".' in text
    assert "Chưa được thử: 1 điều kiện, 0 chỉ tiêu chưa có ví dụ." in text


def test_plan_without_examples__says_how_to_add_them() -> None:
    assert shown(BODY).strip() == (
        'Kế hoạch chưa có ví dụ nào. Cách xử lý: Thêm khóa "examples" dưới mỗi chỉ tiêu.'
    )


def test_plan_42__says_only_the_tally() -> None:
    for language in Language:
        text = plan_test.render(run_examples(load_plan(), language), View(language=language))
        assert len(text.splitlines()) == 1


def test_english__every_sentence_has_words() -> None:
    text = shown(BODY + EXAMPLES, Language.EN)
    assert "the plan says denominator only, it comes to numerator" in text
    assert "rating good or better" in text
