"""The rules a file must keep to be read at all, and the rule behind each refusal of a field's text.

The checks on what a profile says are in `checks/`; they share the same numbering of codes.
"""

from __future__ import annotations

from sharedcli.model.finding import Rule, Severity

_HARM = "A file that can be read in two ways could be read differently by the council and by this tool."
_SHAPE = "A field that cannot be read is left out, and nothing is appraised from a file with an error."


def _error(code: str, name: str, summary: str, remedy: str, why: str = _SHAPE) -> Rule:
    return Rule(code, name, Severity.ERROR, summary, why, remedy)


FILE_UNREADABLE = _error(
    "CF001", "file-unreadable", "The file could not be opened.", "Check the path and the permission to read it.",
    "A council whose file cannot be read is missing from every answer.",
)  # fmt: skip
NOT_A_REGULAR_FILE = _error(
    "CF002", "not-a-regular-file", "The path is not an ordinary file inside the folder given.",
    "Give an ordinary file. A link must not lead out of the folder it was found in.",
    "Devices and pipes can hang, and a link can show one council another's file.",
)  # fmt: skip
FILE_TOO_LARGE = _error(
    "CF003", "file-too-large", "The file is larger than 1 MiB.", "Write one council a file; a profile is a few pages.",
    "No profile needs so much, and such a file may be an attempt to exhaust the machine.",
)  # fmt: skip
NOT_UTF8 = _error(
    "CF004", "not-utf-8", "The file is not UTF-8 text.", "Save the file as UTF-8 (in Notepad: Save as, Encoding).",
    _HARM,
)  # fmt: skip
CONTROL_CHARACTER = _error(
    "CF005", "control-character", "The file holds a character that cannot be seen.",
    "Delete the character; it often comes from a copy out of another program.",
    "Invisible characters can hide or reorder what a reader sees.",
)  # fmt: skip
NOT_YAML = _error(
    "CF006", "not-yaml", "The text is not YAML.",
    "Mend the line shown; a missing quote, a tab or a wrong indent a line earlier is the usual cause.",
    "Nothing after this place can be read.",
)  # fmt: skip
EMPTY_FILE = _error("CF007", "empty-file", "The file holds nothing.", "Write what belongs in it, or delete the file.")
SEVERAL_DOCUMENTS = _error(
    "CF008", "several-documents", "The file holds more than one YAML document.",
    "Keep one council a file and delete the line '---'.", _HARM,
)  # fmt: skip
DUPLICATE_KEY = _error(
    "CF009", "duplicate-key", "A field is given twice.", "Keep one of the two; other readers keep the last.", _HARM
)
ANCHOR_OR_ALIAS = _error(
    "CF010", "anchor-or-alias", "The file uses a YAML anchor or alias.", "Write the value out where it is used.", _HARM
)
TAG = _error("CF011", "tag", "The file uses a YAML tag.", "Delete the tag; every value is read as text.", _HARM)
MERGE_KEY = _error("CF012", "merge-key", "The file uses a YAML merge key.", "Write the fields out.", _HARM)
NESTED_TOO_DEEPLY = _error(
    "CF013", "nested-too-deeply", "Lists or groups are nested more than 64 deep.",
    "A profile is five levels deep at most; look for a bracket that was never closed.",
    "Deep nesting stops some readers altogether.",
)  # fmt: skip
KEY_NOT_TEXT = _error(
    "CF014", "key-not-text", "A field's name is a list or a group.", "Write the field's name as plain text.", _HARM
)
NOT_A_PROFILE = _error(
    "CF015", "not-a-profile", "The file does not start with the fields of a profile.",
    "Begin with 'profile: 1'; `sharedcli schema` shows the rest. `sharedcli import` makes profiles of registers.",
)  # fmt: skip
MISSING_FIELD = _error("CF016", "missing-field", "A required field is missing.", "Add the field.")
UNKNOWN_FIELD = _error(
    "CF017", "unknown-field", "A field is not one of the profile's.", "Correct the spelling, or delete the field.",
    "A misspelt field would otherwise be lost without a word.",
)  # fmt: skip
NOT_ONE_OF = _error("CF018", "not-one-of", "A value is not one of those allowed.", "Use one of the values listed.")
NOT_A_SINGLE_VALUE = _error(
    "CF019", "not-a-single-value", "A list or a group stands where one value belongs.", "Write one value."
)
NOT_A_LIST = _error(
    "CF020", "not-a-list", "A single value stands where a list belongs.", "Write it as a list: [12, 12]."
)
NOT_A_GROUP = _error(
    "CF021", "not-a-group", "A single value stands where a group of fields belongs.",
    "Write the fields below it, each on its own line and indented.",
)  # fmt: skip
NOT_A_PLAIN_NUMBER = _error(
    "CF022", "not-a-plain-number", "A number is not written in plain digits.",
    "Write 42000 or 42_000: no pound sign, comma, k, minus sign or words.",
)  # fmt: skip
NOT_A_WHOLE_NUMBER = _error(
    "CF023", "not-a-whole-number", "A count is not a whole number.", "Write a whole number such as 6."
)
NOT_A_SHARE = _error("CF024", "not-a-share", "A share is not between 0 and 1.", "Write 0.5 for half, not 50 or 50%.")
TEXT_TOO_LONG = _error("CF025", "text-too-long", "A text is too long.", "Shorten it to 300 characters.")
EMPTY_VALUE = Rule(
    "CF026", "empty-value", Severity.NOTE, "A field has no value.",
    "An empty field is read as not known, and is listed as a gap.", "Fill it in, or delete the line.",
)  # fmt: skip
NUMBER_OUT_OF_RANGE = _error(
    "CF027", "number-out-of-range", "A number is beyond what the field can mean.", "Check the unit and the digits."
)
TOO_FEW = _error("CF028", "too-few", "A list holds fewer entries than it must.", "Add an entry, or delete the field.")
TOO_MANY = _error("CF029", "too-many", "A list holds more entries than it may.", "Keep the entries that still matter.")
NOT_PROPOSALS = _error(
    "CF030", "not-proposals", "The file does not start with the fields of a proposals file.",
    "Begin with 'proposals: 1' and list the centres announced under 'centres'.",
    "Centres announced are told apart from profiles by their first field.",
)  # fmt: skip
NOT_ASSUMPTIONS = _error(
    "CF031", "not-assumptions", "The file does not start with the fields of an assumptions file.",
    "Begin with 'assumptions: 1' and give each parameter's value under 'values'.",
    "Assumptions are told apart from profiles by their first field.",
)  # fmt: skip
NOT_A_SIGNED_NUMBER = _error(
    "CF032", "not-a-signed-number", "An assumption's value is not written in plain digits.",
    "Write 40000, 0.1 or -0.05: no pound sign, comma, k, per cent sign or words.",
)  # fmt: skip
NOT_PERIODS = _error(
    "CF033", "not-periods", "The file does not start with the fields of a file of spending reviews.",
    "List the reviews under 'spending_reviews', the first field of the file.",
    "Spending reviews are told apart from profiles by their first field.",
)  # fmt: skip
WORKBOOK = _error(
    "CF034", "workbook", "The file is a workbook, not text.",
    "`sharedcli import` makes a profile of a filled-in template, and drafts of a register of contracts.",
    "Only text can be read here.",
)  # fmt: skip
NOT_A_MATRIX = _error(
    "RM001", "not-a-matrix", "The file does not start with the fields of a risk matrix.",
    "Begin with 'matrix: 1' and list the steps under 'likelihood' and 'impact'.",
    "A risk matrix is told apart from profiles by its first field.",
)  # fmt: skip
DATE_NOT_ISO = _error(
    "CF203", "date-not-iso", "A date is not written year-month-day.",
    "Write dates as 2028-03-31, so that nobody can read the month as the day.",
)  # fmt: skip
NO_SUCH_DAY = _error("CF204", "no-such-day", "A date is not in the calendar.", "Correct the day or the month.")
DATE_OUT_OF_RANGE = _error("CF205", "date-out-of-range", "A date lies outside 1950 to 2150.", "Correct the year.")
NOT_A_FINANCIAL_YEAR = _error(
    "CF301", "not-a-financial-year", "A price year is not a financial year.", "Write a financial year as 2026-27."
)

READING_RULES: tuple[Rule, ...] = tuple(value for value in list(globals().values()) if isinstance(value, Rule))
"""Every rule of this module, in the order of the code."""
