"""From what others published, or a person's answers, to a draft profile: whose it is, which service, what is missing.

Reads no file of its own but the shipped registers; prints nothing. Drafts become text in `writing.py`.
"""
