"""Notices as OCDS JSON to entries: `reading.py` opens a file, `release.py` reads what one release tells.

JSON of unknown origin is taken apart in `pieces.py` and `files.py`, which know nothing of notices.
"""
