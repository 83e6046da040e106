"""Programs for those who work on Luoshi; no part of the package."""
