"""Lets ``python -m portal`` run the commands."""

from portal.cli import main

main()
