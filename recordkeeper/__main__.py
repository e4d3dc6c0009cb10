"""Lets ``python -m recordkeeper`` be the program."""

from recordkeeper.cli.main import main

if __name__ == "__main__":
    main()
