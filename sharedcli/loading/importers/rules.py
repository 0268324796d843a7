"""Why a file of somebody else's, or a row of it, cannot be read: each with what it means and what to do.

Numbers: IM0 opening the file, IM1 tables, IM2 JSON, IM3 the template workbook, IM4 what a row says.
"""

from __future__ import annotations

from sharedcli.model.finding import Rule, Severity


def _error(code: str, name: str, summary: str, why: str, remedy: str) -> Rule:
    return Rule(code, name, Severity.ERROR, summary, why, remedy)


def _warning(code: str, name: str, summary: str, why: str, remedy: str) -> Rule:
    return Rule(code, name, Severity.WARNING, summary, why, remedy)


def _note(code: str, name: str, summary: str, why: str, remedy: str) -> Rule:
    return Rule(code, name, Severity.NOTE, summary, why, remedy)


UNKNOWN_KIND = _error(
    "IM001", "import-kind-unknown", "The file is none of the kinds that can be imported.",
    "Reading it as something it is not would make up contracts.",
    "Save it as CSV or Excel with a heading in the first row, or give --from.",
)  # fmt: skip


_READ_AGAIN = "Download it again, or open it in a spreadsheet program and save it as CSV or .xlsx."

WEB_PAGE = _error(
    "IM002", "import-web-page", "The file is a web page or other markup, whatever its name says.",
    "Many systems save a page under the name of a workbook, and what is left out of a page nobody can tell.",
    "Open it in a spreadsheet program and save it as CSV or .xlsx.",
)  # fmt: skip
WORKBOOK_CLOSED = _error(
    "IM003", "import-workbook-closed", "The workbook cannot be opened.",
    "Nothing of it can be read, so no contract of it is drafted.",
    "Take a password off, or open it in a spreadsheet program and save it as CSV or .xlsx.",
)  # fmt: skip
NOT_TEXT = _error(
    "IM004", "import-not-text", "The bytes are no text.",
    "Reading them as a table would make up rows.",
    f"{_READ_AGAIN} For a PDF or a picture, ask whoever published it for the table behind it.",
)  # fmt: skip
TOO_LARGE = _error(
    "IM005", "import-too-large", "The file is larger than is read whole.",
    "A workbook is held in memory while it is read.", "Save it as CSV, which may be of any length.",
)  # fmt: skip
OLD_ENCODING = _note(
    "IM006", "import-old-encoding", "The text is not UTF-8 and was read as Windows-1252.",
    "That is how spreadsheet programs in Britain save CSV; from anywhere else some letters would be wrong.",
    "Look at the accents, pound signs and dashes of the titles; save the file as UTF-8 where they are wrong.",
)  # fmt: skip
FORMULAS = _note(
    "IM007", "import-formulas", "Cells hold formulas.",
    "What they showed when the workbook was last saved is read; nothing is calculated here.",
    "Nothing is to be done where they were right when it was saved; else open the workbook in a spreadsheet program, "
    "mend the cells named and save it.",
)  # fmt: skip
NO_SHEET = _error(
    "IM009", "import-no-sheet", "The workbook has no sheet that is read.",
    "What somebody hid may be out of date, or not meant for others.",
    "Show the sheet that is meant, and save it again.",
)  # fmt: skip

_HEADINGS_FILE = "Say what it means in a file of headings, and give it with --headings."

NO_HEADINGS = _error(
    "IM101", "table-no-headings", "No row of headings is known.",
    "Without headings a date could be the start, the end or the day of the tender.",
    "Say what they mean in a file of headings, and give it with --headings.",
)  # fmt: skip
NO_ROWS = _error(
    "IM102", "table-no-rows", "The table has headings and no rows.",
    "There is nothing to draft.", "Look whether a filter was on when it was saved.",
)  # fmt: skip
DATES_TWO_WAYS = _error(
    "IM103", "table-dates-two-ways", "The dates of a column can all be read two ways.",
    "With day and month the wrong way round a contract would end months earlier or later.",
    "Look at one contract whose date you know, and give --date-order day-first or --date-order month-first.",
)  # fmt: skip
DATES_CONTRADICT = _error(
    "IM104", "table-dates-contradict", "The dates of a column are written both ways.",
    "Those that can be read two ways would be a guess.",
    "Mend the column, or give --date-order: dates that cannot be read so are then left out row by row.",
)  # fmt: skip
DATES_SWAPPED = _error(
    "IM122", "table-dates-turned-round", "Dates of a workbook seem to have day and month the wrong way round.",
    "A program set to American dates makes 4 March of 3 April when it opens a register, and says nothing.",
    "Look at one contract whose date you know: where it is wrong, open the register as it was published in a program "
    "set to British dates; where it is right, give --date-order day-first.",
)  # fmt: skip
DATE_ORDER_WRONG = _error(
    "IM123", "table-date-order-wrong", "Dates are not in the order that was asked for or that a heading says.",
    "Some dates would be refused and the others read with day and month the wrong way round.",
    "Correct the date shown, or give --date-order as the dates are written; where they show it, leave it out.",
)  # fmt: skip
NO_ENDS = _warning(
    "IM124", "table-no-ends", "No heading that is known says when contracts end.",
    "Without an end nobody can tell when a system is free to be shared.", _HEADINGS_FILE,
)  # fmt: skip
NOBODY_S = _error(
    "IM105", "table-no-buyer", "The register does not say whose contracts these are.",
    "A contract without a council is of no use to anybody.", "Give --council NAME.",
)  # fmt: skip
SHEET_LEFT = _note(
    "IM106", "import-sheet-left", "A sheet of the workbook was not read.",
    "It is hidden, or no row of it looks like the headings of a register.",
    "Nothing is to be done where that is right; else give its headings with --headings.",
)  # fmt: skip
ROW_BROKEN = _error(
    "IM107", "table-row-broken", "A row cannot be taken apart.",
    "A quotation mark that is never closed swallows the rows below it.",
    "Look for the quotation mark at the place shown, close it and import again.",
)  # fmt: skip
TOO_WIDE = _error(
    "IM108", "table-too-wide", "The table has more columns than any register.",
    "Something else is in the file, or the cells are separated by another sign.", _READ_AGAIN,
)  # fmt: skip

NOT_HEADINGS = _error(
    "IM110", "not-a-file-of-headings", "The file does not start with the field of a file of headings.",
    "A file of headings is told apart from profiles by its first field.",
    "List the headings of the register under 'headings', each with what it means.",
)  # fmt: skip
HEADING_ALIKE = _warning(
    "IM111", "heading-look-alike", "A heading is not known, and looks like one that is.",
    "The column was not taken, since nearly the same words can mean something else.", _HEADINGS_FILE,
)  # fmt: skip
HEADINGS_UNKNOWN = _note(
    "IM112", "headings-unknown", "Headings are not known.",
    "What stands under them was not taken.",
    "Nothing is to be done where a profile needs none of it; else say what they mean with --headings.",
)  # fmt: skip
HEADING_TWICE = _note(
    "IM113", "heading-twice", "Two headings mean the same.",
    "A contract has only one of it, and the first that stands there was taken.",
    "Where the other is the right one, say so with --headings and call this one 'ignore'.",
)  # fmt: skip
HEADING_TRAP = _note(
    "IM114", "heading-not-what-it-seems", "A heading is easily taken for a date that it is not.",
    "With a wrong end a contract would look free years too early or too late.",
    "Nothing is to be done where that is right; else say what it means with --headings.",
)  # fmt: skip
HEADING_ABSENT = _warning(
    "IM115", "heading-absent", "A heading of the file of headings is not in the register.",
    "What it was to bring is missing.", "Copy the heading as the register has it, or delete it there.",
)  # fmt: skip
HEADING_GROSS = _note(
    "IM116", "value-with-vat", "Values include VAT, as their heading says.",
    "Most councils get VAT back, so that the contract costs them less.",
    "Take VAT off in the profile, where the council recovers it.",
)  # fmt: skip
VALUE_SCALED = _warning(
    "IM121", "value-in-thousands", "Values are in thousands or millions, as their heading says.",
    "Whether each cell is written so cannot be seen, and a value taken wrongly is off a thousand times.",
    "Write whole pounds in that column, and take the addition out of its heading.",
)  # fmt: skip
VALUE_UNCLEAR = _warning(
    "IM117", "value-total-or-annual", "Values may be for the whole contract or for a year.",
    "The Transparency Code allows both, and the wrong one is off by the years of the contract; so neither is taken.",
    "Ask the council, and say it with --headings: 'value' or 'annual_value'.",
)  # fmt: skip

_ONE_NOTICE = "The notice is left out, and the others are read."
_NOT_READ = "What cannot be read as it was meant is not read at all, so that no contract is made up."

JSON_BROKEN = _error(
    "IM201", "json-broken", "The text is not whole JSON.",
    f"Nothing after this place can be relied on. {_NOT_READ}",
    "Download the file again; a download that was cut short is the usual cause.",
)  # fmt: skip
JSON_NOT_TEXT = _error(
    "IM202", "json-not-text", "The bytes are not text in UTF-8, or in UTF-16 or UTF-32 with its mark.",
    _NOT_READ, "Save the file as UTF-8, or download it again.",
)  # fmt: skip
JSON_TOO_DEEP = _error(
    "IM203", "json-too-deep", "Lists or groups are nested too deeply.",
    "A notice is about ten levels deep, and deep nesting stops some readers altogether.",
    "Look for a bracket that was never closed, or download the file again.",
)  # fmt: skip
JSON_NAME_TWICE = _error(
    "IM204", "json-name-twice", "A field of a notice is given twice, differently.",
    f"Other readers keep one or the other, so that two people would read two contracts. {_ONE_NOTICE}",
    "Look the notice up where it was published, and delete the wrong one of the two.",
)  # fmt: skip
JSON_TOO_LARGE = _error(
    "IM205", "json-too-large", "A piece of JSON is too large to be read whole.",
    "It is held in memory seven times over while it is read.",
    "Save it with one release a line (JSON lines), which may be of any length, or in several files.",
)  # fmt: skip
NOT_A_NOTICE = _error(
    "IM206", "not-a-notice", "JSON stands here that is no notice, package, record or release.",
    _NOT_READ, "Give what a portal publishes: OCDS release or record packages, releases, or Contracts Finder notices.",
)  # fmt: skip
NOTICE_EMPTY = _error(
    "IM207", "notice-empty", "A notice, or the whole file, says nothing of a contract.",
    "Without as much as a title nobody can tell what was bought.", "Look the notice up where it was published.",
)  # fmt: skip
NOTICE_SUPERSEDED = _note(
    "IM208", "notice-superseded", "A later notice of the file is about the same contract.",
    "Counting both would count the contract twice.", "Nothing is to be done; the later notice is read.",
)  # fmt: skip

TEMPLATE_UNREADABLE = _error(
    "IM301", "template-unreadable", "The file is no workbook that can be opened.",
    "Nothing of it can be read.",
    "Open it in a spreadsheet program, without a password, and save it as .xlsx.",
)  # fmt: skip
TEMPLATE_OF_ANOTHER_VERSION = _error(
    "IM302", "template-version-unknown", "The workbook is a template of another version of sharedcli.",
    "Its fields may mean something else.",
    "Write a new one with `sharedcli template` and copy the answers into it.",
)  # fmt: skip
TEMPLATE_SHEET_MISSING = _error(
    "IM303", "template-sheet-missing", "A sheet of the template, or its row of headings, is not there.",
    "What belongs on it cannot be found.",
    "Give the sheet and its headings their names back, or copy the answers into a new template.",
)  # fmt: skip
TEMPLATE_FIELD_TWICE = _error(
    "IM304", "template-field-twice", "A field of the template stands there twice.",
    "Which of the two is meant would be a guess.",
    "Keep one of the two.",
)  # fmt: skip
TEMPLATE_NOT_TAKEN = _warning(
    "IM305", "template-cells-not-taken", "Cells of the workbook were not taken.",
    "They are under no heading of the template, beside or over what it explains, or on a sheet of your own, and are "
    "not part of the profile.",
    "Leave them if they are notes; if they are answers, move them under the heading they belong to.",
)  # fmt: skip
TEMPLATE_SHEET_RENAMED = _note(
    "IM306", "template-sheet-renamed", "A sheet was recognised by its headings, not by its name.",
    "It was taken for the sheet of the template that is not there.",
    "Nothing needs to be done if that is right.",
)  # fmt: skip
NOT_A_TEMPLATE = _error(
    "IM307", "not-a-template", "The workbook is none that sharedcli template wrote.",
    "Its cells could mean anything.", "Give a filled-in template, or leave --from out where it is a register.",
)  # fmt: skip
TEMPLATE_NO_RESULT = _warning(
    "IM308", "template-formula-no-result", "A formula in the template has no result that was saved.",
    "It shows an error, or the program that wrote it calculates nothing. What it stands for becomes a gap.",
    "Write the value in place of the formula, or open the workbook in a spreadsheet program and save it.",
)  # fmt: skip

ROW_UNTOLD = _warning(
    "IM402", "row-untold", "A row does not say what was bought, nor from whom.",
    "It may be a total, a remark or what is left of a contract; nobody can tell which system it is about.",
    "If it is a contract, give it a title in the file; else leave it.",
)  # fmt: skip
ROW_TOO_LONG = _warning(
    "IM403", "row-too-long", "A row has more cells than there are headings.",
    "A comma or quotation mark too many moves every cell after it under another heading. The row is left out, so that "
    "no contract gets another's dates and values.",
    "Put the text that has commas in it between quotation marks, or save the file again from where it came from.",
)  # fmt: skip
ROW_OF_HEADINGS = _note(
    "IM404", "row-of-headings", "The headings stand in the table a second time.",
    "Several tables were put below each other. The row is no contract.", "Nothing needs to be done.",
)  # fmt: skip

IMPORT_RULES: tuple[Rule, ...] = tuple(value for value in list(globals().values()) if isinstance(value, Rule))
"""All of them, for `explain` and the help page."""
