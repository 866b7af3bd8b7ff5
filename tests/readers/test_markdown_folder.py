"""Folders of Markdown notes, as the programs that keep them leave them behind."""

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from visible import of_markdown, squeezed

import therapy_notes as tn
from helpers import keeps_quiet
from therapy_notes.errors import Problem, ReadError
from therapy_notes.model.entries import Entry
from therapy_notes.model.results import JournalReading
from therapy_notes.readers import marks
from therapy_notes.readers.markdown_folder import org
from therapy_notes.readers.markdown_folder import reader as markdown_folder
from therapy_notes.readers.markdown_folder.reader import claims, claims_files, read_files

FOLDERS = Path(__file__).parent / "markdown_folder"
SAMPLES = Path(__file__).parents[3] / "shared" / "samples" / "markdown"


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def program(name: str, zone: str | None = "Europe/Oslo") -> JournalReading:
    return read_files(files_of(FOLDERS / name), zone=zone)


def note(text: str | bytes, name: str = "note.md", **options: str) -> Entry:
    return of(name, read_files({name: text.encode() if isinstance(text, str) else text}, **options))


def reading_of(notes: Mapping[str, str], **options: str) -> JournalReading:
    return read_files({name: text.encode() for name, text in notes.items()}, **options)


def of(path: str, reading: JournalReading) -> Entry:
    (found,) = [entry for entry in reading.journal.entries if entry.source and path.endswith(entry.source.ref)]
    return found


def extra(entry: Entry) -> Mapping[str, object]:
    found = entry.extra.get("markdown_folder", {})
    assert isinstance(found, Mapping)
    return found


def as_shared(reading: JournalReading) -> tn.Journal:
    """The journal, after its writer has said that a therapist may see it."""
    return marks.shared_with(reading, ["therapist"]).journal


def whats(reading: JournalReading) -> list[str]:
    return [problem.what for problem in reading.problems]


def adds_up(reading: JournalReading, files: Mapping[str, bytes]) -> None:
    tally = reading.tally
    assert tally.found == tally.converted + tally.skipped + tally.rejected
    assert tally.converted == len(reading.journal.entries)
    beside = (
        "files that notes mention",
        "files that no note mentions",
        "files of settings, templates and websites",
        "files that only private words, comments or code mention: not attached",
    )
    assert tally.found + sum(tally.counted.get(what, 0) for what in beside) == len(files)


@pytest.mark.parametrize("name", ["obsidian", "logseq", "jekyll", "hugo", "joplin"])
def test_every_file_of_a_folder_is_in_its_account(name: str) -> None:
    adds_up(program(name), files_of(FOLDERS / name))


@pytest.mark.parametrize("name", ["obsidian", "logseq", "jekyll", "hugo", "joplin"])
def test_the_same_folder_twice_is_the_same_journal_whether_it_is_inside_another_folder_or_not(name: str) -> None:
    files = files_of(FOLDERS / name)
    inside = {f"My backup/{path}": data for path, data in files.items()}
    once, again, moved = read_files(files), read_files(dict(reversed(files.items()))), read_files(inside)
    assert once == again == moved


@pytest.mark.parametrize("name", ["obsidian", "logseq", "jekyll", "hugo", "joplin"])
def test_nobody_may_see_what_was_read(name: str) -> None:
    assert all(entry.shared_with == () for entry in program(name).journal.entries)


# -- Obsidian -------------------------------------------------------------------------------------------------


def test_a_day_of_obsidian_has_its_properties_as_they_were_typed() -> None:
    day = of("Daily/2024-05-01.md", program("obsidian"))
    assert str(day.written_at) == "2024-05-01 21:40:00+02:00"
    assert str(day.changed_at) == "2024-05-02 07:05:00+02:00"
    assert extra(day) == {
        "created": "2024-05-01 21:40",
        "modified": "2024-05-02T07:05:00+02:00",
        "Completed?": "No",
        "mood": "no",
        "sleep": "10:00",
        "rating": "010",
        "aliases": ("The lift day",),
        "cssclasses": "wide",
    }


def test_the_body_stays_byte_for_byte() -> None:
    for path, data in files_of(FOLDERS / "obsidian").items():
        if path.startswith("Daily/"):
            text = data.decode()
            assert of(path, program("obsidian")).body == text.partition("\n---\n")[2] or text


def test_tags_come_from_the_properties_and_the_text_but_not_from_code_comments_headings_and_private_words() -> None:
    assert of("Daily/2024-05-01.md", program("obsidian")).tags == ("daily", "therapy/week", "stairs", "callout")
    assert of("The yellow door.md", program("obsidian")).tags == ("Stairs", "stairs/fourth-floor")


def test_a_tag_counts_once_however_it_is_capitalised() -> None:
    assert note("---\ntags: [Rain, snow, rain]\n---\n#RAIN #snow/wet #fog").tags == ("Rain", "snow", "snow/wet", "fog")


def test_links_lead_to_the_notes_that_exist() -> None:
    reading = program("obsidian")
    day = of("Daily/2024-05-01.md", reading)
    named = {entry.id: entry.title for entry in reading.journal.entries}
    assert [(link.kind, named[link.to]) for link in day.links] == [("about", "Ida Holm"), ("about", "The yellow door")]
    assert reading.tally.counted["links to notes that are not there"] == 1


def test_what_is_private_brings_neither_a_link_nor_a_tag_nor_a_picture_into_the_open() -> None:
    reading = program("obsidian")
    day = of("Daily/2024-05-01.md", reading)
    assert "%%I was glad of the stairs. #secret-relief [[The letter]] ![[letter.jpg]]%%" in day.body
    assert "secret-relief" not in day.tags
    assert of("The letter.md", reading).id not in {link.to for link in day.links}
    assert [picture.name for picture in day.attachments] == ["cup.png"]
    assert reading.tally.counted["files that only private words, comments or code mention: not attached"] == 1


def test_a_private_mark_that_is_never_closed_hides_to_the_end() -> None:
    reading = reading_of({"a.md": "#open %%and then #shut [[b]]", "b.md": "x"})
    assert (of("a.md", reading).tags, of("a.md", reading).links) == (("open",), ())


def test_pictures_are_found_by_their_bare_name_and_known_by_their_bytes() -> None:
    (picture,) = of("Daily/2024-05-01.md", program("obsidian")).attachments
    assert (picture.id, picture.name, picture.uri, picture.media_type) == (
        "a1",
        "cup.png",
        "attachments/cup.png",
        "image/png",
    )
    assert picture.sha256 == hashlib.sha256(b"PNG of a cup").hexdigest()
    (same,) = of("Daily/2024-05-02.md", program("obsidian")).attachments
    assert same.alt_text == "The cup, again"


def test_a_picture_that_is_not_there_is_told_with_its_place() -> None:
    place = sorted(files_of(FOLDERS / "obsidian")).index("The letter.md") + 1
    assert Problem(where=f"folder of notes: file {place}", what=markdown_folder.NOT_THERE) in program("obsidian").problems


def test_a_name_that_two_files_have_leads_nowhere_unless_one_is_nearer() -> None:
    reading = reading_of({"a/x.md": "one", "b/x.md": "two", "c.md": "[[x]]", "a/d.md": "[[x]] [[../b/x]]"})
    assert of("c.md", reading).links == ()
    assert [link.to for link in of("a/d.md", reading).links] == [of("a/x.md", reading).id, of("b/x.md", reading).id]


def test_names_are_the_same_however_accents_are_written_and_capitals_are_set() -> None:
    reading = reading_of({"Cafe\u0301.md": "tea", "a.md": "[[CAF\xc9]] [x](caf%C3%A9.md)"})
    assert [link.to for link in of("a.md", reading).links] == [of("Cafe\u0301.md", reading).id]


def test_a_link_never_leads_out_of_the_folder() -> None:
    reading = reading_of({"in/a.md": "[x](../../../b.md) ![y](/etc/passwd) [[C:\\b]]", "in/b.md": "x"})
    assert [link.to for link in of("a.md", reading).links] == [of("b.md", reading).id]
    assert of("a.md", reading).attachments == ()


def test_the_front_matter_that_cannot_be_read_stays_in_the_text_and_its_line_is_told() -> None:
    reading = program("obsidian")
    kept = of("Therapy 3.md", reading)
    assert kept.body.startswith("---\ntitle: Therapy: week 3\ntags: [therapy]\n---\n")
    place = sorted(files_of(FOLDERS / "obsidian")).index("Therapy 3.md") + 1
    assert Problem(where=f"folder of notes: file {place}: line 2", what="not YAML") in reading.problems


@pytest.mark.parametrize(
    ("header", "line", "what"),
    [
        ("title: Therapy: week 3\n", 2, "not YAML"),
        ("title: x\nwith: @mum\n", 3, "not YAML"),
        ("sure: %50\n", 2, "not YAML"),
        ("mood: `low`\n", 2, "not YAML"),
        ("title: x\n\tmood: low\n", 3, "not YAML"),
        ("\tmood: low\n", 2, "not YAML"),
        ("mood: low\nmood: high\n", 3, "a key that stands twice"),
        ("a: &x 1\nb: *x\n", 2, "an anchor of YAML: & or * before a value that is not in quotes"),
        ("a: !!python/object:os.system x\n", 2, "a tag of YAML: an exclamation mark before a value that is not in quotes"),
    ],
)
def test_every_front_matter_that_yaml_refuses_is_kept_as_it_stands(header: str, line: int, what: str) -> None:
    text = f"---\n{header}---\nShe asked.\n"
    reading = reading_of({"2024-05-01.md": text})
    (entry,) = reading.journal.entries
    assert (entry.body, str(entry.written_at)) == (text, "2024-05-01")
    assert reading.problems == (Problem(where=f"folder of notes: file 1: line {line}", what=what),)
    assert reading.tally.converted == 1


def test_two_rules_with_a_sentence_between_them_are_somebodys_words() -> None:
    for text in ("---\nI felt lost: today\n---\nand then less so", "---\nJust that.\n---\nMore."):
        reading = reading_of({"a.md": text})
        assert reading.journal.entries[0].body == text
        assert whats(reading)[0] == "lines between two rules that are no front matter: kept in the text"
    assert note("---\n\nOnly a rule above.").body == "---\n\nOnly a rule above."


def test_front_matter_that_is_never_closed_is_text() -> None:
    reading = reading_of({"a.md": "---\ntitle: x\n\nand so on"})
    assert reading.journal.entries[0].body == "---\ntitle: x\n\nand so on"
    assert whats(reading)[0] == "front matter that is not closed: kept in the text"


@pytest.mark.parametrize("text", ["---\ntags: #anxiety #work\n---\nx", "---\ntags:\n---\n#anxiety #work"])
def test_tags_behind_a_sign_that_begins_a_comment_are_tags(text: str) -> None:
    assert note(text).tags == ("anxiety", "work")


def test_comments_in_front_matter_are_not_lost() -> None:
    reading = reading_of({"a.md": "---\ntitle: x\nmood: 3 # rather 2\n---\nx", "b.md": '---\ntitle: "no # here"\n---\nx'})
    assert extra(of("a.md", reading))["front_matter"] == "title: x\nmood: 3 # rather 2\n"
    assert "front_matter" not in extra(of("b.md", reading))
    assert reading.losses["comments in the front matter"] == 1


def test_everything_in_front_matter_stays_text() -> None:
    header = "time: 21:30\nmood: no\nrating: 010\nsession: 12_3\nnumber: 1e3\nyes: 1\nwhen: 2020-02-30\ntitle: 001\n"
    entry = note(f"---\n{header}---\nx")
    assert entry.title == "001"
    assert extra(entry) == {
        "time": "21:30",
        "mood": "no",
        "rating": "010",
        "session": "12_3",
        "number": "1e3",
        "yes": "1",
        "when": "2020-02-30",
    }


def test_a_mark_for_a_record_is_kept_for_whoever_makes_it() -> None:
    assert extra(of("The letter.md", program("obsidian")))["record"] == "topic"


def test_a_place_that_is_nowhere_is_none() -> None:
    assert not {"latitude", "longitude", "altitude"} & extra(of("The letter.md", program("obsidian"))).keys()
    after = of("Therapy/After.md", program("joplin"))
    assert (extra(after)["latitude"], extra(after)["longitude"]) == ("59.91386880", "10.75224540")


def test_what_is_thrown_away_a_setting_or_a_template_is_skipped_with_the_reason() -> None:
    assert dict(program("obsidian").tally.why_skipped) == {
        "a template": 1,
        "in a folder of settings": 1,
        "in the trash": 1,
    }


def test_the_title_is_the_key_then_the_name_then_the_first_heading() -> None:
    reading = reading_of(
        {
            "Rain.md": "---\ntitle: Wet\n---\n# Soaked",
            "Snow.md": "# Flakes",
            "2024-05-01.md": "Before.\n\n```\n# no heading\n```\n\n# Wednesday #\n",
            "2024-05-02 The lift.md": "# Down",
            "2024-05-03 Friday.md": "## Smaller",
            "2024-05-04-a-slug.md": "# Its heading",
            "2024-05-05-a-slug.md": "no heading",
            "Null.md": "---\ntitle: null\n---\nx",
        }
    )
    titles = {entry.source.ref: entry.title for entry in reading.journal.entries if entry.source}
    assert titles == {
        "Rain.md": "Wet",
        "Snow.md": "Snow",
        "2024-05-01.md": "Wednesday",
        "2024-05-02 The lift.md": "The lift",
        "2024-05-03 Friday.md": "",
        "2024-05-04-a-slug.md": "Its heading",
        "2024-05-05-a-slug.md": "a-slug",
        "Null.md": "Null",
    }
    assert of("2024-05-01.md", reading).body.endswith("# Wednesday #\n")


# -- Logseq ---------------------------------------------------------------------------------------------------


def test_a_day_of_logseq_is_one_entry_with_its_outline_as_it_stands() -> None:
    path = "journals/2021_02_19.md"
    day = of(path, program("logseq"))
    assert (str(day.written_at), day.body) == ("2021-02-19", (FOLDERS / "logseq" / path).read_text("utf-8"))
    assert day.tags == ("quiet day", "winter", "early waking", "tired", "Ida")
    assert [picture.uri for picture in day.attachments] == ["assets/cup_1613700000.png"]


def test_a_link_to_a_day_finds_it_in_whatever_form_it_is_written() -> None:
    reading = program("logseq")
    targets = [link.to for link in of("journals/2021_02_19.md", reading).links]
    assert targets == [of("pages/Ida.md", reading).id, of("journals/2021_02_20.md", reading).id]


def test_a_page_of_a_lone_hyphen_is_empty() -> None:
    reading = program("logseq")
    assert dict(reading.tally.why_skipped) == {"empty": 1, "in a folder of settings": 1}


def test_a_note_that_is_only_a_title_is_no_empty_one() -> None:
    reading = reading_of(
        {
            "a.md": "---\ntitle: I cannot write today\n---\n",
            "b.md": "---\ntitle: b\n---\n\n",
            "c.md": "---\nmood: low\n---\n",
            "d.md": "---\ndate: 2024-05-01\n---\n*",
        }
    )
    assert [entry.title for entry in reading.journal.entries] == ["I cannot write today", "c"]
    assert dict(reading.tally.why_skipped) == {"empty": 2}


def test_a_page_of_logseq_has_the_title_of_its_property_or_of_its_name() -> None:
    titles = [entry.title for entry in program("logseq").journal.entries if entry.written_at is None]
    assert sorted(titles) == ["Ida", "self/work/late"]


def test_an_org_day_becomes_markdown_with_every_word() -> None:
    path = "journals/2021_02_21.org"
    day = of(path, program("logseq"))
    assert (day.title, day.tags) == ("Sunday", ("waiting", "slow", "hot water", "Ida"))
    assert day.body == (
        "- Nobody rang. [[Ida]] sent \\*one\\* word: 2 * 3 is not 5_times :waiting:\n"
        "  - [How to make tea](<https://example.org/tea>) for one\n"
        "    Four minutes. \\%\\%I cried in minute three.\\%\\%\n"
        "    ~~~~text\n    #no-tag [[Not a page]]\n    ~~~~\n"
        "    1. kettle\n    2. cup #[[hot water]]"
    )
    shown = squeezed(of_markdown(day.body))
    for words in ("Nobodyrang.[[Ida]]sent*one*word:2*3isnot5_times", "Howtomaketea", "#no-tag[[Notapage]]", "kettle"):
        assert words in shown


def test_two_per_cent_signs_in_org_are_only_that_wherever_they_stand() -> None:
    page = (
        "#+TITLE: 100%% of Sunday\n* I was 100%% sure, 50%%% wrong :a%%b:\n** [[https://a.example/%%20][ten %% off]] "
        "[[the %% page]]\n"
        '#+BEGIN_SRC c%%\nprintf("%%d")\n#+END_SRC\n* and 20%% more'
    )
    reading = reading_of({"journals/2024_05_01.org": page, "logseq/config.edn": ""})
    (entry,) = tn.view(as_shared(reading), "therapist").journal.entries
    shown = squeezed(of_markdown(entry.body))
    assert entry.title == "100%% of Sunday"
    for seen in ("Iwas100%%sure,50%%%wrong:a%%b:", "ten%%off", "the%%page", "and20%%more"):
        assert seen in shown
    assert "%%" not in reading.journal.entries[0].body


@pytest.mark.parametrize(
    ("path", "text", "title"),
    [
        ("100%% sure.md", "body", "100%% sure"),
        ("50%%% or 50%.md", "body", "50%%% or 50%"),
        ("2024-05-01 %%.md", "body", "%%"),
        ("2024-05-01.md", "# 100\\%% sure\n", "100%% sure"),
        ("pages/10%25%25 off.md", "- tags", "10%% off"),
    ],
)
def test_a_therapist_sees_every_word_of_a_title_that_a_name_or_a_heading_gave(path: str, text: str, title: str) -> None:
    reading = reading_of({path: text, "logseq/config.edn": ""} if path.startswith("pages") else {path: text})
    (entry,) = tn.view(as_shared(reading), "therapist").journal.entries
    assert entry.title == title


def test_what_is_private_in_a_title_or_a_text_of_markdown_stays_private() -> None:
    reading = reading_of({"a.md": "---\ntitle: Sunday %%alone%%\n---\nRain. %%Tears.%%\n"})
    (entry,) = tn.view(as_shared(reading), "therapist").journal.entries
    assert (entry.title, entry.body) == ("Sunday ", "Rain. \n")


def test_org_is_read_only_where_logseq_keeps_it() -> None:
    reading = reading_of({"notes/x.org": "* Not ours", "a.md": "x"})
    assert (reading.tally.found, reading.tally.counted["files that no note mentions"]) == (1, 1)


def test_tildes_in_org_do_not_end_the_block_they_stand_in() -> None:
    _, body = org.parted("#+BEGIN_EXAMPLE\n~~~~\n* no list\n#+END_EXAMPLE\nafter")
    assert body == "~~~~~\n~~~~\n* no list\n~~~~~\nafter"


def test_brackets_are_tags_only_in_logseq() -> None:
    assert reading_of({"journals/2024-05-01.md": "[[Ida]]"}).journal.entries[0].tags == ()
    assert reading_of({"journals/2024_05_01.md": "[[Ida]] [[2024-05-02]] [[x.png]]"}).journal.entries[0].tags == ("Ida",)


# -- Jekyll and Hugo ------------------------------------------------------------------------------------------


def test_the_date_in_the_front_matter_wins_with_its_offset() -> None:
    kettle = of("_posts/2019-05-03-the-kettle.markdown", program("jekyll"))
    assert (str(kettle.written_at), str(kettle.changed_at)) == ("2019-05-03 09:14:00-07:00", "2019-05-04")
    assert (kettle.title, kettle.kind, extra(kettle)["date"]) == ("The kettle", "post", "2019-05-03 09:14:00 -0700")


def test_blanks_between_tags_part_them_and_categories_are_tags() -> None:
    kettle = of("_posts/2019-05-03-the-kettle.markdown", program("jekyll"))
    assert kettle.tags == ("bread", "tea", "quiet", "kitchen", "what helps", "small")


def test_a_site_finds_its_files_from_the_top_and_its_posts_by_their_names() -> None:
    reading = program("jekyll")
    kettle = of("_posts/2019-05-03-the-kettle.markdown", reading)
    assert [picture.uri for picture in kettle.attachments] == ["assets/kettle.jpg"]
    assert [link.to for link in kettle.links] == [of("_posts/2019-5-12-the-door.md", reading).id]


def test_a_header_may_end_in_dots_be_empty_or_be_missing() -> None:
    reading = program("jekyll")
    door = of("_posts/2019-5-12-the-door.md", reading)
    assert (str(door.written_at), door.body) == (
        "2019-05-12",
        "I did not ring. **Not** today.\n---\nAnd a rule above this line.\n",
    )
    assert of("_posts/2019-05-13-empty-header.md", reading).body == "No key above, a sentence below.\n"
    bare = of("_posts/2019-05-14-no-header.md", reading)
    assert (bare.title, bare.body) == ("The fourteenth", "# The fourteenth\n\nNo front matter at all.\n")


def test_drafts_are_counted_and_have_no_date() -> None:
    reading = program("jekyll")
    draft = of("_drafts/not-yet.text", reading)
    assert (draft.written_at, extra(draft), reading.tally.counted["drafts"]) == (None, {"kept_back": "draft"}, 2)


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("draft: true", "draft"), ("Draft: YES", "draft"), ("published: false", "draft"), ("private: 'on'", "private"),
        ("status: draft", "draft"), ("Status: Unpublished", "draft"), ("status: [seedling, draft]", "draft"),
        ("visibility: draft", "draft"), ("status: private", "private"), ("visibility: private", "private"),
    ],
)  # fmt: skip
def test_what_its_writer_kept_back_is_marked_in_one_way(header: str, said: str) -> None:
    assert extra(note(f"---\n{header}\n---\nx"))["kept_back"] == said
    header = "draft: false\npublished: true\nstatus: published\nvisibility: public"
    assert "kept_back" not in extra(note(f"---\n{header}\n---\nx"))


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: Therapy: week 3\ndraft: true\n---\nx",
        "---\ndraft: true\nmood: low\nmood: high\n---\nx",
        "---\ndraft: true\n\nShe asked.",
        "---\n\n# what it is\n'private' : yes\n\nShe asked.",
        "---\nvisibility: private\n\nShe asked: why?\n\n---\nI do not know.",
        "---\nI felt lost: today\n---\nand then less so",
        "+++\ndraft = yes\n+++\nx",
        "+++\ntitle = 'Rain'\n\ndraft = true\nx",
        '{"title": "Rain", "draft": true,}\nx',
        '{"title": "Rain", "draft": true} She asked.',
    ],
)
def test_a_note_whose_header_cannot_be_read_is_shared_with_nobody_as_it_may_be_a_draft(text: str) -> None:
    reading = reading_of({"2024-05-01.md": text, "2024-05-02.md": "Rain."})
    kept, rain = reading.journal.entries
    assert (extra(kept), extra(rain)) == ({"kept_back": "unreadable header"}, {})
    assert reading.tally.counted["notes whose header cannot be read, kept back"] == 1
    assert [entry.shared_with for entry in as_shared(reading).entries] == [(), ("therapist",)]
    assert len(reading.problems) == 1


def test_a_rule_above_a_note_keeps_nothing_back() -> None:
    for text in ("---\n\nOnly a rule above.", "---\nOnly a rule above.\n", "---\n---\nx", "+++\nthree plus signs\n"):
        assert extra(note(text)) == {}


def test_what_marks_a_record_is_kept_under_its_exact_name_in_any_case() -> None:
    assert extra(note("---\nRecord: topic\nKept back: yes\nMood: low\n---\nx")) == {
        "record": "topic", "kept_back": "yes", "Mood": "low",
    }  # fmt: skip
    both = extra(note("---\nRecord: topic\nRECORD: rupture\nrecord: session\n---\nx"))
    assert both == {"Record": "topic", "RECORD": "rupture", "record": "session"}
    first = extra(note("---\nRecord: topic\nRECORD: rupture\n---\nx"))
    assert first == {"record": "topic", "RECORD": "rupture"}
    marked = marks.with_marked(reading_of({"a.md": "---\nRecord: Topic\n---\nThe money.\n"}))
    assert [topic.text for topic in marked.journal.topics] == ["a"]


def test_a_post_in_html_is_rejected_and_not_forgotten() -> None:
    reading = program("jekyll")
    assert (reading.tally.rejected, whats(reading)[0]) == (1, "a post that is not in Markdown")


def test_toml_becomes_text_with_its_dates() -> None:
    fee = of("content/posts/the-fee.md", program("hugo", None))
    assert (fee.title, str(fee.written_at), str(fee.changed_at)) == ("The fee", "2023-11-02 21:30:00+01:00", "2023-11-05")
    assert fee.tags == ("money", "asking for less", "sessions")
    assert extra(fee)["params"] == {"seen": "07:32:00"}
    assert [picture.name for picture in fee.attachments] == ["receipt.png"]


def test_json_becomes_text_and_a_brace_below_is_only_a_brace() -> None:
    walk = of("content/posts/walk.md", program("hugo", "America/Chicago"))
    assert (walk.title, str(walk.written_at), walk.tags) == ("The walk", "2023-11-09 02:00:00-06:00", ("outside",))
    assert (extra(walk)["distance"], walk.body) == ("4.50", "\nForty minutes { with a brace } in it.\n")
    assert note("{{ page.title }} is all.").body == "{{ page.title }} is all."
    assert whats(reading_of({"a.md": '{"title": "x", }\nx'}))[0] == "not JSON"
    assert whats(reading_of({"a.md": '{"title": "x", "title": "y"}\nx'}))[0] == "a key that stands twice"


def test_a_folder_of_its_own_gives_a_note_called_index_its_name() -> None:
    quarry = of("content/posts/2023-11-10-quarry/index.md", program("hugo"))
    assert (str(quarry.written_at), quarry.title, quarry.attachments[0].name) == ("2023-11-10", "The quarry", "us.png")


def test_what_is_to_be_published_later_is_counted_without_a_clock() -> None:
    assert program("hugo").tally.counted["notes to be published later than they were written"] == 1


@pytest.mark.parametrize("depth", [70, 3000, 20_000])
def test_what_is_nested_too_deeply_stays_text(depth: int) -> None:
    toml, json = f"a = {'[' * depth}{']' * depth}\n", f'{{"title": {"[" * depth}{"]" * depth}}}\nx'
    yaml = f"a: {'[' * depth}{']' * depth}\n"
    for text in (f"+++\n{toml}+++\nx", json, f"---\n{yaml}---\nx", f"+++\n{'a.' * depth}a = 1\n+++\nx"):
        reading = reading_of({"a.md": text})
        assert (reading.journal.entries[0].body, whats(reading)[0]) == (text, "nested too deeply")


def test_a_number_of_any_length_is_text_or_the_block_stays() -> None:
    digits = "9" * 5000
    assert extra(note(f'{{"title": "x", "n": {digits}}}\nx'))["n"] == digits
    assert note(f"+++\ntitle = 'x'\nn = {digits}\n+++\nx").body.startswith("+++")
    assert extra(note("+++\ntitle = 'x'\na = inf\nb = 1_000.50\nc = true\n+++\nx")) == {
        "a": "inf",
        "b": "1_000.50",
        "c": "true",
    }


# -- Joplin ---------------------------------------------------------------------------------------------------


def test_times_of_joplin_are_instants_in_utc_or_clocks_without_a_zone() -> None:
    before = of("Therapy/Before the session.md", program("joplin", None))
    assert (str(before.written_at), str(before.changed_at)) == ("2022-03-14 17:40:00+00:00", "2022-03-14 18:02:11+00:00")
    assert str(of("Therapy/Before the session.md", program("joplin")).written_at) == "2022-03-14 18:40:00+01:00"
    assert str(of("Therapy/After.md", program("joplin", None)).written_at) == "2022-03-15"
    assert before.tags == ("before", "two words")
    assert [picture.uri for picture in before.attachments] == ["_resources/cup.png"]


# -- what else may be in a folder -----------------------------------------------------------------------------


def test_a_byte_order_mark_blanks_and_other_line_ends_hide_no_header() -> None:
    text = "---  \r\ntitle: Rain\r\n---\t\r\nOne.\r\n\r\nTwo.\r"
    for data in (text.encode("utf-8-sig"), text.encode("utf-16"), text.encode()):
        entry = note(data, "a.md")
        assert (entry.title, entry.body) == ("Rain", "One.\n\nTwo.\n")


def test_separators_of_lines_and_spaces_of_any_kind_stay() -> None:
    body = "One\u2028two\u2029three\xa0four\x0b\x85 ❤️👩‍👩‍👧"
    assert note(body).body == body


def test_other_encodings_are_told_and_may_be_named() -> None:
    reading = read_files({"a.md": "Ça va, ça va.".encode("cp1252")})
    assert reading.journal.entries[0].body == "Ça va, ça va."
    assert reading.problems[0].where == "folder of notes: file 1: byte 0"
    assert note("Größe".encode("mac-roman"), encoding="mac-roman").body == "Größe"
    with pytest.raises(ValueError, match="no such encoding"):
        read_files({"a.md": b"x"}, encoding="klingon")


def test_empty_and_encrypted_and_broken_notes_are_accounted_for_one_by_one() -> None:
    files = {
        "a.md": b"",
        "b.md": b" \n\t",
        "c.md": b"Salted__0123456789",
        "d.md": b"\x00\x01\x02\x03" * 9,
        "e.md": b"Still here.",
        "f.md": b"%PDF-1.7",
    }
    reading = read_files(files)
    adds_up(reading, files)
    assert (reading.tally.converted, dict(reading.tally.why_skipped), reading.tally.rejected) == (1, {"empty": 2}, 3)
    assert Problem(where="folder of notes: file 3", what="encrypted") in reading.problems


class _Locked(Mapping[str, bytes]):
    """An archive of which some members cannot be read."""

    def __init__(self, files: Mapping[str, bytes | None]) -> None:
        self.files = files

    def __getitem__(self, name: str) -> bytes:
        data = self.files[name]
        if data is None:
            raise ReadError([Problem(where="archive.zip: member 1", what="encrypted")])
        return data

    def __iter__(self) -> Iterator[str]:
        return iter(self.files)

    def __len__(self) -> int:
        return len(self.files)


def test_a_member_that_cannot_be_read_is_the_problem_of_that_member_alone() -> None:
    reading = read_files(_Locked({"a.md": None, "b.md": b"![](c.png) x", "c.png": None, "d.txt": None}))
    assert (reading.tally.found, reading.tally.rejected, reading.tally.converted) == (2, 1, 1)
    assert [problem.where for problem in reading.problems] == ["folder of notes: file 1", "folder of notes: file 3"]
    assert reading.journal.entries[0].attachments[0].sha256 == ""


def test_text_files_are_notes_only_with_front_matter() -> None:
    files = {"a.txt": b"---\ntitle: A\n---\nx", "b.txt": b"just text", "c.md": b"[see](b.txt)"}
    reading = read_files(files)
    adds_up(reading, files)
    assert reading.tally.found == 2
    assert of("c.md", reading).attachments[0].media_type == "text/plain"


def test_a_folder_without_notes_is_an_error_and_so_is_a_journal_of_ours(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no notes in it"):
        read_files({"a.png": b"x", "2024/05/01.txt": b"[2024-05-01 09:00] x"})
    tn.save(tn.example(), tmp_path / "journal")
    ours = files_of(tmp_path / "journal")
    with pytest.raises(ReadError, match="open it with load") as caught:
        read_files(ours)
    keeps_quiet(caught.value, "entries/")
    entries = {path: data for path, data in ours.items() if path.startswith("entries/")}
    with pytest.raises(ReadError, match="open it with load"):
        read_files(entries)


def test_the_id_is_the_sources_own_or_that_of_the_words() -> None:
    own = "---\nuuid: 5D0C1F3A9B7E4C21A0F4E3D2C1B0A9F8\n---\n"
    assert note(f"{own}one", "a.md").id == note(f"{own}two", "b.md").id
    assert note("one", "a.md").id == note("one\r\n".strip(), "sub/a.md").id != note("two", "a.md").id
    twins = reading_of({"a/x.md": "same", "b/x.md": "same"}).journal.entries
    assert len({entry.id for entry in twins}) == 2


def test_half_of_a_surrogate_pair_becomes_a_sign_that_says_so_and_is_counted() -> None:
    reading = reading_of({"a.md": '{"title": "x\\ud83d", "mood": "\\udc00"}\nx'})
    entry = reading.journal.entries[0]
    assert (entry.title, extra(entry)["mood"]) == ("x\ufffd", "\ufffd")
    assert reading.tally.counted["characters that no file can hold, now \ufffd"] == 2


def test_entries_keep_the_order_of_their_dates_and_then_of_their_names() -> None:
    reading = reading_of(
        {"2024-05-02 b.md": "4", "2024-05-02.md": "3", "z.md": "6", "2024-05-01.md": "2", "a.md": "5", "1999-01-01.md": "1"}
    )
    assert [entry.body for entry in reading.journal.entries] == ["1", "2", "3", "4", "5", "6"]
    assert [entry.source.position for entry in reading.journal.entries if entry.source] == [0, 1, 2, 3, 4, 5]


def test_known_keys_are_counted_by_their_name_and_others_together() -> None:
    reading = reading_of({"a.md": "---\ndate: 2024-05-01\nCSSclass: x\npublish_date: y\nmy secret key: z\nTitle: t\n---\nx"})
    assert dict(reading.losses) == {"cssclass": 1, "publishDate": 1, "properties of one's own": 1}


# -- a lone note, and who is asked ----------------------------------------------------------------------------


def test_a_lone_note_takes_its_date_and_its_title_from_its_name() -> None:
    named = markdown_folder.read(b"She asked.", name="2024-05-01 The lift.md").journal.entries[0]
    assert (str(named.written_at), named.title) == ("2024-05-01", "The lift")
    for name in ("", "file.md", "old.zip: file 1.md"):
        unnamed = markdown_folder.read(b"# Rain\n\nShe asked.", name=name).journal.entries[0]
        assert (unnamed.written_at, unnamed.title, unnamed.source and unnamed.source.ref) == (None, "Rain", "")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "empty"),
        (b"\n\n", "empty"),
        (b"PK\x03\x04", "a zip archive"),
        (b"\x00" * 9, "binary data"),
        (b"Salted__", "encr"),
    ],
)
def test_a_lone_file_that_is_no_note_is_an_error_that_names_it(data: bytes, what: str) -> None:
    with pytest.raises(ReadError, match=rf"^1 problem: rain\.md: {what}"):
        markdown_folder.read(data, name="rain.md")


def test_a_problem_of_a_lone_note_is_placed_in_the_file() -> None:
    reading = markdown_folder.read(b"---\na: b: c\n---\n\xe7a va", name="a.md")
    assert [problem.where for problem in reading.problems] == ["a.md: byte 16", "a.md: line 2"]


@pytest.mark.parametrize(
    "text",
    ["---\ntitle: x\n---\n", "---\n---\nx", "---  \r\ndate: y\r\n...\r\n", "\ufeff---\na: b\n---", "+++\na = 1\n+++\n",
     '{"title": "x"}\nbody'],
)  # fmt: skip
def test_what_begins_with_front_matter_is_claimed(text: str) -> None:
    assert claims(text.encode())


@pytest.mark.parametrize(
    "text",
    ["", "x", "---", "---\n", "---\nno end", "+++", "+++\n+", "{", "{}", '{"title": "x"}',
     '{"title": "x"}\n{"title": "y"}\n',
     '{"metadata": {"version": "1.0"}, "entries": []}\n', '{"entries": [{"title": "x"}]}\nx', "- a\n---\n",
     "---\nJust words\n---\nx"],
)  # fmt: skip
def test_what_does_not_begin_so_is_not_claimed(text: str) -> None:
    assert not claims(text.encode())


def test_folders_are_claimed_by_their_notes() -> None:
    for name in ("a.md", "x/b.MARKDOWN", "c.mdown", "c.mkd", "d.text", "e.mdx", "journals/2020_05_14.org"):
        assert claims_files({name: b"", "x.png": b""})
    assert claims_files({"a.txt": b"---\ntitle: x\n---\n"})
    for files in (
        {"2024/05/01.txt": b"[2024-05-01 09:00] x"},
        {"Journal.json": b"{}", "photos/x.jpeg": b""},
        {"journal.dayone/entries/1.doentry": b""},
        {".obsidian/x.md": b"", "_site/y.md": b""},
        {"x.org": b"* y"},
        {"a.txt": b"x", "b.txt": b"y", "c.txt": b"---\ntitle: the third is not looked at\n---\n"},
        {},
    ):
        assert not claims_files(files)
    assert not claims_files(_Locked({"a.txt": None}))


# -- the real samples -----------------------------------------------------------------------------------------


@pytest.mark.skipif(not SAMPLES.exists(), reason="the real samples are not here")
def test_the_jekyll_sample_is_read_to_the_last_file() -> None:
    files = files_of(SAMPLES / "jekyll")
    reading = read_files(files)
    adds_up(reading, files)
    assert reading.tally.converted == len(files)
    for entry in reading.journal.entries:
        assert entry.source
        name = entry.source.ref.rpartition("/")[2]
        header = files[entry.source.ref].decode().split("\n---", 1)[0]
        if name[0].isdigit() and "date: " not in header:
            year, month, day, _ = name.split("-", 3)
            assert str(entry.written_at) == f"{year}-{int(month):02}-{int(day):02}"
    assert whats(reading) == [markdown_folder.OTHER_DATE] * sum(b"\ndate: " in data for data in files.values())
    assert reading.tally.counted["drafts"] == 1 + sum(b"published: false" in data for data in files.values())


@pytest.mark.skipif(not SAMPLES.exists(), reason="the real samples are not here")
def test_the_logseq_sample_is_read_to_the_last_file() -> None:
    files = files_of(SAMPLES / "logseq")
    reading = read_files(files)
    adds_up(reading, files)
    assert reading.tally.skipped == sum(data.endswith(b"\n-") for data in files.values())
    for entry in reading.journal.entries:
        assert entry.source
        assert str(entry.written_at) == Path(entry.source.ref).stem.replace("_", "-")
