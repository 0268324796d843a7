"""The workbook of `sharedcli template`, read back: `reading.py` is the way in, `shape.py` says what it holds."""
