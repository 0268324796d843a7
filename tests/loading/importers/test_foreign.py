"""Files that are no register, whatever their name says: each is called what it is."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from sharedcli.loading.folder import Input
from sharedcli.loading.importers.importer import Asked, Opened, open_import

RANDOM = random.Random(1).randbytes(4000).replace(b"\x00", b"\x01")
PAGE = b"<html><table><tr><td>Title</td></tr></table></html>"
FILES = {
    "a page after a remark": (b"<!-- saved from an intranet -->" + PAGE, "IM002", "It is a web page"),
    "a page that begins with meta": (b"<meta charset=utf-8><table>", "IM002", "It is a web page"),
    "a page as XML": (b'\xef\xbb\xbf<?xml version="1.0"?>' + PAGE, "IM002", "It is a web page"),
    "a page in UTF-16": (b"\xff\xfe" + PAGE.decode().encode("utf-16-le"), "IM002", "It is a web page"),
    "Excel 2003": (
        b'<?xml version="1.0"?>\n<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
        "IM002", "It is a workbook in the XML of Excel 2003",
    ),
    "a feed": (b"<feed><entry/></feed>", "IM002", "It is XML"),
    "a PDF": (b"%PDF-1.7\n1 0 obj\n<< >>\nstream\nendstream", "IM004", "It is a PDF"),
    "a photograph": (b"\xff\xd8\xff\xe0" + RANDOM, "IM004", "It is a picture"),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + RANDOM, "IM001", "It is a picture"),
    "noise": (RANDOM, "IM004", "It is no text"),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_what_it_is_instead(name: str, tmp_path: Path) -> None:
    content, code, said = FILES[name]
    file = tmp_path / "register.csv"
    file.write_bytes(content)
    found = open_import(Input(str(file)), Asked(council="Leeds City Council"))
    assert isinstance(found, tuple), found
    assert [one.rule.code for one in found] == [code]
    assert found[0].message.startswith(said)


@pytest.mark.parametrize(
    "text",
    [
        "Contract ref,Title,Supplier,Start date\n1,Café Zoë – “payroll” £,Ltd,2021-04-13\n".encode("cp1252"),
        b"Contract ref,Title,Supplier,Start date\n1,Payroll\x0b <b>system</b>,Ltd,2021-04-13\n",
        b"Contract ref,Title,Supplier,Start date\n1,Payroll,Ltd,2021-04-13\n\x1a",
        "Contract ref,Title,Supplier,Start date\n1,Taliesin \u0081\u00e9,Ltd,2021-04-13\n".encode(),
    ],
)  # fmt: skip
def test_text_with_odd_signs_is_text(text: bytes, tmp_path: Path) -> None:
    file = tmp_path / "register.csv"
    file.write_bytes(text)
    assert isinstance(open_import(Input(str(file)), Asked(council="Leeds City Council")), Opened)
