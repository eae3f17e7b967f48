"""Lets ``python -m portal`` run the commands."""

from portal.cli import main

if __name__ == "__main__":  # worker processes import this module again under another name
    main()
