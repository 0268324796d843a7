"""`sharedcli init`: by flags where nobody is there, by questions at a terminal, and nothing half written."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import PROJECT, Invoke, Outcome

TOWN = (
    "--council", "Town District Council", "--tier", "district", "--region", "East Midlands", "--code", "E07999201",
    "--figures", "internal",
)  # fmt: skip


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def told(invoke: Invoke, here: Path, monkeypatch: pytest.MonkeyPatch):
    """The command with somebody at a terminal who types these lines, and ends the input after them."""

    def run(lines: str, *words: str) -> Outcome:
        from sharedcli.cli import prompting
        from sharedcli.cli.commands import init

        for module in (prompting, init):
            monkeypatch.setattr(module, "is_somebody_there", lambda: True)
        return invoke("init", *words, stdin=lines.encode())

    return run


def test_flags_alone_make_a_file_that_loads(here: Path, invoke: Invoke) -> None:
    done = invoke("init", *TOWN, "--as-at", "2026-11-01", "--service", "crm,payroll", "--set", "crm.status=none",
                  "--set", "payroll.status=live", "--set", "payroll.contract.last_day=2028-03-31",
                  "--set", "council.population=94000")  # fmt: skip
    assert (done.code, done.out) == (0, "")
    assert done.err.startswith("town.yaml was written: ")
    assert done.err.endswith("Next: `sharedcli show town.yaml`\n")
    assert sorted(path.name for path in here.iterdir()) == ["profile.schema.json", "town.yaml"]
    assert (here / "town.yaml").read_text("utf-8").startswith("# yaml-language-server: $schema=profile.schema.json\n")
    shown = json.loads(invoke("show", "town.yaml", "--format", "json").out)
    assert (shown["council"]["population"], [row["service"] for row in shown["rows"]]) == (94000, ["crm", "payroll"])
    assert shown["as_at"] == "2026-11-01"


def test_the_file_is_named_as_import_names_it(here: Path, invoke: Invoke) -> None:
    invoke("init", "--council", "Môrfa County Council", *TOWN[2:], "--as-at", "2026-11-01")
    assert (here / "morfa.yaml").exists()


def test_a_council_of_the_register_needs_nothing_more(here: Path, invoke: Invoke) -> None:
    done = invoke("init", "--council", "Lichfield", "--figures", "internal", "--as-at", "2026-11-01")
    assert (done.code, done.out) == (0, "")
    text = (here / "lichfield.yaml").read_text("utf-8")
    assert "code: E07000194  # from the register of UK councils\n" in text
    assert invoke("validate", "lichfield.yaml", "--quiet").code == 0


def test_to_standard_output_nothing_is_left_behind(here: Path, invoke: Invoke) -> None:
    done = invoke("init", *TOWN, "--output", "-")
    assert done.code == 0
    assert "\nprofile: 1\n" in done.out
    assert list(here.iterdir()) == []
    assert invoke("validate", "-", stdin=done.out.encode()).code == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "nobody is there to ask, so these are needed: --council, --figures."),
        (("--council", "Town"), "For a council outside the register give --tier, --region, --code too."),
        (TOWN[:-2], "these are needed: --figures."),
        ((*TOWN, "--service", "crm"), "these are needed: --set crm.status=."),
        ((*TOWN, "--service", "crmm"), '"crmm" is not a service. Did you mean "crm"?'),
        ((*TOWN, "--set", "crm.status"), "crm.status is not PLACE=VALUE"),
        ((*TOWN, "--set", "crm.product="), "crm.product= has no value. Leave out what is not known"),
        ((*TOWN, "--output", "town.xlsx"), "give a name that ends in .yaml."),
        ((*TOWN, "--set", "crm.status=alive"), "not one of: none, implementing, live or retiring"),
        ((*TOWN, "--as-at", "1/11/2026"), "as_at is 1/11/2026: it takes a date written 2028-03-31."),
        ((*TOWN, "--code", "E0799"), '"E0799" is not an ONS code.'),
    ],
)
def test_what_is_missing_or_wrong_is_said_and_nothing_written(
    words: tuple[str, ...], said: str, here: Path, invoke: Invoke
) -> None:
    done = invoke("init", *words)
    assert (done.code, done.out) == (2, "")
    assert said.casefold() in " ".join(done.err.split()).casefold()
    assert list(here.iterdir()) == []


def test_nothing_is_written_over(here: Path, invoke: Invoke, told) -> None:
    (here / "town.yaml").write_text("precious")
    for done in (invoke("init", *TOWN), told("2026-11-01\n", *TOWN[:-2])):
        assert done.code == 3
        assert "town.yaml exists already" in done.err
        assert "CRM" not in done.err
    assert (here / "town.yaml").read_text() == "precious"
    assert invoke("init", *TOWN, "--as-at", "2026-11-01", "--force", stdin=b"\n").code == 0


def test_a_schema_of_another_version_is_left_and_named(here: Path, invoke: Invoke) -> None:
    (here / "profile.schema.json").write_text("{}")
    done = invoke("init", *TOWN)
    assert done.code == 0
    assert "`sharedcli schema --kind profile --output profile.schema.json --force` renews it" in done.err
    assert (here / "profile.schema.json").read_text() == "{}"
    assert invoke("schema", "--kind", "profile", "--output", "profile.schema.json", "--force").code == 0
    assert "renews" not in invoke("init", *TOWN, "--force").err


TYPED = """\
2026-11-01
Town
Town
?
2
distr
East Midlands
E07999201
1, 99
crm, payroll
3
\x1b[A
Liberty

31/03/2028
2028-03-31

61000
2
2029-01-01
none
1

"""


def test_questions_are_asked_again_until_the_answer_can_be_taken(here: Path, told) -> None:
    done = told(TYPED)
    assert done.code == 0, done.err
    said = done.err
    assert "Write another, or the same again for a council outside the register." in said
    assert "It takes one of: published, internal, illustrative." in said
    assert '"99" is not a service.' in said
    assert "That holds a key that is no character; type it again." in said
    assert "it takes a date written 2028-03-31." in said
    assert "[--set crm.contract.last_day=]" in said
    text = (here / "town.yaml").read_text("utf-8")
    assert "product: Liberty\n" in text
    assert "\n    supplier:" not in text
    assert "licence: 61000\n" in text


def test_what_flags_have_answered_is_not_asked(here: Path, told) -> None:
    done = told("\nlive\n\n\n\n\n\n\n", *TOWN, "--service", "crm")
    assert done.code == 0, done.err
    assert "Which council" not in done.err
    assert "which product?  [--set crm.product=]" in done.err


def test_the_council_a_name_was_taken_for_is_shown(told) -> None:
    said = told("2026-11-01\nLichfield\n").err
    assert "Lichfield District Council: district, Staffordshire, West Midlands (E07000194).\n" in said


def test_the_end_of_input_leaves_nothing(here: Path, told) -> None:
    done = told("2026-11-01\nTown\nTown\n")
    assert done.code == 130
    assert "nothing was written" in done.err
    assert list(here.iterdir()) == []


# The terminal must be the process's own: else ctrl-C is a character like any other.
_IN_A_SESSION = """
import fcntl, termios
from sharedcli.cli.app import main
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
main()
"""


def at_a_terminal(folder: Path, keys: bytes, *, after: bytes) -> tuple[int, str]:
    """The exit code and all that is shown when somebody presses keys once a text is there."""
    import pty

    mine, its = pty.openpty()
    line = [sys.executable, "-c", _IN_A_SESSION, "init"]
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    with subprocess.Popen(
        line, stdin=its, stdout=its, stderr=its, cwd=folder, env=environment, start_new_session=True
    ) as process:
        os.close(its)
        shown, pressed = b"", False
        while True:
            try:
                part = os.read(mine, 4096)
            except OSError:  # how Linux says that the other end is closed
                break
            if not part:
                break
            shown += part
            if after in shown and not pressed:
                os.write(mine, keys)
                pressed = True
        code = process.wait(30)
    os.close(mine)
    return code, shown.decode()


@pytest.mark.skipif(os.name == "nt", reason="needs a pseudo-terminal")
def test_at_a_real_terminal(tmp_path: Path) -> None:
    code, shown = at_a_terminal(tmp_path, TYPED.encode(), after=b"On which day")
    assert code == 0, shown
    assert "town.yaml was written" in shown
    assert (tmp_path / "town.yaml").is_file()


@pytest.mark.skipif(os.name == "nt", reason="needs a pseudo-terminal")
def test_stopping_leaves_nothing_and_says_so(tmp_path: Path) -> None:
    code, shown = at_a_terminal(tmp_path, b"\x03", after=b"On which day")
    assert code == 130
    assert "nothing was written" in shown
    assert "Traceback" not in shown
    assert list(tmp_path.iterdir()) == []
