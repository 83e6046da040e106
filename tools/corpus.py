"""Where the real policies lie: outside the project, for their texts are not ours to publish."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def corpus_folder() -> Path:
    """Say where the real policies are looked for: `LUOSHI_CORPUS`, or the folder `shared` beside the project."""
    return Path(os.environ.get("LUOSHI_CORPUS") or ROOT.parent / "shared")
