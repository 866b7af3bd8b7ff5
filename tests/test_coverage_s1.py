"""What the second account needed, recorded with the public names and asked for again after it went through a file.

These are only the needs that no other test shows; the page ``docs/reference/coverage.md`` says where the others are shown.
"""

import therapy_notes as tn
from therapy_notes import insights
from therapy_notes.moments import Duration

ZONE = "America/Halifax"
MONDAY = tn.moment("2024-09-09 15:00", ZONE)
NEXT_MONDAY = tn.moment("2024-09-16 15:00", ZONE)
SUNDAY = tn.moment("2024-09-15 19:00", ZONE)
LATER = tn.moment("2024-12-01 09:00", ZONE)


def kept(*records: tn.Record) -> tn.Journal:
    """Return a journal of these as it is read back from a file."""
    return tn.loads(tn.dumps(tn.Journal(zone=ZONE).with_records(*records)))


def link(kind: str, to: str) -> tn.Link:
    return tn.Link(kind=kind, to=to)


def linked(record: tn.Record) -> list[tuple[str, str]]:
    return [(one.kind, one.to) for one in record.links]


def feel(name: str, degree: tn.Degree | None = None, whose: str = "client", known_by: str | None = None) -> tn.Feeling:
    return tn.Feeling(name=name, degree=degree, whose=whose, known_by=known_by)


def rows(journal: tn.Journal, what: str) -> list[dict[str, str | int | float | bool | None]]:
    return tn.frame(tn.view(journal, "me"), what)


def test_a_letter_from_somebody_else_is_kept_with_whether_they_may_be_named_and_counts_for_nobody() -> None:
    mirele = tn.Person(id="mirele", name="Mirele", role="other", may_be_named="no")
    letter = tn.Contact(
        id="letter",
        at=SUNDAY,
        direction="other_to_client",
        person="mirele",
        channel="email",
        body="I read it on the ferry. She goes home to somebody, mine. I know the timetable by heart.",
    )
    journal = kept(mirele, letter)
    (found,) = journal.contacts
    assert found.person is not None
    assert journal[found.person].may_be_named == "no"  # type: ignore[union-attr]
    assert insights.contacts_by_week(journal) == ()
    assert insights.verdict(journal, found).because == "direction"


def test_what_she_wrote_to_herself_comes_back_when_the_same_tune_starts_again() -> None:
    card = tn.Entry(
        id="card",
        kind="what_helps",
        title="When it starts: put the kettle on first",
        body="Read the postcard. Then the other postcard.",
        written_at=MONDAY,
        tags=("the old tune",),
        links=(link("for_session", "next"),),
    )
    own = tn.Statement(
        id="own",
        speaker="client",
        words="Nobody frames a bus ticket for nothing.",
        said=MONDAY,
        keep=True,
        answers=("tune",),
    )
    tune = tn.Belief(id="tune", text="I am the ferry she happens to take.", kind="fear", tags=("the old tune",))
    times = [
        tn.Entry(
            id=f"again-{n}",
            body="Again the tune.",
            written_at=SUNDAY,
            tags=("the old tune",),
            links=(link("recurs", "tune"),),
            afterthoughts=(tn.Afterthought(degree="for the thousandth time"),),
        )
        for n in range(3)
    ]
    session = tn.Session(id="next", starts_at=NEXT_MONDAY, status="booked", preparation=tn.Preparation(fears=("tune",)))
    journal = kept(card, own, tune, session, *times)
    page = tn.prepare(tn.view(journal, "me"), at=SUNDAY)
    assert [item.record for item in page["safety_first"]] == ["card"]
    assert [item.record for item in page["hold_on_to"]] == ["own"]
    assert [one.statement.speaker for one in insights.reassurances(journal, SUNDAY, "tune")] == ["client"]
    assert len([record for record in journal if ("recurs", "tune") in linked(record)]) == 3
    assert len(list(journal.only(tags=("the old tune",)))) == 5


def test_both_sides_of_one_sentence_stand_beside_each_other_and_neither_wins() -> None:
    just = tn.Belief(
        id="just",
        text="She is on the payroll of my week.",
        evidence=(tn.Evidence(side="mixed", words="There is an invoice, and a drawing on the back of it.", at=MONDAY),),
        readings=(tn.Reading(at=MONDAY, feelings=(feel("sadness", tn.Rating.of(7)), feel("gladness", tn.Rating.of(7)))),),
    )
    enough = tn.Entry(id="enough", body="And it warms.", written_at=SUNDAY, links=(link("contrast", "just"),))
    hurts = tn.Entry(id="hurts", body="And it pinches.", written_at=MONDAY, links=(link("instance_of", "just"),))
    ledger = insights.evidence(kept(just, enough, hurts), "just")
    assert [(one.record.id, one.kind) for one in ledger.linked] == [("hurts", "instance_of"), ("enough", "contrast")]
    assert (len(ledger.mixed), ledger.for_, ledger.against) == (1, (), ())
    (found,) = insights.held(kept(just), "just")
    assert found.reading is not None
    assert [f.name for f in found.reading.feelings] == ["sadness", "gladness"]


def test_a_bond_is_looked_at_side_by_side_in_several_respects_and_they_are_never_added_up() -> None:
    def score(whom: str, respect: str, value: int) -> tn.Score:
        rating = tn.Rating(value=value, low=0, high=10, scale=respect)
        return tn.Score(
            id=f"{whom} {respect}",
            instrument=f"room with {whom}",
            value=rating,
            taken_at=MONDAY,
            links=(link("about", whom),),
        )

    journal = kept(
        tn.Person(id="ines", role="therapist"),
        tn.Person(id="jo", role="friend"),
        score("ines", "places", 1),
        score("ines", "candour", 9),
        score("jo", "places", 8),
        score("jo", "candour", 3),
        tn.Entry(id="which", kind="list", body="- candour matters\n- places: less each year\n", written_at=MONDAY),
    )
    found = {(one.instrument, one.scale): (one.figure.highest, one.figure.n) for one in insights.scores(journal)}
    assert found == {
        ("room with ines", "places"): (1, 1),
        ("room with ines", "candour"): (9, 1),
        ("room with jo", "places"): (8, 1),
        ("room with jo", "candour"): (3, 1),
    }
    assert {linked(score)[0] for score in journal.scores} == {("about", "ines"), ("about", "jo")}


def test_a_need_goes_back_to_childhood_belongs_to_a_pattern_and_is_met_more_or_less_over_time() -> None:
    pattern = tn.Entry(id="pattern", kind="pattern", body="Last to be fetched, first to say it was fine.", written_at=MONDAY)
    need = tn.Goal(
        id="to-be-missed",
        text="To be missed by name",
        kind="need",
        opened=tn.Approximate(latest=tn.day("1986-12-31"), words="before school"),
        progress=(
            tn.Progress(at=tn.day("2023-05-01"), degree="not met"),
            tn.Progress(at=tn.day("2024-05-01"), degree="partly, on Mondays", words="She said whose chair it is."),
        ),
        links=(link("instance_of", "pattern"),),
    )
    journal = kept(pattern, need)
    (found,) = journal.goals
    assert [one.degree for one in insights.progress(journal, found).progress] == ["not met", "partly, on Mondays"]
    then = found.progress_at(tn.day("2024-01-01"))
    assert then is not None
    assert (found.kind, then.degree, linked(found)) == ("need", "not met", [("instance_of", "pattern")])
    assert isinstance(found.opened, tn.Approximate)
    assert found.opened.words == "before school"


def test_a_part_has_its_own_grief_its_own_wish_and_its_own_days() -> None:
    small = tn.Part(id="small", name="the one with the satchel", age="six", needs=("a bell that rings at the same time",))
    grief = tn.Entry(
        id="grief",
        body="She will not come to the school gate.",
        written_at=SUNDAY,
        feelings=(feel("grief", tn.Rating.of(9), whose="small"), feel("shrug", "small")),
        authors=(tn.Author(who="small", portion="nearly all", called="S."),),
    )
    always = tn.Belief(
        id="always",
        text="There should be a door that is never shut.",
        held_from="wish",
        readings=(
            tn.Reading(at=tn.day("2024-09-01"), felt=tn.Rating.of(10), by="small"),
            tn.Reading(at=tn.day("2024-09-02"), known=tn.Rating.of(2), felt="I would too, at six", by="client"),
        ),
    )
    tear = tn.Rupture(id="tear", noticed=MONDAY, steps=(tn.RuptureStep(at=MONDAY, state="raised"),))
    before = tn.Entry(id="before", body="x", written_at=tn.day("2024-08-01"), authors=(tn.Author(who="small"),))
    journal = kept(small, grief, always, tear, before)
    assert {row["whose"]: row["name"] for row in rows(journal, "feelings")} == {"small": "grief", "client": "shrug"}
    assert {one.by: one.reading.felt for one in insights.held(journal, "always") if one.reading} == {
        "small": tn.Rating.of(10),
        "client": "I would too, at six",
    }
    since = journal.only(kinds=("entry",), between=(MONDAY, LATER))
    assert [(entry.id, entry.authors[0].who, entry.authors[0].called) for entry in since.entries] == [
        ("grief", "small", "S.")
    ]
    assert journal.parts[0].needs == ("a bell that rings at the same time",)


def test_a_letter_set_off_a_rupture_both_paid_for_it_and_it_is_not_regretted() -> None:
    letter = tn.Contact(id="letter", at=SUNDAY, direction="client_to_therapist", links=(link("caused", "ferry"),))
    ferry = tn.Rupture(
        id="ferry",
        title="The ferry that had sailed",
        noticed=MONDAY,
        triggers=("boundary_limit_met", "therapist_mood_or_lapse"),
        feelings=(feel("pain"), feel("anger", "hot"), feel("suspicion"), feel("mistrust", tn.Rating.of(6))),
        sizes=(
            tn.Size(of="then", degree=tn.Rating.of(10)),
            tn.Size(of="now", degree="a pebble", at=LATER),
            tn.Size(of="then", degree="she lost an evening", according_to="therapist"),
        ),
        afterthoughts=(
            tn.Afterthought(at=LATER, words="It opened an old cut. I would send it again.", degree="no regret"),
            tn.Afterthought(at=LATER, words="I learned that I want a pilot and not a passenger.", feelings=(feel("calm"),)),
        ),
    )
    journal = kept(letter, ferry)
    (cause,) = [record for record in journal if ("caused", "ferry") in linked(record)]
    assert cause == letter
    assert dict(insights.by_trigger(journal, LATER).counts) == {"boundary_limit_met": 1, "therapist_mood_or_lapse": 1}
    assert [row["name"] for row in rows(journal, "feelings") if row["field"] == "feelings"] == [
        "pain",
        "anger",
        "suspicion",
        "mistrust",
    ]
    mine, hers = insights.sizes(journal.ruptures[0])
    assert mine.then is not None
    assert mine.now is not None
    assert hers.then is not None
    assert (mine.then.degree, mine.now.degree, mine.gap_now) == (tn.Rating.of(10), "a pebble", None)
    assert (hers.according_to, hers.then.degree) == ("therapist", "she lost an evening")
    regret, lesson = journal.ruptures[0].afterthoughts
    assert (regret.degree, lesson.feelings[0].name) == ("no regret", "calm")


def test_what_is_known_of_the_other_and_what_is_not_known_are_two_lists() -> None:
    def belief(id: str, held_from: str) -> tn.Belief:
        return tn.Belief(id=id, text=id, about="ines", held_from=held_from)

    def question(id: str, wanted: str, *answers: tn.Answer) -> tn.Question:
        return tn.Question(id=id, text=id, asked=MONDAY, wanted=wanted, answers=answers, tags=("real_relationship",))

    journal = kept(
        belief("she swims", "told"),
        belief("she bites her pen", "seen"),
        belief("she has a loud kitchen", "guess"),
        question("who comes home when the coat comes off?", "not_sure"),
        question("does she like her own name?", "yes", tn.Answer(at=MONDAY, by="therapist", words="Mostly.")),
    )
    assert [b.id for b in journal.beliefs if b.held_from in {"told", "seen"}] == ["she bites her pen", "she swims"]
    unknown = [q for q in journal.only(tags=("real_relationship",)).questions if q.answer_at(LATER) is None]
    assert [(q.id, q.wanted) for q in unknown] == [("who comes home when the coat comes off?", "not_sure")]


def test_what_she_saw_and_what_she_made_of_it_are_two_things_and_trust_has_its_grounds() -> None:
    yawn = tn.SessionEvent(
        id="yawn",
        what="She put the cap on the pen before the hour was over.",
        meaning="That I am the last sock in the drawer.",
        who="therapist",
        feelings=(feel("weariness", "a good deal", whose="therapist", known_by="seen"), feel("fright", tn.Rating.of(8))),
        helpful=tn.Rating(value=3, low=1, high=9),
    )
    session = tn.Session(
        id="monday", starts_at=MONDAY, status="fulfilled", reflection=tn.Reflection(events=(yawn,)), therapy="now"
    )
    trust = tn.Belief(
        id="trust",
        text="What she shows is what there is.",
        readings=(tn.Reading(at=MONDAY, felt=tn.Rating.of(7)),),
        evidence=(
            tn.Evidence(side="for", words="She said 'I do not know' and looked it up.", at=MONDAY, accepted="yes"),
            tn.Evidence(side="against", words="The pen.", at=MONDAY, link="monday"),
        ),
    )
    flags = tn.Entry(
        id="flags", kind="list", body="- a voice like a leaflet\n- a name badge in the eyes\n", tags=("when I leave",)
    )
    journal = kept(session, trust, flags)
    (row,) = rows(journal, "events")
    assert row["what"] == "She put the cap on the pen before the hour was over."
    assert row["meaning"] == "That I am the last sock in the drawer."
    felt = [(one["whose"], one["known_by"], one["name"]) for one in rows(journal, "feelings")]
    assert felt == [("therapist", "seen", "weariness"), ("client", None, "fright")]
    ledger = insights.evidence(journal, "trust")
    assert ([one.accepted for one in ledger.for_], [one.link for one in ledger.against]) == (["yes"], ["monday"])
    assert [entry.id for entry in journal.only(tags=("when I leave",)).entries] == ["flags"]


def test_one_letter_has_several_motives_and_each_its_portion() -> None:
    letter = tn.Contact(
        id="letter",
        at=SUNDAY,
        direction="client_to_therapist",
        motives=(
            tn.Motive(words="to be held by a sentence", portion=tn.Rating.of(6)),
            tn.Motive(words="to see who answers when nobody is watching", portion="the rest"),
        ),
    )
    found = [(row["words"], row["portion_value"], row["portion_words"]) for row in rows(kept(letter), "motives")]
    assert found == [
        ("to be held by a sentence", 6, None),
        ("to see who answers when nobody is watching", None, "the rest"),
    ]


def test_she_may_want_what_she_knows_to_be_made_up_and_come_to_feel_what_she_knew() -> None:
    saint = tn.Belief(
        id="saint",
        text="Someone who is never tired of me",
        held_from="wish",
        readings=(
            tn.Reading(at=tn.day("2023-04-01"), known=tn.Rating.of(1), felt=tn.Rating.of(9)),
            tn.Reading(at=tn.day("2024-04-01"), known=tn.Rating.of(1), felt=tn.Rating.of(4), because="her cold in March"),
        ),
    )
    journal = kept(saint)
    change = insights.belief_then_and_now(journal, journal.beliefs[0], tn.day("2023-06-01"), LATER)
    assert [(one.known, one.felt) for one in (change.then, change.now) if one] == [
        (tn.Rating.of(1), tn.Rating.of(9)),
        (tn.Rating.of(1), tn.Rating.of(4)),
    ]
    (found,) = insights.held(journal, "saint")
    assert found.reading is not None
    assert (found.reading.at, found.reading.because) == (tn.day("2024-04-01"), "her cold in March")


def test_what_each_gives_is_agreed_and_what_speaks_for_a_limit_is_kept_with_it() -> None:
    def stated(id: str, topic: str, binds: str, words: str, *for_it: str, because: str = "") -> tn.Agreement:
        terms = tn.Terms(words=words, binds=binds, because=because)  # type: ignore[arg-type]
        return tn.Agreement(
            id=id,
            topic=topic,
            kind="business_contract",
            parties=("client", "therapist"),
            revisions=(tn.Revision(id="r", at=tn.day("2022-01-03"), act="stated", by="both", terms=terms),),
            evidence=tuple(tn.Evidence(side="for", words=one) for one in for_it),
        )

    journal = kept(
        stated("fee", "fee_and_payment", "client", "A fee on the first of the month."),
        stated(
            "keeps", "confidentiality_and_limits", "therapist", "Her whole attention, and her own troubles left in the car."
        ),
        stated(
            "gap",
            "between_session_contact",
            "both",
            "The week lies between.",
            "Day and night I would get the leftovers: not now, the soup.",
            because="so that both can sleep and I can chew",
        ),
        tn.Prediction(id="soup", fear="If she were always there I would meet her at her worst.", made_at=MONDAY),
        tn.Session(
            id="monday",
            starts_at=MONDAY,
            status="fulfilled",
            reflection=tn.Reflection(notes="Slept an hour in the car by the harbour. Needed it.", homework="nothing"),
            tags=("rest",),
        ),
    )
    gives = {holding.agreement.id: holding.terms.binds for holding in insights.in_force(journal, LATER)}
    assert gives == {"fee": "client", "keeps": "therapist", "gap": "both"}
    (gap,) = insights.in_force(journal, LATER, "between_session_contact")
    assert gap.terms.because == "so that both can sleep and I can chew"
    assert [one.words for one in gap.agreement.evidence if one.side == "for"] == [
        "Day and night I would get the leftovers: not now, the soup."
    ]
    assert insights.occasions(journal, "soup").open == 1
    assert "rest" in {word.name for word in tn.vocabularies()["coping_kinds"].words}
    (rested,) = journal.only(tags=("rest",)).sessions
    assert rested.reflection is not None
    assert rested.reflection.notes.startswith("Slept an hour")


def test_she_wants_more_of_one_thing_and_less_of_its_excess_and_bears_less_change_than_she_did() -> None:
    def wish(id: str, wish: str) -> tn.Preference:
        return tn.Preference(id=id, about=id, readings=(tn.PreferenceReading(at=MONDAY, wish=wish),))

    def bears(id: str, at: str, value: tn.Degree) -> tn.Score:
        return tn.Score(id=id, instrument="change that I can bear", value=value, taken_at=tn.day(at))

    journal = kept(
        wish("the same clock", "more"),
        wish("a clock for a heart", "less"),
        bears("a", "2023-02-01", tn.Rating.of(8)),
        bears("b", "2024-02-01", tn.Rating.of(2)),
        bears("c", "2024-08-01", "none at all"),
    )
    assert {p.about: p.wish_at(LATER) for p in journal.preferences} == {
        "the same clock": "more",
        "a clock for a heart": "less",
    }
    numbers, words = insights.scores(journal, "change that I can bear")
    assert [score.id for score in numbers.scores] == ["a", "b"]
    assert [score.value for score in words.scores] == ["none at all"]


def test_a_stretch_of_time_has_a_name_rough_ends_and_a_picture_of_its_own() -> None:
    roughly = tn.Approximate(earliest=tn.day("2023-04-01"), latest=tn.day("2023-04-30"), words="some time in April")
    therapy = tn.Therapy(
        id="now",
        began=tn.day("2021-03-01"),
        modality="relational, with parts",
        phases=(
            tn.Phase(id="p1", name="the year of thunder", began=roughly, ended=tn.day("2024-01-31")),
            tn.Phase(id="p2", name="first form again", began=tn.day("2024-02-01"), words="easy sums; a relief"),
        ),
    )
    elsewhere = tn.Therapy(
        id="course", began=tn.day("2019-01-07"), ended=tn.day("2019-05-27"), modality="CBT", ending_kind="time_limited"
    )
    picture = tn.Entry(
        id="picture", kind="metaphor", body="Like wearing last year's boots.", written_at=tn.day("2024-03-03")
    )
    storm = tn.Entry(id="storm", body="Thunder.", written_at=tn.day("2023-06-06"))
    journal = kept(therapy, elsewhere, picture, storm)
    found = {row["name"]: row["when"] for row in rows(journal, "phases")}
    assert found == {"the year of thunder": "some time in April", "first form again": "2024-02-01"}
    thunder, form = journal.therapies[-1].phases
    during = journal.only(kinds=("entry",), between=(thunder.began, thunder.ended))  # type: ignore[arg-type]
    afterwards = journal.only(kinds=("entry",), between=(form.began, LATER))  # type: ignore[arg-type]
    assert ([e.id for e in during.entries], [(e.id, e.kind) for e in afterwards.entries]) == (
        ["storm"],
        [("picture", "metaphor")],
    )
    kinds = [(one.therapy.modality, one.ending_kind) for one in insights.therapies(journal, LATER)]
    assert kinds == [("CBT", "time_limited"), ("relational, with parts", None)]


def test_she_says_how_much_she_can_carry_what_is_not_to_be_touched_and_what_would_help() -> None:
    quiet = tn.Agreement(
        id="quiet",
        topic="topics_and_pace",
        kind="working_agreement",
        revisions=(
            tn.Revision(
                id="r1",
                at=tn.day("2024-06-03"),
                act="accepted",
                by="both",
                terms=tn.Terms(words="Nothing about you and me unless I start it.", binds="therapist"),
                until=tn.day("2024-11-01"),
            ),
        ),
    )
    us = tn.Topic(id="us", text="You and me", opened=MONDAY)
    stove = tn.Topic(id="stove", text="The stove", opened=MONDAY, wish="reassure")
    session = tn.Session(
        id="next",
        starts_at=NEXT_MONDAY,
        status="booked",
        preparation=tn.Preparation(
            capacity="half a bucket",
            not_today=("us",),
            ask=("plain words", "a bit of cosseting"),
            shared_with=("therapist",),
        ),
        shared_with=("therapist",),
    )
    journal = kept(quiet, us, stove, session)
    mine = tn.prepare(tn.view(journal, "me"), at=SUNDAY)
    assert [(item.text, item.why) for item in mine["mood"]] == [("half a bucket", "capacity")]
    assert [item.text for item in mine["not_today"]] == ["You and me"]
    assert [item.record for item in mine["agenda"]] == ["stove"]
    hers = tn.prepare(tn.view(journal, "therapist"), at=SUNDAY)
    assert [item.text for item in hers["ask"]] == ["plain words", "a bit of cosseting"]
    assert [topic.wish for topic in journal.topics if topic.wish] == ["reassure"]
    status = [journal.agreements[0].status_at(at, zone=ZONE) for at in (SUNDAY, LATER)]
    assert status == ["in_force", "ended"]


def test_an_agreement_that_ended_keeps_what_it_gave_and_its_end_turned_out_the_opposite_of_what_was_feared() -> None:
    letters = tn.Agreement(
        id="letters",
        topic="between_session_contact",
        kind="working_agreement",
        revisions=(
            tn.Revision(
                id="r1", at=tn.day("2022-03-01"), act="stated", by="therapist", terms=tn.Terms(words="Write, then.")
            ),
            tn.Revision(id="r2", at=tn.day("2024-02-01"), act="ended", by="both"),
        ),
        evidence=(
            tn.Evidence(side="for", words="I learned to spell what I felt."),
            tn.Evidence(side="against", words="I slept beside the modem."),
        ),
        afterthoughts=(tn.Afterthought(at=LATER, words="I would not have missed it."),),
    )
    silence = tn.Prediction(
        id="silence",
        fear="Without letters I shall starve.",
        made_at=tn.day("2024-01-30"),
        outcome="opposite",
        outcome_at=tn.day("2024-05-01"),
        words_after="I have an appetite. Who would have thought.",
    )

    def sleeps(id: str, at: str, value: int) -> tn.Score:
        return tn.Score(id=id, instrument="nights slept through", value=tn.Rating.of(value), taken_at=tn.day(at))

    journal = kept(
        letters, silence, sleeps("a", "2023-11-01", 2), sleeps("b", "2024-04-01", 6), sleeps("c", "2024-06-01", 7)
    )
    (found,) = journal.agreements
    assert found.status_at(LATER, zone=ZONE) == "ended"
    assert [(one.side, one.words) for one in found.evidence] == [
        ("for", "I learned to spell what I felt."),
        ("against", "I slept beside the modem."),
    ]
    assert [thought.words for thought in found.afterthoughts] == ["I would not have missed it."]
    came = insights.occasions(journal, "silence")
    assert (came.opposite, came.n) == (1, 1)
    end = tn.day("2024-02-01")
    until = journal.only(kinds=("score",), between=(tn.day("2022-03-01"), end))
    since = journal.only(kinds=("score",), between=(end, LATER))
    assert [insights.scores(one)[0].figure.highest for one in (until, since)] == [2, 7]


def test_the_minutes_that_went_to_a_topic_and_the_fear_before_each_session_can_be_laid_side_by_side() -> None:
    def held(n: int, fear: tn.Degree, us: int, me: int) -> tn.Session:
        return tn.Session(
            id=f"s{n}",
            starts_at=tn.moment(f"2024-0{n}-02 15:00", ZONE),
            length=Duration(minutes=50),
            status="fulfilled",
            preparation=tn.Preparation(feelings=(feel("fear", fear),)),
            appearances=(
                tn.Appearance(topic="us", outcome="discussed", minutes=us),
                tn.Appearance(topic="me", outcome="discussed", minutes=me),
            ),
        )

    topics = (
        tn.Topic(id="us", text="us", opened=tn.day("2024-01-01")),
        tn.Topic(id="me", text="me", opened=tn.day("2024-01-01")),
    )
    journal = kept(*topics, held(1, tn.Rating.of(9), 45, 5), held(6, "a flutter", 10, 40))
    spent = {topic.id: insights.topic_thread(journal, topic, LATER) for topic in journal.topics}
    assert {id: (thread.minutes, thread.sessions_timed) for id, thread in spent.items()} == {"us": (55, 2), "me": (45, 2)}
    early = insights.topic_thread(journal, topics[1], tn.day("2024-03-01"))
    assert early.minutes == 5
    fears = [row["degree_value"] or row["degree_words"] for row in rows(journal, "feelings")]
    assert fears == [9, "a flutter"]


def test_thinking_aloud_is_a_kind_of_her_own_and_goes_along_unfinished() -> None:
    aloud = tn.Entry(
        id="aloud", title="Round and round", kind="thinking aloud", body="Or else", written_at=SUNDAY, unfinished=True
    )
    short = tn.Entry(id="short", kind="list", body="- in short: no", written_at=SUNDAY)
    journal = kept(aloud, short)
    assert "thinking aloud" not in {word.name for word in tn.vocabularies()["entry_kinds"].words}
    assert [entry.id for entry in journal.entries if entry.kind == "thinking aloud"] == ["aloud"]
    page = tn.prepare(tn.view(journal, "me"), at=SUNDAY)
    assert [item.text for item in page["materials"]] == ["Round and round"]


def test_what_another_sees_in_her_growth_and_what_she_takes_of_it_stand_apart() -> None:
    goal = tn.Goal(
        id="stay",
        text="To stay in the room",
        progress=(tn.Progress(at=MONDAY, degree=tn.Rating.of(6), words="I let her finish the kind sentence."),),
        evidence=(
            tn.Evidence(side="for", words="You no longer apologise to chairs.", by="mirele", at=MONDAY, accepted="partly"),
            tn.Evidence(side="for", words="I stayed.", by="client", at=SUNDAY),
        ),
        afterthoughts=(tn.Afterthought(at=SUNDAY, words="With a softer start I might never have looked so closely."),),
    )
    journal = kept(goal, tn.Person(id="mirele", name="Mirele"))
    ledger = insights.evidence(journal, "stay")
    assert [(one.by, one.n) for one in ledger.by] == [("mirele", 1), ("client", 1)]
    assert [one.accepted for one in insights.evidence(journal, "stay", by="mirele").for_] == ["partly"]
    reached = insights.progress(journal, journal.goals[0])
    assert [one.words for one in reached.progress] == ["I let her finish the kind sentence."]
    assert journal.goals[0].afterthoughts[0].according_to == "client"


def test_signs_of_being_thought_of_are_laid_down_with_their_day_and_may_leave_the_feeling_low() -> None:
    chalks = tn.Contact(
        id="chalks",
        at=tn.day("2024-05-06"),
        direction="therapist_to_client",
        attachments=(tn.Attachment(id="box", name="a box of chalks"),),
        tags=("sign",),
    )
    cutting = tn.Contact(
        id="cutting", at=tn.day("2024-07-01"), direction="therapist_to_client", channel="letter", tags=("sign",)
    )
    matter = tn.Belief(
        id="matter",
        text="I cross her mind.",
        readings=(tn.Reading(at=LATER, known=tn.Rating.of(8), felt=tn.Rating.of(2)),),
        evidence=(
            tn.Evidence(side="for", words="chalks", at=tn.day("2024-05-06"), link="chalks"),
            tn.Evidence(side="for", words="a cutting about herring gulls", at=tn.day("2024-07-01"), link="cutting"),
        ),
    )
    journal = kept(chalks, cutting, matter)
    ledger = insights.evidence(journal, "matter")
    assert [(one.at, one.link) for one in ledger.for_] == [
        (tn.day("2024-05-06"), "chalks"),
        (tn.day("2024-07-01"), "cutting"),
    ]
    assert len(insights.evidence(journal, "matter", at=tn.day("2024-06-01")).for_) == 1
    assert [record.id for record in journal.only(tags=("sign",))] == ["chalks", "cutting"]
    (found,) = insights.held(journal, "matter")
    assert found.reading is not None
    assert (found.reading.known, found.reading.felt) == (tn.Rating.of(8), tn.Rating.of(2))


def test_care_that_was_seen_and_pushed_away_is_an_urge_with_a_direction() -> None:
    seen = tn.Statement(
        id="seen",
        words="I was worried about you.",
        said=MONDAY,
        heard=(tn.Hearing(meaning="There is a hook in it.", at=MONDAY, feelings=(feel("fear", tn.Rating.of(8)),)),),
    )
    push = tn.Urge(id="push", at=MONDAY, urge="to make a joke and get my coat", tendency="rejecting", acted=True)
    stay = tn.Urge(id="stay", at=NEXT_MONDAY, urge="to make a joke", tendency="rejecting", acted=False)
    journal = kept(seen, push, stay)
    weeks = insights.urges_by_week(journal)
    assert [(week.acted, week.resisted) for week in weeks] == [(1, 0), (0, 1)]
    assert {urge.tendency for urge in journal.urges} == {"rejecting"}
    (heard,) = insights.heard(journal, "seen")
    assert [(one.meaning, one.feelings[0].name) for one in heard.latest] == [("There is a hook in it.", "fear")]


def test_a_repair_in_which_the_other_carried_her_own_feelings_stands_against_an_older_pattern() -> None:
    autumn = tn.Approximate(
        earliest=tn.day("2023-09-21"), latest=tn.day("2023-12-20"), words="the autumn before last winter"
    )
    pattern = tn.Entry(
        id="pattern", kind="pattern", body="When I bled, it was her carpet that was pitied.", written_at=tn.day("2024-01-01")
    )
    stove = tn.Rupture(
        id="stove",
        title="The stove",
        noticed=autumn,
        triggers=("therapist_statement",),
        feelings=(feel("sorrow", "to tears", whose="therapist", known_by="seen"), feel("guilt", tn.Rating.of(9))),
        steps=(
            tn.RuptureStep(
                at=tn.day("2024-01-08"),
                state="resolved",
                by="therapist",
                what="She wept, and said that the weeping was hers to dry.",
                strategies=("acknowledges_contribution", "discloses_internal_experience", "links_to_pattern_elsewhere"),
            ),
        ),
        tags=("mutual_recognition",),
        links=(link("contrast", "pattern"),),
    )
    afraid = tn.Belief(
        id="afraid", kind="fear", text="To weigh on her is to bruise her.", links=(link("instance_of", "pattern"),)
    )
    swallowed = tn.Unsaid(id="u", what="that it still smarts", kind="left_unsaid", reason="not_to_upset_therapist")
    session = tn.Session(
        id="january",
        starts_at=tn.day("2024-01-08"),
        status="fulfilled",
        reflection=tn.Reflection(unsaid=(swallowed,)),
    )
    journal = kept(pattern, stove, afraid, session)
    (found,) = insights.beside_repair(journal, LATER).ruptures
    assert (found.state, found.strategies[0]) == ("resolved", "acknowledges_contribution")
    assert found.rupture.noticed == autumn
    assert found.rupture.steps[0].by == "therapist"
    seen = [(row["name"], row["known_by"]) for row in rows(journal, "feelings") if row["whose"] == "therapist"]
    assert seen == [("sorrow", "seen")]
    tied = {record.id: kind for record in journal for kind, to in linked(record) if to == "pattern"}
    assert tied == {"stove": "contrast", "afraid": "instance_of"}
    assert [one.unsaid.reason for one in insights.unsaid(journal, LATER).found] == ["not_to_upset_therapist"]
    stages = {word.name for word in tn.vocabularies()["repair_stages"].words}
    assert [rupture.id for rupture in journal.only(tags=stages).ruptures] == ["stove"]


def test_the_words_of_another_that_say_it_for_her_keep_their_source_and_go_along() -> None:
    mirele = tn.Person(id="mirele", name="Mirele", role="author")
    borrowed = tn.Entry(
        id="borrowed",
        kind="borrowed_words",
        title="From the ferry letter",
        body="> I know the timetable by heart.",
        written_at=SUNDAY,
        authors=(tn.Author(who="mirele", called="M. of the ferry"),),
        links=(link("quoted_from", "letter"), link("for_session", "next")),
    )
    letter = tn.Contact(id="letter", at=SUNDAY, direction="other_to_client", person="mirele")
    session = tn.Session(id="next", starts_at=NEXT_MONDAY, status="booked")
    journal = kept(mirele, borrowed, letter, session)
    page = tn.prepare(tn.view(journal, "me"), at=SUNDAY)
    assert [(item.text, item.why) for item in page["materials"]] == [("From the ferry letter", "brought")]
    (entry,) = journal.entries
    assert journal[linked(entry)[0][1]] == letter
    assert [(author.who, author.called) for author in entry.authors] == [("mirele", "M. of the ferry")]
