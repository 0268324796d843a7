"""Which UK councils could share which system, when, and what it is worth to each.

The front door for scripts is `sharedcli.api`; the command line is `sharedcli.cli`.
Nothing is imported here, so that `sharedcli --help` stays quick.
"""

__version__ = "0.1.0"
