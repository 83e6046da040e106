"""The ten rules by OpenFisca-core, its default float32: how long it takes, and how far its money is off."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
from openfisca_core.simulations import Simulation, SimulationBuilder

from tests.bench.rewards.by_numpy import Arrays, read_arrays
from tests.bench.rewards.openfisca_ten_rules import CountryTaxBenefitSystem
from tests.bench.rewards.openfisca_ten_rules.rules import ALL
from tests.bench.rewards.ten_rules import AS_OF, COUNTS, FLAGS, MONEY, REGIONS, RULES, Cells, Run, from_rows

PERIOD = str(AS_OF.year)


def inputs_of(arrays: Arrays) -> dict[str, np.ndarray]:
    """Return the facts as OpenFisca takes them: money in yuan."""
    return {name: arrays[name] for name in (*FLAGS, *COUNTS)} | {name: arrays[name] / 100 for name in MONEY}


def simulation_of(system: CountryTaxBenefitSystem, inputs: Mapping[str, np.ndarray]) -> Simulation:
    """Return a simulation with its inputs set."""
    simulation = SimulationBuilder().build_default_simulation(system, len(inputs["hte"]))
    for name, values in inputs.items():
        simulation.set_input(name, PERIOD, values)
    return simulation


def cells_of(simulation: Simulation, regions: np.ndarray) -> Cells:
    """Calculate every rule and sum by region, in float64, to the nearest fen."""
    sums = [np.bincount(regions, simulation.calculate(rule, PERIOD), len(REGIONS)) for rule in RULES]
    return from_rows((region, *(round(column[at] * 100) for column in sums)) for at, region in enumerate(REGIONS))


def prepare(path: Path, variant: str) -> Run:
    """Build the system; in memory the inputs are set beforehand, and what was calculated is forgotten before each run."""
    system = CountryTaxBenefitSystem()
    if variant == "parquet":
        return lambda: _from_parquet(system, path)
    arrays = read_arrays(path)
    simulation, regions = simulation_of(system, inputs_of(arrays)), arrays["region"]
    del arrays
    return lambda: _again(simulation, regions)


def _from_parquet(system: CountryTaxBenefitSystem, path: Path) -> Cells:
    arrays = read_arrays(path)
    return cells_of(simulation_of(system, inputs_of(arrays)), arrays["region"])


def _again(simulation: Simulation, regions: np.ndarray) -> Cells:
    for rule in ALL:
        simulation.delete_arrays(rule.__name__)
    return cells_of(simulation, regions)
