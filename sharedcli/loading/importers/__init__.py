"""Other people's files, read: registers as tables, notices as JSON, and the workbook that `template` writes.

Bytes go in, entries (`model/entry.py`) and findings come out. Which council, which service and what a value is worth
are not asked here but in `drafting/`.
"""
