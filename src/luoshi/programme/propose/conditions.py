"""On which conditions, by the general words of such documents: 规模以上, 种子期、初创期, 年营业收入2000万元以上."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from luoshi.facts.vocabulary import APPLICANT_FIELDS, APPLICANT_KINDS, GROWTH_STAGES, FactType, choice_of
from luoshi.programme.rules import AllCondition, Condition, FactCondition, FactQuantity, RatioCondition, When
from luoshi.values.money import FEN_PER_YUAN, fen_of

ABOVE = re.compile(r"(?<!非)(?:规模以上|规上)")
BELOW = re.compile(r"规模以下|规下|非规模以上|非规上")
TECHNOLOGY = re.compile(r"科技型企业")
STAGE = re.compile("|".join(stage.label for stage in GROWTH_STAGES))
SIZES = {
    "中小企业": ["medium", "small", "micro"],
    "中小微企业": ["medium", "small", "micro"],
    "小微企业": ["small", "micro"],
    "大型企业": ["large"],
    "小型企业": ["small"],
    "微型企业": ["micro"],
}
# Of an enterprise it goes without saying; of the others it is what tells two rewards apart.
SAID_KINDS = {"team", "person", "consortium", "society"}
_MONEY = {word: field.name for field in APPLICANT_FIELDS if field.type is FactType.MONEY for word in (field.label, *field.aliases)}
_FIGURE = "|".join(sorted(map(re.escape, _MONEY), key=len, reverse=True))
NUMBER = r"(?P<number>\d{1,9}(?:\.\d{1,4})?)(?P<unit>亿元|千万元|百万元|万元|元|亿|万)"
THRESHOLD = re.compile(
    rf"(?P<year>上年度?|上一年度?|当年|年度|年)?(?P<fact>{_FIGURE})(?:规模|总额|额)?(?P<before>达到|超过|突破|高于|不低于|不少于|在)?"
    rf"{NUMBER}(?P<incl>（含）|\(含\))?(?P<after>及?以上|以下|以内)?(?!的?部分)"
)
SHARE = re.compile(
    rf"(?P<of>{_FIGURE})占(?P<whole>{_FIGURE})(?:的)?(?:比重|比例|之比)?(?:达到|超过|不低于|不少于|在)?"
    r"(?P<number>\d{1,2}(?:\.\d{1,4})?)[%％](?:（含）|\(含\))?(?:以上)?"
)
YEARS: dict[str, When] = {
    "上年": "year_before",
    "上年度": "year_before",
    "上一年": "year_before",
    "上一年度": "year_before",
    "当年": "year_end",
}


def condition_of(trigger: str, beneficiary: str) -> Condition | None:
    """Return the conditions that the words plainly set, or None."""
    tests = list(_tests(trigger, beneficiary))
    if not tests:
        return None
    return tests[0] if len(tests) == 1 else AllCondition(all=tests)


def _tests(trigger: str, beneficiary: str) -> Iterator[Condition]:
    words = f"{beneficiary}。{trigger}"
    above, below = ABOVE.search(words), BELOW.search(words)
    # To be counted in for the first time is the matter itself, not a state before it.
    if bool(above) != bool(below) and not re.search(r"纳入|升规|入统|新增", trigger):
        yield FactCondition.model_validate({"fact": "above_scale", "is": bool(above)})
    if TECHNOLOGY.search(words):
        yield FactCondition.model_validate({"fact": "technology_firm", "is": True})
    stages = list(dict.fromkeys(choice.name for word in STAGE.findall(words) if (choice := choice_of(GROWTH_STAGES, word))))
    if stages:
        yield FactCondition(fact="growth_stage", one_of=stages)
    if beneficiary in SIZES:
        yield FactCondition(fact="size", one_of=SIZES[beneficiary])
    kind = choice_of(APPLICANT_KINDS, beneficiary)
    if kind is not None and kind.name in SAID_KINDS:
        yield FactCondition.model_validate({"fact": "applicant_kind", "is": kind.name})
    yield from _thresholds(trigger)
    yield from _shares(trigger)


def _thresholds(trigger: str) -> Iterator[Condition]:
    for found in THRESHOLD.finditer(trigger):
        bound = _bound(found["before"], found["after"])
        if bound is not None:
            test = {
                "fact": _MONEY[found["fact"]],
                "at": YEARS.get(found["year"] or "", "matter"),
                bound: _yuan(found["number"], found["unit"]),
            }
            yield FactCondition.model_validate(test)


def _bound(before: str | None, after: str | None) -> str | None:
    """以上、以下、以内 include the number itself (民法典第一千二百五十九条); 超过、突破、高于 alone do not."""
    if after in ("以下", "以内"):
        return "at_most"
    if after is not None or before in ("达到", "不低于", "不少于"):
        return "at_least"
    return "more_than" if before in ("超过", "突破", "高于") else None


def _yuan(number: str, unit: str) -> Decimal:
    return Decimal(fen_of(Decimal(number), unit)) / FEN_PER_YUAN


def _shares(trigger: str) -> Iterator[Condition]:
    for found in SHARE.finditer(trigger):
        parts = (FactQuantity(fact=_MONEY[found["of"]]), FactQuantity(fact=_MONEY[found["whole"]]))
        yield RatioCondition.model_validate({"ratio": parts, "at_least": f"{found['number']}%"})
