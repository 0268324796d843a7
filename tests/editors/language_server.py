"""A client of the YAML language server that editors use: enough of the protocol to open a file and ask about it.

The server is an npm package; `.ci/run` installs it. Without it the tests that need it are skipped.
"""

from __future__ import annotations

import json
import queue
import shutil
import subprocess
import threading
from pathlib import Path
from typing import Any, Self

from tests.conftest import PROJECT

_SETTINGS = {
    "yaml": {
        "validate": True, "hover": True, "completion": True, "schemaStore": {"enable": False}, "yamlVersion": "1.2",
    }
}  # fmt: skip
_SECONDS = 30


def program() -> str | None:
    """The server's own program, beside the tests' environment or on the path; `None` where there is none."""
    beside = PROJECT / ".venv/editors/node_modules/.bin/yaml-language-server"
    return str(beside) if beside.is_file() else shutil.which("yaml-language-server")


class LanguageServer:
    """A server that runs until the `with` block ends."""

    def __init__(self, folder: Path) -> None:
        found = program()
        assert found is not None
        self._process = subprocess.Popen(
            [found, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._folder, self._number = folder, 0
        self._answers: queue.Queue[dict[str, Any]] = queue.Queue()
        self._told: dict[str, list[dict[str, Any]]] = {}
        threading.Thread(target=self._listen, daemon=True).start()

    def __enter__(self) -> Self:
        snippets = {"completion": {"completionItem": {"snippetSupport": True, "documentationFormat": ["markdown"]}}}
        can = {"textDocument": {**snippets, "hover": {"contentFormat": ["markdown"]}, "publishDiagnostics": {}}}
        about = {"processId": None, "rootUri": self._folder.as_uri(), "capabilities": {**can, "workspace": {}}}
        self._ask("initialize", about)
        self._tell("initialized", {})
        self._tell("workspace/didChangeConfiguration", {"settings": _SETTINGS})
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.communicate()

    def open(self, name: str, text: str) -> str:
        """Open a text as a file of the folder, never the same twice; the address by which it is asked about."""
        self._number += 1
        uri = (self._folder / f"{self._number}-{name}").as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self._tell("textDocument/didOpen", {"textDocument": document})
        return uri

    def diagnostics(self, uri: str) -> list[dict[str, Any]]:
        """What the server complains of: it tells of its own accord, so a request after it is waited for."""
        self._ask("textDocument/documentSymbol", {"textDocument": {"uri": uri}})
        for _ in range(_SECONDS * 20):
            if uri in self._told:
                return self._told[uri]
            threading.Event().wait(0.05)
        raise TimeoutError(uri)

    def completions(self, uri: str, line: int, column: int) -> dict[str, dict[str, Any]]:
        """What could stand at a place, by label; lines and columns count from 0."""
        found = self._ask("textDocument/completion", _at(uri, line, column))
        return {item["label"]: item for item in (found["items"] if isinstance(found, dict) else found or [])}

    def hover(self, uri: str, line: int, column: int) -> str:
        """What is shown when the pointer rests on a place."""
        found = self._ask("textDocument/hover", _at(uri, line, column))
        return str(found["contents"]["value"]) if found else ""

    def _ask(self, method: str, about: Any) -> Any:
        self._number += 1
        self._send({"id": self._number, "method": method, "params": about})
        while True:
            answer = self._answers.get(timeout=_SECONDS)
            if answer.get("id") == self._number:
                assert "error" not in answer, answer
                return answer["result"]

    def _tell(self, method: str, about: Any) -> None:
        self._send({"method": method, "params": about})

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self._process.stdin.flush()

    def _listen(self) -> None:
        stream = self._process.stdout
        assert stream is not None
        while header := stream.readline():
            length = int(header.split(b":")[1])
            while stream.readline().strip():
                pass
            message = json.loads(stream.read(length))
            if message.get("method") == "textDocument/publishDiagnostics":
                self._told[message["params"]["uri"]] = message["params"]["diagnostics"]
            elif "method" in message and "id" in message:  # it asks for settings, or to be told of changes
                wanted = message["params"].get("items", []) if isinstance(message.get("params"), dict) else []
                settings = [_SETTINGS.get(item.get("section", ""), {}) for item in wanted]
                self._send({"id": message["id"], "result": settings or None})
            elif "id" in message:
                self._answers.put(message)


def _at(uri: str, line: int, column: int) -> dict[str, Any]:
    return {"textDocument": {"uri": uri}, "position": {"line": line, "character": column}}
