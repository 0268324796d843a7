"""`python -m sharedcli`, the same as the `sharedcli` command."""

from sharedcli.cli.app import main

if __name__ == "__main__":
    main()
