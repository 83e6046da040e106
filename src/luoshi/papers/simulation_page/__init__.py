"""The report of a simulation: one self-contained HTML file of charts, each with its table, and the clause behind every row."""

from luoshi.papers.simulation_page.from_simulation import simulation_page

__all__ = ["simulation_page"]
