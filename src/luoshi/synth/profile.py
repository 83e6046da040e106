"""The population file: how many firms of which kind, how often what happens, how large amounts are; every group with its source.

Shapes of packs/population/*.yaml and their checks; `assumed` numbers say 假设 in their source. Nothing of it stands in code.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, ValidationError, model_validator
from pydantic_core import ErrorDetails

from luoshi.programme.rows import Code, Row
from luoshi.programme.yaml_tree import FileFault, Tree, read_tree, text_of

FORMAT = "luoshi-population/1"
WRONG = {
    "missing": "缺这一项",
    "extra_forbidden": "不认识这一项",
    "greater_than_equal": "数太小",
    "less_than_equal": "数太大",
    "literal_error": "没有这个词",
    "int_type": "应为整数",
    "int_parsing": "应为整数",
    "int_from_float": "应为整数",
    "decimal_parsing": "应为数",
    "string_too_short": "不能空着，出处没有的写“假设”",
}

Source = Annotated[str, Field(min_length=2)]
Permille = Annotated[int, Field(ge=0, le=1000)]
Ppm = Annotated[int, Field(ge=0, le=1_000_000)]
Weight = Annotated[int, Field(ge=0, le=1_000_000)]
Tickets = Annotated[int, Field(ge=0, le=5000)]
Rate = Annotated[Decimal, Field(ge=0, le=10_000)]
Sigma = Annotated[Decimal, Field(ge=0, le=3)]
Yuan = Annotated[int, Field(ge=0, le=10**11)]
Level = Literal["nation", "province", "prefecture", "county"]
Kind = Literal["enterprise", "institution", "platform", "team", "person", "consortium", "society"]


class PopulationRefused(Exception):  # noqa: N818 - named as one would say it (style.md 8)
    """No population file can be had; `faults` says all that is wrong with it."""

    def __init__(self, faults: Sequence[FileFault]) -> None:
        super().__init__("；".join(fault.message for fault in faults))
        self.faults = tuple(faults)


class Sector(Row):
    """One branch of the economy: its share, its size, how many of it do research."""

    code: str
    weight: Weight
    sales: Annotated[int, Field(ge=1, le=100_000)]
    technology: Permille
    rd: Permille
    size: str
    above_scale_yuan: Yuan | None = None


class Sectors(Row):
    """All branches; weights add up to anything. `industrial`: how the codes of industry begin."""

    source: Source
    industrial: list[str] = Field(default_factory=list)
    rows: list[Sector] = Field(min_length=1, max_length=200)


class SizeFloor(Row):
    """From which staff and sales on a firm belongs to a class; both have to be reached where both are given."""

    staff: Annotated[int, Field(ge=0)] | None = None
    sales_yuan: Yuan | None = None


class SizeClasses(Row):
    """The classes of one group of branches, below `small` is micro."""

    large: SizeFloor
    medium: SizeFloor
    small: SizeFloor


class Sizes(Row):
    """Size classes by group."""

    source: Source
    rows: dict[str, SizeClasses]


class Staff(Row):
    """Log-normal head count; `with_sales_permille` is its correlation with sales."""

    source: Source
    median: Annotated[int, Field(ge=1, le=10_000)]
    sigma: Sigma
    with_sales_permille: Permille


class Sales(Row):
    """Log-normal sales of a year."""

    source: Source
    median_yuan: Yuan
    sigma: Sigma


class Growth(Row):
    """Log-normal factor from one year to the next."""

    source: Source
    median_permille: Annotated[int, Field(ge=100, le=3000)]
    sigma: Sigma


class Age(Row):
    """Firms that are no older than so many years, and older than the band before."""

    to_years: Annotated[int, Field(ge=1, le=100)]
    weight: Weight


class Ages(Row):
    """How old firms are at the end of the last year."""

    source: Source
    rows: list[Age] = Field(min_length=1)


class GrowthStages(Row):
    """Up to which age a firm is in a stage."""

    source: Source
    seed_years: Annotated[int, Field(ge=0, le=100)]
    startup_years: Annotated[int, Field(ge=0, le=100)]
    growth_years: Annotated[int, Field(ge=0, le=100)]


class MovedIn(Row):
    """How many firms have moved here, within so many years; until then they are at `elsewhere`, a code that no place has."""

    source: Source
    elsewhere: Annotated[Code, Field(pattern=r"^\d{6}$")]
    permille: Permille
    within_years: Annotated[int, Field(ge=1, le=50)]


class Integrity(Row):
    """How many have no restriction."""

    source: Source
    clear_permille: Permille


class Research(Row):
    """Who does research, how intensely, and how much of it the treasury pays."""

    source: Source
    technology_permille: Permille
    intensity_ppm: Ppm
    intensity_sigma: Sigma
    highest_intensity_ppm: Ppm
    supported_permille: Permille
    support_ppm: Ppm
    support_sigma: Sigma
    highest_support_ppm: Ppm
    staff_permille: Permille


class Contribution(Row):
    """The local contribution as a share of sales."""

    source: Source
    lowest_ppm: Ppm
    highest_ppm: Ppm


class Unknown(Row):
    """How often a yearly figure is left blank; `rd_blank_permille`: research spend of firms that do none, blank rather than zero."""

    source: Source
    permille: Permille
    rd_blank_permille: Permille


class FlagRule(Row):
    """A fact of a firm that only a programme has: by words in its label, from the branch or with a probability."""

    words: list[str] = Field(min_length=1)
    sectors: list[str] | None = None
    true_permille: Permille | None = None
    technology: bool = False


class Flags(Row):
    """Facts of firms that only a programme has."""

    source: Source
    true_permille: Permille
    rows: list[FlagRule] = Field(default_factory=list)


class Enterprises(Row):
    """The firms."""

    sectors: Sectors
    sizes: Sizes
    staff: Staff
    sales: Sales
    growth: Growth
    ages: Ages
    growth_stages: GrowthStages
    moved_in: MovedIn
    integrity: Integrity
    research: Research
    contribution: Contribution
    unknown: Unknown
    flags: Flags


class OtherKind(Row):
    """Applicants that are no firms: how many per ten thousand firms, what they are called, how their codes begin."""

    kind: Kind
    rate: Rate
    at_least: Annotated[int, Field(ge=0, le=10_000)]
    name: str
    code: Annotated[str, Field(pattern=r"^[0-9A-Z]{2,6}$")]


class WhoRule(Row):
    """Words by which a beneficiary is known."""

    words: list[str] = Field(min_length=1)
    kind: Kind


class Others(Row):
    """Applicants that are no firms, and whom a reward is for."""

    source: Source
    rows: list[OtherKind] = Field(default_factory=list)
    who: list[WhoRule] = Field(default_factory=list)


class SizeWeights(Row):
    """How much likelier something happens to one firm of a size than to one of another; 0: never."""

    micro: Tickets
    small: Tickets
    medium: Tickets
    large: Tickets


class MatterRule(Row):
    """How often matters of a kind and name happen, in which rhythm, to whom, on which day, with which document.

    `level`: the rule is for clauses that ask for this level alone. `after`: titles (words of their names) that come a year before, where
    the programme knows them; `until`: those with which it ends.
    """

    kind: str | None = None
    words: list[str] = Field(default_factory=list)
    level: Level | None = None
    rate: Rate
    at_least: Annotated[int, Field(ge=0, le=1000)] | None = None
    rhythm: Annotated[int, Field(ge=1, le=10_000)] = 365
    keep: Annotated[int, Field(ge=0, le=999)] = 0
    steps: Annotated[int, Field(ge=1, le=15)] = 1
    pool: Literal["all", "technology", "research"] = "all"
    sectors: list[str] = Field(default_factory=list)
    sizes: SizeWeights | None = None
    least_age_days: Annotated[int, Field(ge=0, le=10_000)] | None = None
    after: list[str] = Field(default_factory=list)
    until: list[str] = Field(default_factory=list)
    day: Literal["any", "moved_in", "above_scale"] = "any"
    scope: Literal["none", "project", "platform", "team"] = "none"
    levels: dict[Level, Weight] = Field(default_factory=dict)
    grades: list[str] = Field(default_factory=list)
    document: str = ""


class Matters(Row):
    """What happens; the permilles make every case occur, those outside a clause too."""

    source: Source
    at_least: Annotated[int, Field(ge=0, le=1000)]
    fitting_permille: Permille
    stray_permille: Permille
    edge_permille: Permille
    unknown_permille: Permille
    zero_permille: Permille
    wished_permille: Permille
    rules: list[MatterRule] = Field(min_length=1)

    @model_validator(mode="after")
    def _ends_with_all(self) -> Matters:
        last = self.rules[-1]
        if last.kind is not None or last.words or last.level:
            raise ValueError("rules 的最后一条应当管其余所有事项，不写 kind、words 和 level")
        return self


class MoneyRule(Row):
    """The log-normal amounts of a fact; without `fact`: of all others. `of_sales_permille`: no more than this share of a firm's sales."""

    fact: str | None = None
    words: list[str] = Field(default_factory=list)
    median_yuan: Yuan
    sigma: Sigma
    unknown_permille: Permille | None = None
    of_sales_permille: Permille | None = None


class CountRule(Row):
    """The log-normal counts of a fact; without `fact`: of all others.

    `labels`: of those facts of a programme whose labels have one of these words. `is_nth`: the how manieth time in a row it is.
    """

    fact: str | None = None
    words: list[str] = Field(default_factory=list)
    labels: list[str] = Field(default_factory=list)
    is_nth: bool = False
    median: Annotated[int, Field(ge=0, le=10**9)]
    sigma: Sigma
    highest: Annotated[int, Field(ge=1, le=10**9)]
    unknown_permille: Permille | None = None


class FactRules(Row):
    """How large the figures of matters are; `with_sales_permille` is the correlation of a firm's amounts with its sales."""

    source: Source
    with_sales_permille: Permille = 0
    money: list[MoneyRule] = Field(min_length=1)
    counts: list[CountRule] = Field(min_length=1)

    @model_validator(mode="after")
    def _ends_with_all(self) -> FactRules:
        for rules in (self.money, self.counts):
            if rules[-1].fact is not None or rules[-1].words or getattr(rules[-1], "labels", []):
                raise ValueError("money 和 counts 的最后一条应当管其余所有的数，不写 fact、words 和 labels")
        return self


class PaymentRules(Row):
    """Which of what was owed has been paid: in full, in part, by others."""

    source: Source
    applicants_permille: Permille
    most_applicants: Annotated[int, Field(ge=0, le=1_000_000)]
    full_permille: Permille
    part_permille: Permille
    other_permille: Permille
    part_percent: tuple[Annotated[int, Field(ge=1, le=99)], Annotated[int, Field(ge=1, le=99)]]
    days: tuple[Annotated[int, Field(ge=0, le=3650)], Annotated[int, Field(ge=0, le=3650)]]
    payers: list[str] = Field(min_length=1)

    @model_validator(mode="after")
    def _is_possible(self) -> PaymentRules:
        if self.full_permille + self.part_permille + self.other_permille > 1000:
            raise ValueError("付清、付一部分、由别的机关付，三项合起来不能超过1000")
        if self.part_percent[0] > self.part_percent[1] or self.days[0] > self.days[1]:
            raise ValueError("part_percent 和 days 应当由小到大")
        return self


class Profile(Row):
    """One population file."""

    format: Literal["luoshi-population/1"]
    name: Code
    label: str
    last_year: Annotated[int, Field(ge=1995, le=2099)]
    enterprises: Enterprises
    others: Others
    matters: Matters
    facts: FactRules
    payments: PaymentRules

    @model_validator(mode="after")
    def _knows_its_sizes(self) -> Profile:
        sectors = self.enterprises.sectors.rows
        unknown = {sector.size for sector in sectors} - self.enterprises.sizes.rows.keys()
        if unknown:
            raise ValueError(f"sizes 里没有“{'、'.join(sorted(unknown))}”这一行")
        if not sum(sector.weight for sector in sectors) or not sum(age.weight for age in self.enterprises.ages.rows):
            raise ValueError("sectors 和 ages 的 weight 不能都是0")
        return self


def profile_from_yaml(data: bytes) -> Profile:
    """Return the population file that the bytes hold.

    Raises:
        PopulationRefused: It is no YAML, or has keys or values that a population file cannot have; every fault with its line.
    """
    decoded = text_of(data)
    if isinstance(decoded, FileFault):
        raise PopulationRefused([decoded])
    tree = read_tree(decoded)
    if not tree.faults and not (isinstance(tree.data, dict) and tree.data.get("format") == FORMAT):
        tree.faults.append(FileFault(f"不是总体设定文件：开头没有 format: {FORMAT}", line=1))
    if tree.faults:
        raise PopulationRefused(tree.faults)
    try:
        return Profile.model_validate(tree.data)
    except ValidationError as error:
        faults = [_fault_of(found, tree) for found in error.errors(include_url=False)]
        raise PopulationRefused(sorted(faults, key=lambda fault: fault.line or 0)) from None


def _fault_of(found: ErrorDetails, tree: Tree) -> FileFault:
    words = WRONG.get(found["type"], "值不对，应当和自带的 general 同一位置的写法一样")
    if found["type"] == "value_error":
        words = str(found["ctx"]["error"])
    path = "/".join(map(str, found["loc"]))
    return FileFault(f"{path}：{words}" if path else words, path, line=tree.line_of(found["loc"]))
