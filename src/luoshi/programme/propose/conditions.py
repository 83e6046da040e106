"""On which conditions, by the general words of such documents: 规模以上, 种子期、初创期, 年营业收入2000万元以上."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from luoshi.facts.vocabulary import APPLICANT_FIELDS, APPLICANT_KINDS, GROWTH_STAGES, FactType, choice_of
from luoshi.programme.propose.bands import OF_APPLICANT, Band, bands_in
from luoshi.programme.rules import AllCondition, Condition, FactCondition, FactQuantity, RatioCondition

ABOVE = re.compile(r"(?<!非)(?:规模以上|规上)")
BELOW = re.compile(r"规模以下|规下|非规模以上|非规上")
# Alone, not one of a list: 工业企业和服务业企业 are not only industrial ones.
INDUSTRIAL = re.compile(r"(?<![^，。；：的类对新升])(?:规模以[上下]|规[上下])?工业企业(?=$|[，。；：的（年上当])")
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
SHARE = re.compile(
    rf"(?P<of>{_FIGURE})占(?P<whole>{_FIGURE})(?:的)?(?:比重|比例|之比)?(?:达到|超过|不低于|不少于|在)?"
    r"(?P<number>\d{1,2}(?:\.\d{1,4})?)[%％](?:（含）|\(含\))?(?:以上)?(?:[、，]?(?:不足|低于|不满)(?P<below>\d{1,2}(?:\.\d{1,4})?)[%％])?"
)


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
    if INDUSTRIAL.search(words):
        yield FactCondition.model_validate({"fact": "industrial_firm", "is": True})
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
    """Who falls into a band; the part of a sum that lies in one is no condition."""
    for band in bands_in(trigger):
        if band.fact in OF_APPLICANT and not band.is_part:
            yield FactCondition.model_validate({"fact": band.fact, "at": band.at, **dict(_bounds(band))})


def _bounds(band: Band) -> Iterator[tuple[str, Decimal]]:
    """以上、以下、以内 include the number itself (民法典第一千二百五十九条); 超过、不足、不满 do not."""
    if band.lower is not None:
        yield "at_least" if band.lower.is_included else "more_than", band.lower.value
    if band.upper is not None:
        yield "at_most" if band.upper.is_included else "less_than", band.upper.value


def _shares(trigger: str) -> Iterator[Condition]:
    for found in SHARE.finditer(trigger):
        parts = (FactQuantity(fact=_MONEY[found["of"]]), FactQuantity(fact=_MONEY[found["whole"]]))
        above = {"less_than": f"{found['below']}%"} if found["below"] else {}
        yield RatioCondition.model_validate({"ratio": parts, "at_least": f"{found['number']}%", **above})
