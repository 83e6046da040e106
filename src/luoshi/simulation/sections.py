"""All tables of a simulation under their headings, in the order in which people read them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from luoshi.simulation.about_tables import about_tables
from luoshi.simulation.limit_tables import limit_tables
from luoshi.simulation.nodes import Simulation
from luoshi.simulation.ration_tables import ration_tables
from luoshi.simulation.shift_tables import shift_tables
from luoshi.simulation.tables import Table, cost_tables


@dataclass(frozen=True, slots=True)
class Section:
    """Some tables that belong together."""

    id: str
    title: str
    tables: tuple[Table, ...]

    def table(self, id: str) -> Table | None:
        """Return one of its tables."""
        return next((table for table in self.tables if table.id == id), None)


def sections(simulation: Simulation) -> Iterator[Section]:
    """Yield what there is: the cost, the comparison, the budget, what it rests on."""
    limits = tuple(limit_tables(simulation))
    alone = () if simulation.comparison is not None else limits
    yield Section("cost", "资金需求", (*cost_tables(simulation.cost), *alone))
    if simulation.comparison is not None:
        yield Section("shift", "增减情况", (*shift_tables(simulation.comparison), *limits))
    if simulation.ration is not None:
        rules = [clause.rule for clause in simulation.cost.clauses]
        yield Section("ration", "预算分配", tuple(ration_tables(simulation.ration, rules)))
    yield Section("about", "测算前提", tuple(about_tables(simulation)))
