"""A profile written into the workbook and read back is the same profile, whatever saved it in between."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from sharedcli.loading.folder import Input
from sharedcli.loading.importers.template.cells import cells_of
from sharedcli.loading.importers.template.reading import read_filled_in, read_template, recognises
from sharedcli.loading.importers.template.shape import said, sheets
from sharedcli.loading.profile import read_profile
from sharedcli.model.profile import Profile
from tests.loading.importers.template.declared import profiles, stated
from tests.loading.importers.template.workbooks import FILE, workbook, wrenshire
from tests.samples import ARTICLE, COUNTY

OTHERS = sorted(path for path in ARTICLE.glob("*.yaml") if path.stem != "proposals")
COUNCILS = [*sorted(COUNTY.glob("*.yaml")), *(pytest.param(path, marks=pytest.mark.slow) for path in OTHERS)]
needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")


@pytest.mark.parametrize("path", COUNCILS)
def test_every_sample_council_comes_back(path: Path) -> None:
    profile = read_profile(path.read_bytes(), file=path.name).profile
    assert profile is not None
    reading = read_filled_in(workbook(cells_of(profile)), file=FILE)
    assert reading is not None
    assert (reading.findings, reading.profile) == ((), profile)


@given(profile=profiles)
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_any_profile_comes_back(profile: Profile) -> None:
    reading = read_filled_in(workbook(cells_of(profile)), file=FILE)
    assert reading is not None
    assert reading.findings == ()
    assert stated(reading.profile) == stated(profile)


def test_every_field_has_a_heading_of_its_own() -> None:
    for sheet in sheets():
        headings = [said(column.heading) for column in sheet.columns]
        assert len(set(headings)) == len(headings)
        assert [sheet.place_of(column.heading) for column in sheet.columns] == list(range(len(headings)))
        assert [sheet.place_of(column.name) for column in sheet.columns] == list(range(len(headings)))
    assert sum(len(sheet.columns) for sheet in sheets()) > 55


def test_same_answers_give_the_same_bytes() -> None:
    assert workbook(cells_of(wrenshire())) == workbook(cells_of(wrenshire()))


def test_only_a_template_is_one(tmp_path: Path) -> None:
    path = tmp_path / "mine.xlsx"
    path.write_bytes(workbook({}))
    assert recognises(path.read_bytes())
    reading = read_template(Input(str(path)))
    assert reading is not None
    assert {finding.rule.name for finding in reading.findings} == {"missing-field"}
    assert not recognises(b"Contract title,Supplier\n")


@needs_office
@pytest.mark.slow
def test_saved_by_libreoffice(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(workbook(cells_of(wrenshire())))
    for before, kind in ((FILE, "ods"), ("council.ods", "xlsx")):
        into = tmp_path / kind
        words = ["soffice", f"-env:UserInstallation=file://{tmp_path}/office", "--headless", "--convert-to", kind]
        subprocess.run([*words, "--outdir", into, tmp_path / before], check=True, capture_output=True, timeout=120)
        saved = into / f"council.{kind}"
        shutil.copy(saved, tmp_path / "council.ods")
        reading = read_filled_in(saved.read_bytes(), file=saved.name)
        assert reading is not None
        assert (reading.findings, reading.profile) == ((), wrenshire())
