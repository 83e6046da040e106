"""What is known of an enterprise: money in yuan, in OpenFisca's own type for it."""

# OpenFisca names a variable by its class.
# ruff: noqa: N801
from typing import ClassVar

from openfisca_core.periods import YEAR
from openfisca_core.variables import Variable

from tests.bench.rewards.openfisca_ten_rules.entities import Enterprise


class Yearly(Variable):
    """OpenFisca reads attributes from the class itself and passes over those of its bases, so each class is given them."""

    shared: ClassVar[dict[str, object]] = {}

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        for name, value in {"entity": Enterprise, "definition_period": YEAR, "label": cls.__name__, **cls.shared}.items():
            setattr(cls, name, value)


class Figure(Yearly):
    """Money in yuan."""

    shared: ClassVar = {"value_type": float}


class Number(Yearly):
    """A whole number."""

    shared: ClassVar = {"value_type": int}


class Flag(Yearly):
    """Yes or no."""

    shared: ClassVar = {"value_type": bool}


class above_scale(Flag):
    pass


class relocated(Flag):
    pass


class hte(Number):
    pass


class venture_stage(Number):
    pass


class unused_patents(Number):
    pass


class industrialised_patents(Number):
    pass


class subsidised_years(Number):
    pass


class sales(Figure):
    pass


class city_grant(Figure):
    pass


class first_set(Figure):
    pass


class loan_interest(Figure):
    pass


class guarantee_cost(Figure):
    pass


class venture(Figure):
    pass


class open_bid(Figure):
    pass


class prior_research(Figure):
    pass


class research_support(Figure):
    pass


FLAGS = (above_scale, relocated)
NUMBERS = (hte, venture_stage, unused_patents, industrialised_patents, subsidised_years)
FIGURES = (sales, city_grant, first_set, loan_interest, guarantee_cost, venture, open_bid, prior_research, research_support)
ALL = (*FLAGS, *NUMBERS, *FIGURES)
