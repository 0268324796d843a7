"""Registers as tables, whatever file they came in: headings to fields, cells to values, rows to entries.

Every cell is text here: a workbook's dates are ISO text and its numbers plain digits by then (`grid.py`).
"""
