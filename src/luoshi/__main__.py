"""`python -m luoshi` is `luoshi`."""

from luoshi.cli import main

main()
