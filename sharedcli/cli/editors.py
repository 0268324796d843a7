"""What editors need beside a file that was written: the schema its first line names."""

from __future__ import annotations

from pathlib import Path

from sharedcli.cli.output import NotWrittenError, deliver_beside, say
from sharedcli.model.printable import printable


def put_schema_beside(path: str, kind: str = "profile") -> None:
    """Write the schema of a kind of file into the folder of `path`, unless one is there.

    One that differs is left as it is, and that is said; so is a folder that takes none. Neither is a failure: the
    file itself was written.
    """
    if not Path(path).is_file():  # a device or a pipe has no folder of its own
        return
    from sharedcli.render.json import render_json
    from sharedcli.reports.schema import KINDS, schema_file

    target = Path(path).parent / schema_file(kind)
    text = render_json(KINDS[kind]())
    shown = printable(str(target), most=300)
    try:
        if not target.exists():
            deliver_beside(text, str(target))
        elif target.read_bytes() != text.encode():
            renew = f"sharedcli schema --kind {kind} --output {shown} --force"
            say(f"sharedcli: {shown} is another one and was left; `{renew}` renews it.")
    except (NotWrittenError, OSError) as problem:
        say(f"sharedcli: editors find no schema beside {printable(path, most=300)}: {problem}")
