"""What can go wrong that is not a profile's fault.

A mistake in a profile is never raised: it is a `Finding` (`model/finding.py`). What is raised is the
tool's own misuse, or an environment in which the job cannot be done.
"""


class SharedcliError(Exception):
    """The job could not be done. The message is written for the person at the terminal."""


class PackageDataError(SharedcliError):
    """The package's own data contradict its code: a parameter without a field, or a field without a parameter."""


class KeysNotStatedError(SharedcliError):
    """Something cannot be divided as asked for; `problems` says for each council what is missing, and where."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        self.problems = problems
        told = "\n".join(f"  {problem}" for problem in problems)
        super().__init__(f"it cannot be divided as asked for:\n{told}\nState these, or choose another key.")
