"""What was measured, by part and case, kept in a file so that a part can be measured again without the others."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Found = dict[str, Any]


@dataclass
class Results:
    """Measurements by their name, such as `ten-rules/plan/1000000/mem`."""

    path: Path
    found: dict[str, Found] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> Results:
        """Return what an earlier run has left, or nothing."""
        return cls(path, json.loads(path.read_text("utf-8")) if path.exists() else {})

    def put(self, name: str, found: Found) -> None:
        """Keep a measurement in place of an earlier one of its name."""
        self.found[name] = found
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_text(json.dumps(self.found, indent=1), "utf-8")

    def get(self, *parts: object) -> Found | None:
        """Return a measurement, or None where it has not been made."""
        return self.found.get("/".join(map(str, parts)))

    def seconds(self, *parts: object) -> float | None:
        """Return the median of a measurement."""
        found = self.get(*parts)
        return None if found is None else float(found["seconds"])

    def loads(self) -> tuple[float, float]:
        """Return the least and the greatest load average that was seen."""
        loads = [float(found["load"]) for found in self.found.values() if "load" in found]
        return (min(loads), max(loads)) if loads else (0.0, 0.0)
