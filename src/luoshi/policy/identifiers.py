"""Identifiers of clauses in the manner of Akoma Ntoso eIds: `chp_2__sec_3__point_1`. They rest on numbers and order, never on words."""

from __future__ import annotations

from luoshi.policy.nodes import ClauseKind

ABBREVIATIONS = {
    ClauseKind.PREAMBLE: "preamble",
    ClauseKind.FRONT: "front",
    ClauseKind.PART: "part",
    ClauseKind.CHAPTER: "chp",
    ClauseKind.SECTION: "sec",
    ClauseKind.ARTICLE: "art",
    ClauseKind.ITEM: "para",
    ClauseKind.SUBITEM: "subpara",
    ClauseKind.POINT: "point",
    ClauseKind.SUBPOINT: "indent",
    ClauseKind.MARK: "al",
    ClauseKind.STEP: "lvl",
    ClauseKind.ANNEX: "att",
    ClauseKind.TABLE: "table",
    ClauseKind.SIGNATURE: "conclusions",
    ClauseKind.TRAILER: "trailer",
}
# One of a kind in its place: no number behind the name while there is only one.
SINGLE = (ClauseKind.PREAMBLE, ClauseKind.SIGNATURE, ClauseKind.TRAILER)


class Identifiers:
    """Hands out identifiers that are unique within one document."""

    def __init__(self) -> None:
        self.taken: dict[str, int] = {}

    def give(self, kind: ClauseKind, number: str, parent: str) -> str:
        """Return `<parent>__<kind>_<number>`, with `-2`, `-3` … behind it where the same number comes again in the same place."""
        name = ABBREVIATIONS[kind] + (f"_{number}" if number and kind not in SINGLE else "")
        full = f"{parent}__{name}" if parent else name
        count = self.taken.get(full, 0) + 1
        self.taken[full] = count
        return full if count == 1 else f"{full}-{count}"
