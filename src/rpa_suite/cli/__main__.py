"""Run the command line with ``python -m rpa_suite.cli``."""

from rpa_suite.cli.main import main

if __name__ == "__main__":
    main()
