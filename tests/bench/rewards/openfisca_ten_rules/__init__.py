"""The ten rules as an OpenFisca country package: an entity, dated parameters, a variable for each fact and rule; its default floats.

OpenFisca-core is AGPL: a yardstick in an environment of its own, imported by nothing but this folder.
"""

from pathlib import Path

from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from tests.bench.rewards.openfisca_ten_rules import facts, rules
from tests.bench.rewards.openfisca_ten_rules.entities import Enterprise

PARAMETERS = Path(__file__).with_name("parameters")


class CountryTaxBenefitSystem(TaxBenefitSystem):
    """The ten rules."""

    def __init__(self) -> None:
        super().__init__([Enterprise])
        self.add_variables(*facts.ALL, *rules.ALL)
        self.load_parameters(str(PARAMETERS))
