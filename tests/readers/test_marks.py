"""What somebody marked becomes a record of that kind, and nothing else does."""

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import therapy_notes as tn
from therapy_notes.model.digests import is_as_read
from therapy_notes.readers import marks

DAY = tn.day("2018-03-12")


def read(
    body: str, *, title: str = "", tags: tuple[str, ...] = (), record: str = "", dated: bool = True
) -> tn.JournalReading:
    entry = tn.Entry(
        id="e1",
        title=title,
        body=body,
        tags=tags,
        written_at=DAY if dated else None,
        source=tn.Source(system="markdown_folder", ref="x", position=7),
        extra={"markdown_folder": {"record": record}} if record else {},
    )
    return tn.JournalReading(journal=tn.Journal(zone="Europe/Oslo").with_records(entry))


def marked(reading: tn.JournalReading, **words: str) -> tn.Journal:
    return marks.with_marked(reading, **words).journal


def topics(body: str, words: str = "topic") -> list[str]:
    return [topic.text for topic in marked(read(body), topic_tag=words).topics]


def test_an_entry_with_the_tag_becomes_a_topic_and_stays_an_entry() -> None:
    before = read("Why did she sigh?\n", title="The sigh", tags=("Topic", "tuesday"))
    journal = marked(before, topic_tag="#topic")
    (topic,) = journal.topics
    assert (topic.text, topic.opened) == ("The sigh", DAY)
    assert topic.links == (tn.Link(kind="quoted_from", to="e1"),)
    assert journal.entries == before.journal.entries
    assert is_as_read(topic)


def test_without_a_title_the_first_line_that_says_something_is_the_name() -> None:
    assert marked(read("\n---\n\n## *She sighed*\n\nTwice.\n", tags=("t",)), topic_tag="t").topics[0].text == "*She sighed*"


def test_several_words_may_mark_one_kind() -> None:
    for tag in ("to raise", "MONDAY"):
        assert marked(read("x", tags=(tag,)), topic_tag="#To raise, @monday").topics


def test_an_entry_with_the_tag_becomes_a_session_that_was_held() -> None:
    (session,) = marked(read("We sat in silence.", tags=("therapy",)), session_tag="therapy").sessions
    assert (session.starts_at, session.status, session.is_held) == (DAY, "fulfilled", True)


def test_an_entry_with_the_tag_becomes_a_rupture_whose_weight_is_hers_to_say() -> None:
    (rupture,) = marked(
        read("She looked at the clock.", title="The clock", tags=("rupture",)), rupture_tag="rupture"
    ).ruptures
    assert (rupture.title, rupture.noticed, rupture.certainty, rupture.steps) == ("The clock", DAY, None, ())


def test_each_item_of_a_list_under_the_heading_becomes_a_topic_in_its_order() -> None:
    body = (
        "Rain.\n\n## To bring up\n\n- the money\n- [ ] her holiday,\n  and mine\n  1. not by itself\n3. Monday\n"
        "\n## After\n\n- tea\n"
    )
    assert topics(body, "to bring up") == ["the money", "her holiday, and mine 1. not by itself", "Monday"]


def test_a_heading_may_name_the_record() -> None:
    body = "# Topic: the money\n\nToo much.\n\n### Topic – her holiday ###\n\n# Topical\n\n# A topic: not this\n"
    assert topics(body) == ["the money", "her holiday"]


def test_a_heading_alone_is_named_by_the_first_line_below_it() -> None:
    assert topics("## Topic\n\nWhat she said about mothers.\n\nMore.\n") == ["What she said about mothers."]


def test_a_date_behind_the_heading_of_a_session_is_its_day_and_a_name_is_none() -> None:
    sessions = marked(
        read("# Session: 5 March 2018\n\nSilence.\n\n# Session: the twelfth\n"), session_tag="session"
    ).sessions
    assert [session.starts_at for session in sessions] == [tn.day("2018-03-05"), DAY]


def test_a_date_that_leaves_a_choice_is_no_day_and_is_reported() -> None:
    before = read("# Session: 12/03/2018\n\n# Session: Monday, 6 March 2018\n")  # that was a Tuesday
    reading = marks.with_marked(before, session_tag="session")
    assert [session.starts_at for session in reading.journal.sessions] == [None, None]
    assert [problem.what for problem in reading.problems] == [marks.DOUBTFUL] * 2
    told = marks.with_marked(before, session_tag="session", date_order="dmy").journal.sessions
    assert [session.starts_at for session in told] == [DAY, None]


def test_an_entry_that_is_marked_twice_as_one_session_is_one() -> None:
    assert len(marked(read("## Session\n\nSilence.\n", tags=("session",)), session_tag="session").sessions) == 1


def test_a_list_ends_where_the_text_goes_on() -> None:
    assert topics("## Topic\n\n- the money\n- her holiday\n\nThen we went home.\n\nMore.\n") == ["the money", "her holiday"]
    assert topics("## Topic\n\n- the money\n---\nx\n") == ["the money"]
    assert topics("## Topic\n\n- the money,\n\n  all of it\n\n- Monday\n") == ["the money, all of it", "Monday"]


def test_nothing_is_made_from_inside_what_is_private() -> None:
    assert topics("Slept.\n\n%%\n## Topic\n\n- secret\n%%\nOk\n") == []
    assert topics("## Topic\n\n- rent %%but not\n- secret%%\n- Monday\n") == ["rent", "Monday"]
    assert marked(read("%%Secret%%\n", tags=("t",)), topic_tag="t").topics[0].text == "%%Secret%%"
    assert marked(read("Seen.", title="%%Secret%% Monday", tags=("t",)), topic_tag="t").topics[0].text == "Monday"


@given(st.lists(st.tuples(st.sampled_from(["- ", "\n## topic\n", "# topic: ", "\n", "x "]), st.booleans()), max_size=12))
def test_no_word_that_is_private_is_in_a_record_that_others_may_see(pieces: list[tuple[str, bool]]) -> None:
    body = "".join(f"{mark}%%\n{mark}SECRET%%" if is_private else f"{mark}seen" for mark, is_private in pieces)
    journal = marks.shared_with(marks.with_marked(read(body, tags=("t",)), topic_tag="topic,t"), ["therapist"]).journal
    shown = tn.view(journal, "therapist").journal
    assert not any("SECRET" in topic.text for topic in shown.topics)


def test_names_are_words_and_not_markdown() -> None:
    assert topics("# Topic: 2\\. the \\*sigh\\*, 100%\\%\n") == ["2. the *sigh*, 100\\%%"]


def test_headings_inside_of_code_are_no_headings() -> None:
    assert topics("```\n# topic\n```\n~~~~\n# topic\n~~~\n# topic\n~~~~\n# topic: this\n") == ["this"]


@pytest.mark.parametrize(
    ("kind", "plural"),
    [("topic", "topics"), ("session", "sessions"), ("rupture", "ruptures"), ("agreement", "agreements")],
)
def test_the_header_of_a_note_may_say_what_it_is_without_any_option(kind: str, plural: str) -> None:
    journal = marked(read("No e-mails at weekends.\n", title="E-mails", record=kind.upper()))
    assert len(getattr(journal, plural)) == 1
    assert len(journal) == 2


def test_an_agreement_holds_the_words_as_they_were_put() -> None:
    (agreement,) = marked(read("No e-mails at weekends.\n", record="agreement")).agreements
    terms = agreement.terms_at(DAY)
    assert terms is not None
    assert terms.words == "No e-mails at weekends.\n"


def test_an_agreement_without_a_day_stays_an_entry_and_is_reported() -> None:
    reading = marks.with_marked(read("x", record="agreement", dated=False))
    assert reading.journal.agreements == ()
    assert [str(problem) for problem in reading.problems] == ["entry 1: an agreement without a day: left as an entry"]


def test_what_is_unknown_in_a_header_marks_nothing() -> None:
    assert len(marked(read("x", record="recipe"))) == 1


def test_what_was_kept_back_is_shared_with_nobody_nor_what_is_made_of_it() -> None:
    draft = evolve(
        read("- the money", tags=("t",)).journal.entries[0],
        extra={"blog": {"kept_back": "draft"}},
        comments=(tn.Comment(id="c1", body="When?"),),
    )
    post = evolve(draft, id="e2", extra={})
    reading = tn.JournalReading(journal=tn.Journal().with_records(draft, post))
    journal = marks.shared_with(marks.with_marked(reading, topic_tag="t"), ["therapist", "peer"]).journal
    assert journal["e1"] == draft
    who = ("therapist", "peer")
    assert (journal["e2"].shared_with, journal.entries[1].comments[0].shared_with) == (who, who)
    assert {topic.links[0].to: topic.shared_with for topic in journal.topics} == {"e1": (), "e2": who}
    assert all(is_as_read(record) for record in journal if record.shared_with)


def test_a_comment_that_waited_for_approval_is_shared_with_nobody() -> None:
    said = tn.Comment(id="c1", body="Me too.")
    waits = evolve(said, id="c2", extra={"blog": {"kept_back": "waiting"}})
    entry = evolve(read("Rain.").journal.entries[0], comments=(said, waits))
    reading = tn.JournalReading(journal=tn.Journal().with_records(entry))
    (shown,) = marks.shared_with(reading, ["therapist"]).journal.entries
    assert [comment.shared_with for comment in shown.comments] == [("therapist",), ()]


def test_what_was_made_is_counted_and_changes_no_other_number() -> None:
    before = read("# Topic: a\n\n# Topic: b\n", tags=("s",))
    after = marks.with_marked(before, topic_tag="topic", session_tag="s")
    assert after.tally.counted == {"sessions that were marked": 1, "topics that were marked": 2}
    assert evolve(after.tally, counted={}) == before.tally


def test_the_same_marks_give_the_same_records() -> None:
    body = "# Topic\n\n- a\n- a\n- b\n"
    assert marked(read(body), topic_tag="topic") == marked(read(body), topic_tag="topic")
    assert topics(body) == ["a", "a", "b"]


@given(st.text("#-*+1. \n\tTopic:`~ab–", max_size=120), st.lists(st.text(max_size=6), max_size=3))
def test_nothing_is_made_without_a_word_and_no_text_is_an_error(body: str, tags: list[str]) -> None:
    reading = read(body, tags=tuple(tags))
    assert marks.with_marked(reading) == reading
    marked_one = marks.with_marked(reading, topic_tag="topic", session_tag="b", rupture_tag="a")
    assert marked_one.journal.entries == reading.journal.entries
    assert not marked_one.problems
