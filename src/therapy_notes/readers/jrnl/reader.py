r"""A journal of jrnl, the program for the command line: its own files, and everything that it exports.

An item is an entry. Which of the forms a file has is found out by looking.

=====================  ======================================================================================
the journal            a text file; each entry begins with ``[2019-07-18 14:23]``, in version 1 without brackets
a folder journal       ``2019/07/18.txt``; what else lies there is counted and left alone, as jrnl does
``--format json``      one file, or one for each entry
``--format yaml``      a folder with one file for each entry
``--format markdown``  one file, or one for each entry
``--format xml``       one file, in which titles are glued to their texts
=====================  ======================================================================================

No form knows a time zone. An encrypted journal cannot be read: jrnl has to decrypt it.
"""

import datetime as dt
import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Final, cast

from attrs import evolve

from ...errors import Problem, ReadError
from ...model.entries import Entry
from ...model.results import JournalReading
from .._account import Account
from .._files import content, places
from .._text import decoded, with_newlines
from .as_json import read_json
from .as_markdown import read_markdown
from .as_text import form_of, read_bare, read_brackets
from .as_xml import read_xml
from .as_yaml import is_yaml, read_yaml
from .dates import NO_DAY, Dates
from .entries import ENCRYPTED, KIND, NO_ENTRY, SYSTEM, TAGSYMBOLS, Desk, Tags

PERHAPS_ENCRYPTED: Final = "binary data, perhaps encrypted by jrnl 1: let jrnl decrypt it first (jrnl --decrypt)"
LEFT_ALONE: Final = "no file of jrnl: left alone"
OTHER_FILES: Final = "other files, left alone"
NOTHING: Final = "no journal of jrnl in it"

_SAMPLE: Final = 16_384
_MARKS: Final = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"), (b"\xef\xbb\xbf", "utf-8"))
_CONTROLS: Final = bytes(code for code in range(32) if code not in b"\t\n\r\f\x1b")
_BLOCK: Final = 16
_SUFFIXES: Final = frozenset({"", ".txt", ".text", ".journal", ".jrnl", ".md", ".markdown", ".json", ".xml"})

_NOTES: Final = frozenset({".txt", ".text", ".md", ".markdown"})
_OTHER_NOTES: Final = frozenset({".org", ".mdown", ".mkd", ".mkdn", ".mkdown", ".mdx"})
_MOST_LOOKS: Final = 16
"""So many files of a folder are looked at, at most, besides those that jrnl exported entry by entry."""

_DAY_FILE: Final = re.compile(r"((?:.*/)?)([0-9]{4})/([0-9]{2})/([0-9]{2})\.[A-Za-z0-9]{1,12}", re.DOTALL)
_ENTRY_FILE: Final = re.compile(r"((?:.*/)?)([0-9]{4})[-_]([0-9]{2})[-_]([0-9]{2})_[^/]*", re.DOTALL)
_FERNET: Final = re.compile(rb"gAAAAA[A-Za-z0-9_=\s-]{40,}+\Z")
_XML: Final = re.compile(r"\s*+(?:<\?xml[^>]{0,200}>\s*+)?<journal\s*+>")
_JSON: Final = re.compile(
    r"""\s*+\{\s*+(?:
        "tags"\s*+:\s*+\{ (?:\s*+"(?:[^"\\]|\\.)*+"\s*+:\s*+[0-9]++\s*+,?)*+ \s*+ (?: \}\s*+,\s*+"entries"\s*+:\s*+\[ | \Z)
      | "title"\s*+:\s*+"(?:[^"\\]|\\.)*+"\s*+,\s*+"body"\s*+:\s*+"(?:[^"\\]|\\.)*+ (?: "\s*+,\s*+"date"\s*+: | \\?\Z)
    )""",
    re.VERBOSE | re.DOTALL,
)
_YEAR: Final = re.compile(r"(?:# )?[0-9]{4}")
_MONTH: Final = re.compile(r"(?:## )?[^\W\d]{3,20}")
_UNDERLINE: Final = re.compile(r"=+|-+")


def read(
    data: bytes,
    *,
    name: str = "",
    zone: str | None = None,
    me: str | None = None,
    timeformat: str | None = None,
    tagsymbols: str | None = None,
    date_order: str | None = None,
    encoding: str | None = None,
) -> JournalReading:
    r"""Read a file of jrnl: the journal itself, or one that jrnl exported.

    Args:
        data: The file.
        name: What to call it in problems: its name, not its contents.
        zone: The time zone in which it was written. Without it, a time is only a day.
        me: Not needed: a journal of jrnl has one writer.
        timeformat: How its dates are written, if jrnl was told to write them otherwise than 2019-07-18 14:23. It stands
            in the file ``jrnl.yaml`` under this name.
        tagsymbols: The signs with which tags begin, ``@`` unless that file says otherwise.
        date_order: ``DMY`` or ``MDY``, to read dates such as 03/05/2019.
        encoding: The encoding of the text, if it is not UTF-8.

    Raises:
        ReadError: It is empty or encrypted, or no file of jrnl.
        AmbiguousTimeError: ``zone`` is no time zone.
        ValueError: Another of the options is none.

    >>> journal = b"[2019-07-18 14:23] Slept badly. *\nTold @Ida so. [1]\n\n[1] not yet\n"
    >>> reading = read(journal, zone="Europe/Dublin")
    >>> [(str(entry.written_at), entry.title, entry.tags) for entry in reading.journal.entries]
    [('2019-07-18 14:23:00+01:00', 'Slept badly.', ('ida',))]
    """
    del me
    desk = _desk(name or "jrnl journal", zone, timeformat, tagsymbols, date_order)
    if not desk.dates.has_day:
        raise ValueError(NO_DAY)
    _read(data, desk, encoding)
    return desk.account.reading(desk.entries)


def read_files(
    files: Mapping[str, bytes],
    *,
    name: str = "",
    zone: str | None = None,
    me: str | None = None,
    timeformat: str | None = None,
    tagsymbols: str | None = None,
    date_order: str | None = None,
    encoding: str | None = None,
) -> JournalReading:
    r"""Read a folder of jrnl: a folder journal, an export of one file for each entry, or several journals.

    Args:
        files: The files by their names, with ``/`` between the parts.
        name: What to call the folder in problems.
        zone: The time zone in which it was written. Without it, a time is only a day.
        me: Not needed: a journal of jrnl has one writer.
        timeformat: How its dates are written, as in ``jrnl.yaml``. In a folder journal that may be a time alone.
        tagsymbols: The signs with which tags begin.
        date_order: ``DMY`` or ``MDY``, to read dates such as 03/05/2019.
        encoding: The encoding of the texts, if it is not UTF-8.

    Raises:
        ReadError: No file of jrnl is in it.
        AmbiguousTimeError: ``zone`` is no time zone.
        ValueError: Another of the options is none.

    >>> reading = read_files({"2019/07/18.txt": b"[2019-07-18 14:23] Slept badly.\n", "2019/07/plan.txt": b"Milk\n"})
    >>> len(reading.journal.entries), dict(reading.tally.counted)["other files, left alone"]
    (1, 1)
    """
    del me
    desk = _desk(name or "jrnl folder", zone, timeformat, tagsymbols, date_order)
    days = {path: found for path in files if (found := _day_of(path))}
    roots = {root for root, _ in days.values()}
    journals: list[str] = []
    for path, place in places(files).items():
        here = evolve(desk, file=place)
        if path in days:
            journal, day = days[path]
            _read_day(files, path, day, here, encoding)
        elif any(path.startswith(root) for root in roots):
            _leave_alone(path, here)
            continue
        else:
            journal = _journal_of(path)
            _read_other(files, path, here, encoding)
        journals += [journal] * (len(desk.entries) - len(journals))
    if not desk.account.found:
        raise ReadError([Problem(where=desk.account.file, what=NOTHING)])
    return desk.account.reading(_with_journals(desk, journals))


def claims(data: bytes) -> bool:
    r"""Tell whether a file looks like one of jrnl.

    >>> claims(b"[2019-07-18 14:23] Slept badly.\n"), claims(b"# Monday\n\nSlept badly.\n")
    (True, False)
    """
    sample = data[:_SAMPLE]
    if _is_encrypted(sample):
        return True
    text = _sampled(sample)
    return bool(_XML.match(text) or _JSON.match(text)) or _is_export(text) or _is_journal(text)


def claims_files(files: Mapping[str, bytes]) -> bool:
    """Tell whether a folder looks like one of jrnl: a folder journal, or journals and exports with no other notes.

    Of the days, and of what was exported entry by entry, the first two files are looked at; of all others as many as it
    takes to find a note that is not of jrnl.

    >>> claims_files({"2019/07/18.txt": b"[2019-07-18 14:23] Slept badly."}), claims_files({"a.md": b"# Monday"})
    (True, False)
    """
    names = [path for path in sorted(files) if not any(part.startswith(".") for part in path.split("/"))]
    days = sorted((path for path in names if _day_of(path)), key=lambda path: _suffix(path) != ".txt")
    if days:
        return any(_is_one_of_jrnl(files, path) for path in days[:2])
    if any(_suffix(path) in _OTHER_NOTES for path in names):
        return False
    exported = [path for path in names if _ENTRY_FILE.fullmatch(path) and _suffix(path) in _SUFFIXES]
    others = [path for path in names if _suffix(path) in _SUFFIXES and not _ENTRY_FILE.fullmatch(path)]
    # Notes first: one that is not of jrnl ends the search.
    others.sort(key=lambda path: _suffix(path) not in _NOTES)
    is_one = False
    for path in (*exported[:2], *others[:_MOST_LOOKS]):
        answer = _is_one_of_jrnl(files, path)
        if answer is False and _suffix(path) in _NOTES:
            return False
        is_one = is_one or bool(answer)
    return is_one


def _is_one_of_jrnl(files: Mapping[str, bytes], path: str) -> bool | None:
    """Tell whether a file in a folder is one of jrnl; None where it is empty or cannot be read."""
    try:
        data = files[path][:_SAMPLE]
    except ReadError:
        return None
    return _claims_among_others(path, data) if data.strip() else None


# What a file is.


def _is_encrypted(data: bytes) -> bool:
    """Tell whether a file is encrypted by jrnl 2 or later."""
    return data.startswith(b"JRNLv3") or _FERNET.match(data.strip()) is not None


def _may_be_encrypted(data: bytes) -> bool:
    """Tell whether a file is noise in whole blocks, as jrnl 1 left it. Such a file says nothing about itself."""
    if len(data) < 2 * _BLOCK or len(data) % _BLOCK or data.startswith(tuple(mark for mark, _ in _MARKS)):
        return False
    sample = data[:_SAMPLE]
    if len(sample) - len(sample.translate(None, _CONTROLS)) < len(sample) / 50:
        return False
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return True
    return False


def _sampled(data: bytes) -> str:
    mark, codec = next(((mark, codec) for mark, codec in _MARKS if data.startswith(mark)), (b"", "utf-8"))
    return with_newlines(data.removeprefix(mark).decode(codec, "ignore")).lstrip()


def _is_export(text: str) -> bool:
    """Tell whether a text begins as an export in YAML or Markdown does."""
    if is_yaml(text):
        return True
    lines = [line for line in text[:_SAMPLE].split("\n") if line.strip() and not _UNDERLINE.fullmatch(line)][:3]
    if len(lines) < 3 or not (_YEAR.fullmatch(lines[0]) and _MONTH.fullmatch(lines[1]) and lines[2].startswith("### ")):
        return False
    return any((found := dates.leading(lines[2][4:])) and found.told.clock for dates in _orders())


def _is_journal(text: str) -> bool:
    """Tell whether a text begins as a journal does, and not as a diary with its dates on lines of their own."""
    line = text.partition("\n")[0]
    if line.startswith("["):
        return any(form_of([line], dates) == "brackets" for dates in _orders())
    found = [date for dates in _orders() if (date := dates.leading(line))]
    return any(date.told.clock and date.rest and not date.rest.startswith("-") for date in found)


def _orders() -> tuple[Dates, Dates]:
    return Dates(order="DMY"), Dates(order="MDY")


def _claims_among_others(path: str, data: bytes) -> bool:
    """Tell whether a file in a folder is one of jrnl. A note in Markdown may well begin with a date and be none."""
    if _is_one_entry(path, data):
        return True
    return _is_export(_sampled(data[:_SAMPLE])) if _suffix(path) in {".md", ".markdown"} else claims(data)


def _is_one_entry(path: str, data: bytes) -> bool:
    """Tell whether a file is one of many, in Markdown: its day stands in its name and in its heading, there with a time."""
    name = _ENTRY_FILE.fullmatch(path)
    line = _sampled(data[:_SAMPLE]).partition("\n")[0]
    found = Dates().leading(line.removeprefix("# ")) if name and line.startswith("# ") else None
    return bool(name and found and found.told.clock and _date(*name.groups()[1:]) == found.told.day)


# One file.


def _desk(file: str, zone: str | None, timeformat: str | None, tagsymbols: str | None, order: str | None) -> Desk:
    tags = Tags(TAGSYMBOLS if tagsymbols is None else tagsymbols)
    return Desk(account=Account(file, zone), dates=Dates(timeformat, order), tags=tags)


def _read(data: bytes, desk: Desk, encoding: str | None) -> None:
    """Read a file, whatever form it has.

    Raises:
        ReadError: It has none. Then nothing was taken in.
    """
    text = _decoded(data, desk, encoding)
    if _XML.match(text):
        read_xml(data, desk)
        return
    if text.lstrip().startswith("{"):
        read_json(text, desk)
        return
    text = with_newlines(text)
    if is_yaml(text.lstrip()):
        read_yaml(text.lstrip(), desk)
        return
    lines = text.split("\n")
    match form_of(lines, desk.dates):
        case "brackets":
            read_brackets(lines, desk)
        case "bare":
            read_bare(lines, desk)
        case "markdown":
            read_markdown(lines, desk)
        case None:
            raise ReadError([Problem(where=desk.where, what=NO_ENTRY)])


def _decoded(data: bytes, desk: Desk, encoding: str | None) -> str:
    if _is_encrypted(data):
        raise ReadError([Problem(where=desk.where, what=ENCRYPTED)])
    may_be_encrypted = encoding is None and _may_be_encrypted(data)
    try:
        text, problems = decoded(data, desk.where, what=KIND, encoding=encoding)
    except ReadError as error:
        if not (may_be_encrypted and error.problems[0].what.startswith("binary data")):
            raise
    else:
        if not may_be_encrypted:
            for problem in () if _XML.match(text) else problems:  # XML says its own encoding
                desk.report(problem.where.removeprefix(desk.where).removeprefix(": "), problem.what)
            return text
    raise ReadError([Problem(where=desk.where, what=PERHAPS_ENCRYPTED)])


# A folder.


def _day_of(path: str) -> tuple[str, dt.date] | None:
    """Return the folder journal to which the file of a day belongs, and the day."""
    found = _DAY_FILE.fullmatch(path)
    day = _date(*found.groups()[1:]) if found else None
    return (found[1], day) if found and day else None


def _date(year: str, month: str, day: str) -> dt.date | None:
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None


def _suffix(path: str) -> str:
    return PurePosixPath(path).suffix.lower()


def _journal_of(path: str) -> str:
    """Return the name of the journal of a file outside a folder journal: its own, or that of the folder of an export."""
    one_of_many = _ENTRY_FILE.fullmatch(path)
    return one_of_many[1] if one_of_many else str(PurePosixPath(path).with_suffix(""))


def _read_day(files: Mapping[str, bytes], path: str, day: dt.date, desk: Desk, encoding: str | None) -> None:
    """Read the file of one day. What has no date of its own is of that day."""
    account = desk.account
    data = content(files, path, desk.file, account)
    if data is None:
        account.found += 1
        account.rejected += 1
        return
    if _suffix(path) != ".txt" and not claims(data):
        _leave_alone(path, desk)
        return
    if not data.strip():
        desk.report("", "empty")
        return
    desk = evolve(desk, dates=desk.dates.on(day))
    try:
        _read(data, desk, encoding)
    except ReadError as error:
        if error.problems[0].what == NO_ENTRY:
            text, _ = decoded(data, desk.where, what=KIND, encoding=encoding)
            desk.before(with_newlines(text).split("\n"))
        else:
            desk.reject("", error.problems[0].what)


def _read_other(files: Mapping[str, bytes], path: str, desk: Desk, encoding: str | None) -> None:
    """Read a file outside a folder journal, if it is one of jrnl."""
    data = content(files, path, desk.file, desk.account) if _suffix(path) in _SUFFIXES else None
    if data is None or not _claims_among_others(path, data):
        _leave_alone(path, desk)
        return
    try:
        _read(data, evolve(desk, dates=desk.dates.on(None)), encoding)
    except ReadError as error:
        desk.reject("", error.problems[0].what)


def _leave_alone(path: str, desk: Desk) -> None:
    desk.account.counted[OTHER_FILES] += 1
    if not any(part.startswith(".") for part in path.split("/")):
        desk.report("", LEFT_ALONE)


def _with_journals(desk: Desk, journals: list[str]) -> list[Entry]:
    """Return the entries, each with the name of its journal if there are several."""
    names = [journal.strip("/") for journal in journals]
    if len(set(names)) < 2:
        return desk.entries
    desk.account.losses["journal"] += len(names)
    return [_of_journal(entry, name) for entry, name in zip(desk.entries, names, strict=True)]


def _of_journal(entry: Entry, name: str) -> Entry:
    kept = cast("Mapping[str, object]", entry.extra.get(SYSTEM, {}))
    return evolve(entry, extra={SYSTEM: {**kept, "journal": name}})
