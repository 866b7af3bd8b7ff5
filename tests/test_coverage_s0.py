"""What the first account needed, recorded with the public names and asked for again after it went through a file.

These are only the needs that no other test shows; the page ``docs/reference/coverage.md`` says where the others are shown.
"""

import therapy_notes as tn
from therapy_notes import insights

ZONE = "Europe/Dublin"
MONDAY = tn.moment("2024-03-04 17:00", ZONE)
THURSDAY = tn.moment("2024-03-07 17:00", ZONE)
SATURDAY = tn.moment("2024-03-09 11:00", ZONE)
IN_APRIL = tn.moment("2024-04-20 09:00", ZONE)
HELD = tn.Session(id="monday", starts_at=MONDAY, status="fulfilled", therapy="now")
NEXT = tn.Session(id="thursday", starts_at=THURSDAY, status="booked", therapy="now")


def kept(*records: tn.Record) -> tn.Journal:
    """Return a journal of these as it is read back from a file."""
    return tn.loads(tn.dumps(tn.Journal(zone=ZONE).with_records(*records)))


def link(kind: str, to: str) -> tn.Link:
    return tn.Link(kind=kind, to=to)


def day(text: str) -> tn.When:
    return tn.day(text)


def linked(record: tn.Record) -> list[tuple[str, str]]:
    return [(one.kind, one.to) for one in record.links]


def test_a_question_leads_to_the_session_that_raised_it_and_to_the_post_in_which_it_was_put_to_others() -> None:
    post = tn.Entry(id="post", kind="post", body="Five things I would ask a lighthouse keeper.", written_at=SATURDAY)
    wren = tn.Person(id="wren", name="Wren", role="peer")
    distance = tn.Question(
        id="distance",
        text="From how far off does one still count as company?",
        asked=SATURDAY,
        to=("other",),
        links=(link("prompted_by", "monday"), link("said_in", "post")),
        answers=(tn.Answer(at=day("2024-03-11"), by="wren", words="As far as a lamp carries.", link="post"),),
    )
    fog = tn.Question(
        id="fog",
        text="What does one do with the horn when the weather is clear?",
        asked=SATURDAY,
        to=("other",),
        links=(link("said_in", "post"),),
        afterthoughts=(tn.Afterthought(words="Wren has chewed on it all week.", according_to="wren"),),
    )
    journal = kept(HELD, post, wren, distance, fog)
    asked_there = [q.id for q in journal.questions if ("said_in", "post") in linked(q)]
    assert asked_there == ["distance", "fog"]
    assert [q.id for q in journal.questions if ("prompted_by", HELD.id) in linked(q)] == ["distance"]
    assert [q.id for q in journal.questions if q.answer_at(IN_APRIL) is None] == ["fog"]
    assert [q.id for q in journal.questions if q.answer_at(SATURDAY) is None] == ["distance", "fog"]
    assert [a.words for q in journal.questions if not q.answers for a in q.afterthoughts] == [
        "Wren has chewed on it all week."
    ]


def test_a_sentence_that_shook_a_belief_stands_beside_how_strongly_it_was_held_before_and_after() -> None:
    said = tn.Statement(
        id="boat", words="I row this boat with several people.", said=MONDAY, links=(link("said_in", "monday"),)
    )
    alone = tn.Belief(
        id="alone",
        text="There is one seat in that boat.",
        kind="fear",
        readings=(
            tn.Reading(at=day("2024-02-26"), known=tn.Rating.of(8), felt=tn.Rating.of(7)),
            tn.Reading(at=day("2024-03-05"), known=tn.Rating.of(4), felt="swaying", because="the boat"),
        ),
        evidence=(tn.Evidence(side="against", words="Several people.", by="therapist", at=MONDAY, link="boat"),),
    )
    journal = kept(HELD, said, alone)
    (found,) = insights.held(journal, "alone")
    assert found.first is not None
    assert found.reading is not None
    assert (found.first.known, found.reading.known, found.reading.felt) == (tn.Rating.of(8), tn.Rating.of(4), "swaying")
    assert [one.link for one in insights.evidence(journal, "alone").against] == ["boat"]
    assert [b.id for b in journal.beliefs if b.kind == "fear"] == ["alone"]


def test_each_belief_about_the_two_of_them_says_where_it_comes_from_and_how_sure_it_is() -> None:
    def belief(id: str, held_from: str, known: tn.Degree, felt: tn.Degree) -> tn.Belief:
        return tn.Belief(id=id, held_from=held_from, readings=(tn.Reading(at=MONDAY, known=known, felt=felt),))

    journal = kept(
        belief("I matter on Mondays", "told", tn.Rating.of(9), "depends on the weather"),
        belief("she keeps the drawing", "guess", "who knows", tn.Rating.of(3)),
        belief("she is kind", "known", tn.Rating.of(10), tn.Rating.of(10)),
    )
    sources = {b.id: (b.held_from, b.readings[0].felt) for b in journal.beliefs}
    assert sources == {
        "I matter on Mondays": ("told", "depends on the weather"),
        "she keeps the drawing": ("guess", tn.Rating.of(3)),
        "she is kind": ("known", tn.Rating.of(10)),
    }


def test_what_she_imagines_of_the_other_is_marked_as_imagined_and_stands_beside_her_own_side() -> None:
    draughts = tn.Belief(
        id="draughts",
        text="She says less when she was told off herself.",
        about="ines",
        held_from="guess",
        readings=(
            tn.Reading(
                at=MONDAY, felt="likely", feelings=(tn.Feeling(name="irritation", whose="therapist", known_by="guess"),)
            ),
            tn.Reading(
                at=THURSDAY, felt="so", feelings=(tn.Feeling(name="irritation", whose="therapist", known_by="said"),)
            ),
        ),
    )
    own = tn.Score(id="own", instrument="how near", value=tn.Rating.of(9), taken_at=MONDAY)
    hers = tn.Score(id="hers", instrument="how near", value=tn.Rating.of(2), taken_at=MONDAY, imagined=True)
    journal = kept(draughts, own, hers)
    rows = tn.frame(tn.view(journal, "me"), "feelings")
    assert [(row["whose"], row["known_by"]) for row in rows] == [("therapist", "guess"), ("therapist", "said")]
    near = {series.imagined: series.figure.highest for series in insights.scores(journal, "how near")}
    assert near == {False: 9, True: 2}
    assert [b.about for b in journal.beliefs if b.held_from == "guess"] == ["ines"]


def test_a_strain_that_comes_again_is_no_rupture_and_is_picked_through_over_several_sessions() -> None:
    before = tn.Rupture(
        id="autumn",
        title="the thing with the door, first time",
        certainty="strain",
        noticed=day("2023-10-02"),
        triggers=("boundary_limit_met",),
        steps=(tn.RuptureStep(at=day("2023-10-16"), state="resolved"),),
    )
    again = tn.Rupture(
        id="spring",
        title="the thing with the door",
        certainty="strain",
        noticed=day("2024-02-26"),
        triggers=("boundary_limit_met",),
        moves=(tn.Move(actor="therapist", direction="away", marker="her voice went indoors", according_to="client"),),
        sizes=(tn.Size(of="then", degree=tn.Rating.of(6)),),
        feelings=(
            tn.Feeling(name="cold", degree=tn.Rating.of(7)),
            tn.Feeling(name="worn out", degree="some", whose="therapist", known_by="guess"),
        ),
        steps=(
            tn.RuptureStep(at=MONDAY, state="being_worked", session="monday"),
            tn.RuptureStep(at=THURSDAY, state="being_worked", session="thursday", hurt="less"),
        ),
        links=(link("recurs", "autumn"), link("limit_met", "door")),
    )
    journal = kept(HELD, NEXT, before, again)
    (found,) = insights.open_ruptures(journal, IN_APRIL)
    assert (found.rupture.id, found.rupture.certainty, found.state) == ("spring", "strain", "being_worked")
    assert [step.session for step in found.rupture.steps_until(IN_APRIL)] == ["monday", "thursday"]
    assert [r.id for r in journal.ruptures if ("recurs", "autumn") in linked(r)] == ["spring"]
    assert insights.by_trigger(journal, IN_APRIL).counts == (("boundary_limit_met", 2),)
    (row,) = tn.frame(tn.view(journal, "me"), "moves")
    assert (row["actor"], row["direction"], row["according_to"]) == ("therapist", "away", "client")
    guessed = [row["name"] for row in tn.frame(tn.view(journal, "me"), "feelings") if row["known_by"] == "guess"]
    assert guessed == ["worn out"]
    assert ("limit_met", "door") in linked(found.rupture)


def test_a_series_of_heavy_posts_warns_in_advance_and_one_of_them_is_marked_as_light() -> None:
    def post(n: int, depth: tn.Degree, *feelings: tn.Feeling, heavy: bool = True) -> tn.Entry:
        warning = tn.ContentWarning(domain="mental_health", detail="parents", degree="a lot", covers="the whole series")
        return tn.Entry(
            id=f"post-{n}",
            kind="post",
            body="1. The gate.\n2. The gravel.\n3. The dog that was not there.\n",
            written_at=tn.moment(f"2024-03-{10 - n:02} 20:00", ZONE),
            series=tn.Series(name="the long driveway", position=n),
            depth=depth,
            feelings=feelings,
            warnings=(warning,) if heavy else (),
            links=(link("because_of", "parents"),) if heavy else (),
        )

    journal = kept(
        tn.Topic(id="parents", text="The driveway at home"),
        post(1, "paddling", heavy=False),
        post(
            2,
            tn.Rating.of(8),
            tn.Feeling(name="confused", degree=tn.Rating.of(9), moment="before"),
            tn.Feeling(name="confused", degree=tn.Rating.of(3), moment="after"),
        ),
        post(3, tn.Rating.of(9), tn.Feeling(name="fog, hands far away", degree="most of the evening", moment="after")),
    )
    in_order = sorted(journal.entries, key=lambda entry: (entry.series and entry.series.position) or 0)
    assert [entry.id for entry in in_order] == ["post-1", "post-2", "post-3"]
    assert [entry.id for entry in in_order if not entry.warnings] == ["post-1"]
    assert in_order[0].depth == "paddling"
    mine = tn.view(journal, "me")
    warned = [(row["record"], row["covers"], row["detail"]) for row in tn.frame(mine, "warnings")]
    assert sorted(warned) == [("post-2", "the whole series", "parents"), ("post-3", "the whole series", "parents")]
    felt = {(row["record"], row["moment"]): row["degree_value"] or row["degree_words"] for row in tn.frame(mine, "feelings")}
    assert felt == {("post-2", "before"): 9, ("post-2", "after"): 3, ("post-3", "after"): "most of the evening"}
    assert [entry.id for entry in in_order if ("because_of", "parents") in linked(entry)] == ["post-2", "post-3"]
    assert in_order[1].body == "1. The gate.\n2. The gravel.\n3. The dog that was not there.\n"


def test_what_is_accepted_with_the_head_may_go_on_hurting_and_both_are_kept() -> None:
    never = tn.Belief(
        id="never",
        text="I will not be tucked in there.",
        tags=("maternal",),
        readings=(
            tn.Reading(
                at=IN_APRIL,
                known=tn.Rating.of(10),
                felt="sinking in",
                feelings=(
                    tn.Feeling(name="sadness", degree=tn.Rating.of(8)),
                    tn.Feeling(name="relief", degree=tn.Rating.of(6)),
                ),
            ),
        ),
        evidence=(tn.Evidence(side="for", words="There is a waiting room, and a bill.", accepted="yes", at=MONDAY),),
    )
    journal = kept(never, tn.Belief(id="other", text="It rains.", tags=("paternal",)))
    assert [record.id for record in journal.only(tags=("maternal",))] == ["never"]
    assert "maternal" in [word.name for word in tn.vocabularies()["transference_tones"].words]
    (found,) = insights.held(journal, "never")
    assert found.reading is not None
    assert [(f.name, f.degree) for f in found.reading.feelings] == [
        ("sadness", tn.Rating.of(8)),
        ("relief", tn.Rating.of(6)),
    ]
    assert (found.reading.known, insights.evidence(journal, "never").for_[0].accepted) == (tn.Rating.of(10), "yes")


def test_a_limit_has_what_it_is_good_for_what_it_costs_and_how_far_it_is_accepted_over_time() -> None:
    outside = tn.Agreement(
        id="outside",
        topic="multiple_relationships",
        kind="therapist_policy",
        revisions=(
            tn.Revision(
                id="r1",
                at=day("2022-01-10"),
                act="stated",
                by="therapist",
                terms=tn.Terms(words="We meet in this room.", because="so that one door can be closed"),
                feelings=(tn.Feeling(name="ice", degree=tn.Rating.of(9)),),
            ),
        ),
        evidence=(
            tn.Evidence(side="for", words="Nobody has to take turns at being looked after."),
            tn.Evidence(side="against", words="I shall not know how she laughs at films."),
        ),
        afterthoughts=(
            tn.Afterthought(at=day("2023-01-10"), words="grudging", degree=tn.Rating.of(4)),
            tn.Afterthought(at=day("2024-01-10"), degree=tn.Rating.of(7), feelings=(tn.Feeling(name="calm"),)),
        ),
    )
    tea = tn.Preference(
        id="tea",
        about="one pot of tea in the café with the blue awning",
        readings=(
            tn.PreferenceReading(at=day("2022-02-01"), wish="loosen", because="Everyone else may."),
            tn.PreferenceReading(at=day("2024-02-01"), wish="none", because="It would only be tea."),
        ),
        links=(link("limit_met", "outside"),),
    )
    losses = tn.Entry(
        id="losses",
        kind="list",
        body="- the blue awning\n- a swim\n- her at a bus stop\n",
        written_at=SATURDAY,
        feelings=(tn.Feeling(name="grief", degree="quiet"),),
        links=(link("limit_met", "outside"),),
    )
    journal = kept(outside, tea, losses)
    met = [record.id for record in journal if ("limit_met", "outside") in linked(record)]
    assert met == ["tea", "losses"]
    (rule,) = journal.agreements
    assert [one.words for one in rule.evidence if one.side == "for"] == ["Nobody has to take turns at being looked after."]
    assert [[f.name for f in told.feelings] for told in insights.feelings_about(rule, ZONE)] == [["ice"], ["calm"]]
    assert [thought.degree for thought in rule.afterthoughts] == [tn.Rating.of(4), tn.Rating.of(7)]
    (holding,) = insights.in_force(journal, IN_APRIL, "multiple_relationships")
    assert holding.terms.because == "so that one door can be closed"
    wish = insights.preference_then_and_now(journal, journal.preferences[0], day("2023-01-01"), day("2024-03-01"))  # type: ignore[arg-type]
    assert [one.wish for one in (wish.then, wish.now) if one] == ["loosen", "none"]
    assert [entry.feelings[0].name for entry in journal.entries if entry.kind == "list"] == ["grief"]


def test_therapies_stand_beside_one_another_by_how_they_ended_and_by_a_measure_of_her_own() -> None:
    def carried(id: str, therapy: str, value: tn.Degree) -> tn.Score:
        return tn.Score(
            id=id, instrument="how much of me fitted in", value=value, taken_at=day("2024-01-01"), therapy=therapy
        )

    journal = kept(
        tn.Therapy(
            id="first",
            therapist="gudrun",
            began=day("2017-05-01"),
            ended=day("2018-05-01"),
            ending_kind="client_initiated",
            ending_words="She looked at her shoes.",
        ),
        tn.Therapy(id="now", therapist="ines", began=day("2021-12-06")),
        tn.Person(id="gudrun", name="Gudrun", role="therapist"),
        tn.Person(id="ines", name="Ines", role="therapist"),
        carried("a", "first", "a coat's worth"),
        carried("b", "now", tn.Rating.of(9)),
    )
    ended = [(one.therapy.id, one.ending_kind, one.therapy.ending_words) for one in insights.therapies(journal, IN_APRIL)]
    assert ended == [("first", "client_initiated", "She looked at her shoes."), ("now", None, "")]
    assert [one.therapy.therapist for one in insights.therapies(journal, IN_APRIL)] == ["gudrun", "ines"]
    measured = {t: insights.scores(journal, "how much of me fitted in", therapy=t) for t in ("first", "now")}
    assert {t: series[0].scores[0].value for t, series in measured.items()} == {
        "first": "a coat's worth",
        "now": tn.Rating.of(9),
    }


def test_what_stands_in_front_and_what_behind_is_read_off_the_weight_of_topics_over_time() -> None:
    def topic(id: str, *felt: tn.Degree) -> tn.Topic:
        times = (day("2023-03-01"), day("2024-03-01"))
        readings = tuple(tn.Reading(at=at, felt=one) for at, one in zip(times, felt, strict=True))
        return tn.Topic(id=id, text=id, opened=day("2023-01-01"), readings=readings)

    journal = kept(topic("rules", tn.Rating.of(8), tn.Rating.of(2)), topic("warmth", "none to speak of", tn.Rating.of(9)))
    rows = tn.frame(tn.view(journal, "me"), "readings")
    weights = {(row["record"], row["day"]): row["felt_value"] or row["felt_words"] for row in rows}
    assert weights == {
        ("rules", "2023-03-01"): 8,
        ("rules", "2024-03-01"): 2,
        ("warmth", "2023-03-01"): "none to speak of",
        ("warmth", "2024-03-01"): 9,
    }


def test_a_post_was_sent_and_answered_and_one_sentence_of_the_answer_was_heard_in_two_ways() -> None:
    percent = tn.Rating(value=2, low=0, high=100)
    most = tn.Rating(value=98, low=0, high=100)
    post = tn.Entry(id="post", kind="post", body="On being somebody's Tuesday.", written_at=SATURDAY)
    sent = tn.Contact(
        id="sent",
        at=tn.moment("2024-03-09 12:00", ZONE),
        direction="client_to_therapist",
        channel="email",
        purpose="sharing_material",
        links=(link("about", "post"),),
    )
    reply = tn.Contact(
        id="reply",
        at=tn.moment("2024-03-10 08:10", ZONE),
        direction="therapist_to_client",
        channel="email",
        body="In Finnish there are forty words for snow. You are a kind of weather to me that I would miss.",
        feelings=(
            tn.Feeling(name="hope", degree=tn.Rating.of(8), moment="before"),
            tn.Feeling(name="longing", degree=tn.Rating.of(10), moment="after"),
        ),
        helpful="it burned",
        links=(link("answers", "sent"),),
    )
    weather = tn.Statement(
        id="weather",
        speaker="therapist",
        said=tn.moment("2024-03-10 08:10", ZONE),
        words="You are a kind of weather to me that I would miss.",
        exactness="near",
        channel="email",
        context_before="Forty words for snow.",
        heard=(
            tn.Hearing(who="smallest", portion=percent, meaning="She would miss me.", at=day("2024-03-10")),
            tn.Hearing(portion=most, meaning="One kind among forty.", at=day("2024-03-10"), believed=tn.Rating.of(9)),
            tn.Hearing(meaning="Rare, perhaps.", at=day("2024-04-01"), believed=tn.Rating.of(4)),
        ),
        links=(link("said_in", "reply"),),
    )
    rather_not = tn.Topic(id="rather-not", text="I would rather have had no forty words.", links=(link("about", "weather"),))
    readers = ("therapist",)
    hindered = tn.SessionEvent(
        id="e", what="the forty words, read out", helpful=tn.Rating(value=2, low=1, high=9), meaning="Too soon."
    )
    afterwards = tn.Session(
        id="afterwards",
        starts_at=tn.moment("2024-03-11 17:00", ZONE),
        status="fulfilled",
        reflection=tn.Reflection(events=(hindered,), shared_with=readers),
        shared_with=readers,
    )
    journal = kept(afterwards, post, sent, reply, weather, rather_not, tn.Part(id="smallest", name="the smallest"))
    (first, second) = journal.contacts
    assert ("about", "post") in linked(first)
    assert insights.answered(journal, first) == second
    assert second.helpful == "it burned"
    rows = tn.frame(tn.view(journal, "me"), "feelings")
    assert [(row["name"], row["moment"]) for row in rows] == [("hope", "before"), ("longing", "after")]
    (said,) = insights.said_and_heard(journal)
    assert (said.statement.exactness, said.statement.channel) == ("near", "email")
    assert said.statement.context_before == "Forty words for snow."
    assert journal[said.statement.links[0].to] == second
    small, whole = said.heard
    assert [(h.portion, h.meaning) for h in (*small.first, *whole.first)] == [
        (percent, "She would miss me."),
        (most, "One kind among forty."),
    ]
    assert [h.believed for h in (*whole.first, *whole.latest)] == [tn.Rating.of(9), tn.Rating.of(4)]
    waiting = [one.topic for one in insights.waiting_topics(journal, IN_APRIL)]
    assert [linked(topic) for topic in waiting] == [[("about", "weather")]]
    page = tn.prepare(tn.view(journal, "therapist"), at=IN_APRIL)
    assert [(item.text, item.detail) for item in page["feedback"]] == [("the forty words, read out", "Too soon. · 2 (1–9)")]


def test_what_is_taken_back_counts_no_more_from_then_on_and_is_still_there() -> None:
    rash = tn.Belief(
        id="rash",
        text="They are all cowards with certificates.",
        readings=(tn.Reading(at=SATURDAY, felt=tn.Rating.of(10)),),
        afterthoughts=(tn.Afterthought(at=day("2024-03-10"), words="I take the certificates back."),),
        retracted_at=day("2024-03-10"),
    )
    post = tn.Entry(id="post", body="Cowards.", written_at=SATURDAY, retracted_at=day("2024-03-10"), unfinished=True)
    journal = kept(rash, post, NEXT)
    assert [one.by for one in insights.held(journal, "rash", SATURDAY)] == ["client"]
    assert insights.held(journal, "rash", IN_APRIL) == ()
    assert [record.id for record in journal if record.retracted_at] == ["post", "rash"]
    assert [thought.words for thought in journal.beliefs[0].afterthoughts] == ["I take the certificates back."]
    assert "materials" not in [section.kind for section in tn.prepare(tn.view(journal, "me"), at=IN_APRIL).sections]


def test_of_what_kind_and_how_much_are_two_scales_that_are_never_mixed() -> None:
    def fondness(id: str, value: tn.Degree) -> tn.Score:
        return tn.Score(id=id, instrument="fondness, as I picture hers", value=value, taken_at=MONDAY, imagined=True)

    journal = kept(
        fondness("how much", tn.Rating(value=6, low=0, high=10, scale="litres")),
        fondness("how much, again", tn.Rating(value=7, low=0, high=10, scale="litres")),
        fondness("how near to an aunt", tn.Rating(value=2, low=0, high=10, scale="aunt")),
        fondness("what kind", "like somebody who keeps a spare umbrella"),
    )
    found = {series.scale: (series.figure.n, series.figure.in_words) for series in insights.scores(journal)}
    assert found == {"litres": (2, 0), "aunt": (1, 0), None: (0, 1)}


def test_advice_says_who_gave_it_and_what_was_not_taken_does_not_wait() -> None:
    wren = tn.Person(id="wren", name="Wren", role="peer")
    tell = tn.Topic(id="tell", text="Say what the snow did", opened=SATURDAY, links=(link("advised_by", "wren"),))
    leave = tn.Topic(
        id="leave",
        text="Skip a week to teach her",
        opened=SATURDAY,
        withdrawn_at=day("2024-03-11"),
        links=(link("advised_by", "wren"),),
        afterthoughts=(tn.Afterthought(words="No. That is how my aunt did it."),),
    )
    journal = kept(wren, tell, leave)
    advised = [topic.id for topic in journal.topics if ("advised_by", "wren") in linked(topic)]
    assert sorted(advised) == ["leave", "tell"]
    said = {topic.id: [thought.words for thought in topic.afterthoughts] for topic in journal.topics}
    assert said == {"leave": ["No. That is how my aunt did it."], "tell": []}
    assert [one.topic.id for one in insights.waiting_topics(journal, IN_APRIL)] == ["tell"]


def test_what_is_too_hot_for_a_letter_is_planned_for_the_session_before_the_break() -> None:
    busy = tn.Absence(
        id="busy",
        kind="reduced_contact",
        begins=day("2024-03-04"),
        ends=day("2024-03-08"),
        announced_at=MONDAY,
        contact_during=tn.ContactRule(mode="open", reply="short"),
        therapy="now",
    )
    away = tn.Absence(id="away", kind="therapist_holiday", begins=day("2024-03-09"), ends=day("2024-03-23"), therapy="now")
    hot = tn.Topic(
        id="hot",
        text="The forty words",
        opened=MONDAY,
        fear_of_raising=tn.Rating.of(9),
        plan=tn.Plan(how="say", session="thursday", before=day("2024-03-08"), because="Ink runs when I cry."),
        therapy="now",
    )
    shelved = tn.Topic(
        id="shelved",
        text="The umbrella",
        opened=MONDAY,
        plan=tn.Plan(set_aside_until=day("2024-03-25"), because="Two storms at once is one too many; it costs me sleep."),
        therapy="now",
    )
    flood = tn.Prediction(
        id="flood",
        fear="I shall come apart in the chair.",
        about="thursday",
        made_at=MONDAY,
        probability="more likely than not",
        how_bad=tn.Rating.of(9),
        links=(link("for_session", "thursday"),),
        therapy="now",
    )
    journal = kept(tn.Therapy(id="now"), HELD, NEXT, busy, away, hot, shelved, flood)
    eve = tn.moment("2024-03-06 21:00", ZONE)
    found = insights.before_the_break(journal, journal["away"], eve)  # type: ignore[arg-type]
    assert ([one.topic.id for one in found.topics], found.around.sessions_left) == (["hot"], 1)
    assert found.topics[0].topic.plan == hot.plan
    written = tn.Contact(id="w", at=eve, direction="client_to_therapist", therapy="now")
    assert insights.verdict(journal, written).by == ("busy",)
    assert [absence.contact_during.reply for absence in journal.absences if absence.contact_during] == ["short"]
    page = tn.prepare(tn.view(journal, "me"), at=eve)
    assert [item.record for item in page["also_marked"]] == ["hot"]
    assert "shelved" not in {item.record for section in page.sections for item in section.items}
    assert [item.text for item in page["fears"]] == ["I shall come apart in the chair."]
    assert [item.record for item in page["coming_break"]][:1] == ["away"]
    assert {topic.id: topic.plan.because for topic in journal.topics if topic.plan}["shelved"].endswith("costs me sleep.")
    occasions = insights.occasions(journal, "flood")
    feared = occasions.occasions[0].prediction
    assert (occasions.open, feared.about) == (1, "thursday")
    assert (feared.probability, feared.how_bad) == ("more likely than not", tn.Rating.of(9))
    assert found.topics[0].topic.fear_of_raising == tn.Rating.of(9)
    assert [absence.announced_at for absence in journal.absences if absence.kind == "reduced_contact"] == [MONDAY]


def test_a_hard_word_for_herself_and_what_she_expects_of_the_other_are_beliefs_of_their_own_kinds() -> None:
    two_faced = tn.Belief(
        id="two-faced",
        text="I give my neighbours the good biscuits and her the crumbs of the truth.",
        kind="self_view",
        tags=("labelling",),
    )
    on_time = tn.Belief(
        id="on-time",
        text="That she should answer on the same day",
        kind="expectation",
        about="ines",
        evidence=(
            tn.Evidence(side="for", words="My vet does.", by="client"),
            tn.Evidence(side="against", words="She has forty of us.", by="wren", accepted="partly"),
        ),
    )
    journal = kept(two_faced, on_time, tn.Person(id="wren"), tn.Person(id="ines"))
    assert {belief.kind: belief.id for belief in journal.beliefs} == {"self_view": "two-faced", "expectation": "on-time"}
    named = {word.name for word in tn.vocabularies()["distortions"].words}
    assert [belief.id for belief in journal.beliefs if named & set(belief.tags)] == ["two-faced"]
    fair = insights.evidence(journal, "on-time")
    assert [(one.by, one.for_, one.against) for one in fair.by] == [("client", 1, 0), ("wren", 0, 1)]
    assert [one.accepted for one in insights.evidence(journal, "on-time", by="wren").against] == ["partly"]


def test_a_sad_certainty_is_questioned_by_somebody_else_and_held_less_afterwards() -> None:
    only_there = tn.Belief(
        id="only-there",
        text="It stops being real at the umbrella stand.",
        readings=(
            tn.Reading(at=day("2024-03-01"), known=tn.Rating.of(8), felt=tn.Rating.of(10)),
            tn.Reading(at=day("2024-04-01"), known=tn.Rating.of(3), felt=tn.Rating.of(6), because="what Ilse wrote"),
        ),
        evidence=(
            tn.Evidence(side="for", words="I have never seen her kitchen.", at=day("2024-03-01")),
            tn.Evidence(
                side="against",
                words="And who in her kitchen has seen what you have?",
                by="ilse",
                at=day("2024-03-20"),
                link="post",
                accepted="yes",
            ),
        ),
    )
    remark = tn.Comment(id="c1", author="Ilse", mine=False, body="> at the umbrella stand\n\nIs that so?")
    post = tn.Entry(id="post", kind="post", body="It stops at the umbrella stand.", written_at=SATURDAY, comments=(remark,))
    journal = kept(only_there, post, tn.Person(id="ilse", name="Ilse", role="peer"))
    (belief,) = journal.beliefs
    change = insights.belief_then_and_now(journal, belief, day("2024-03-15"), IN_APRIL)  # type: ignore[arg-type]
    assert [(one.known, one.felt) for one in (change.then, change.now) if one] == [
        (tn.Rating.of(8), tn.Rating.of(10)),
        (tn.Rating.of(3), tn.Rating.of(6)),
    ]
    (against,) = insights.evidence(journal, "only-there", by="ilse").against
    assert (against.accepted, against.link) == ("yes", "post")
    assert "> at the umbrella stand" in journal.entries[0].comments[0].body


def test_who_does_not_want_to_read_it_today_may_say_so_and_why() -> None:
    excuse = tn.Comment(
        id="c1", author="Wren", mine=False, body="Not this week: I am in the same ditch.", shared_with=("peer",)
    )
    post = tn.Entry(
        id="post", kind="post", body="The ditch.", written_at=SATURDAY, comments=(excuse,), shared_with=("peer",)
    )
    journal = kept(post)
    journal = tn.shared(journal, tn.view(journal, "peer"), at=SATURDAY, how="by link")
    journal = tn.noted(journal, "post", "peer", asked_to_read_at=SATURDAY, read="no")
    (line,) = insights.shares(tn.loads(tn.dumps(journal)), audience="peer")
    assert (line.record, line.read, line.asked_to_read_at) == ("post", "no", SATURDAY)
    assert journal.entries[0].comments[0].body.startswith("Not this week")


def test_what_one_would_like_to_read_about_is_a_list_and_a_question_under_ones_own_tag() -> None:
    shelf = tn.Entry(
        id="shelf", kind="list", body="- the chapter that everyone skips", written_at=SATURDAY, tags=("negative",)
    )
    hidden = tn.Question(
        id="hidden", text="Where do they write about being cross with us?", to=("other",), asked=SATURDAY, tags=("negative",)
    )
    journal = kept(shelf, hidden, tn.Question(id="else", text="Why do owls not snore?", asked=SATURDAY))
    assert sorted(record.id for record in journal.only(tags=("negative",))) == ["hidden", "shelf"]
    assert "negative" in [word.name for word in tn.vocabularies()["transference_tones"].words]


def test_being_thought_of_between_sessions_is_kept_and_found_again_by_the_fear_that_it_answers() -> None:
    said = tn.Statement(
        id="hedge",
        speaker="therapist",
        words="I saw a hedge cut like a hen and you came to mind.",
        said=MONDAY,
        keep=True,
        answers=("out of sight",),
    )
    with_me = tn.Entry(
        id="with-me",
        kind="carried_with_me",
        body="Told her about the hen all the way down Mill Street.",
        written_at=SATURDAY,
        tags=("imagined_dialogue",),
    )
    journal = kept(HELD, said, with_me)
    (found,) = insights.reassurances(journal, IN_APRIL, "Out of sight")
    assert (found.statement.id, found.last_heard) == ("hedge", MONDAY)
    assert insights.reassurances(journal, IN_APRIL, "out of money") == ()
    assert [record.id for record in insights.since_last_session(journal, IN_APRIL)] == ["with-me"]
    carried = {word.name for word in tn.vocabularies()["intersession_experiences"].words}
    assert [record.id for record in journal.only(tags=carried)] == ["with-me"]


def test_a_letter_in_need_gets_a_short_answer_and_the_work_waits_for_the_room() -> None:
    short = tn.Agreement(
        id="short",
        topic="reply_expectation",
        kind="working_agreement",
        revisions=(
            tn.Revision(
                id="r1",
                at=day("2024-01-08"),
                act="stated",
                by="therapist",
                terms=tn.Terms(
                    words="Two lines to steady you; the rest when we sit down.",
                    because="so that it happens between us",
                    contact=tn.ContactRule(mode="purpose_limited", purposes=("reassurance", "scheduling"), reply="short"),
                ),
            ),
        ),
    )

    def letter(purpose: str) -> tn.Contact:
        return tn.Contact(id=purpose, at=SATURDAY, direction="client_to_therapist", channel="email", purpose=purpose)

    def topic(id: str, strand: str) -> tn.Topic:
        return tn.Topic(id=id, text=id, opened=day("2024-01-01"), tags=(strand,), plan=tn.Plan(how="say"))

    met = tn.Session(
        id="monday",
        starts_at=MONDAY,
        status="fulfilled",
        appearances=(tn.Appearance(topic="the exam", outcome="discussed"),),
    )
    journal = kept(short, letter("reassurance"), letter("venting"), met)
    journal = journal.with_records(topic("the exam", "working_alliance"), topic("her and me", "real_relationship"))
    answers = {contact.id: verdict.answer for contact, verdict in insights.verdicts(journal)}
    assert answers == {"reassurance": "yes", "venting": "no"}
    (holding,) = insights.in_force(journal, IN_APRIL, "reply_expectation")
    assert holding.terms.contact is not None
    assert (holding.terms.contact.reply, holding.terms.because) == ("short", "so that it happens between us")
    touched = {one.id: insights.sessions_touching(journal, one, IN_APRIL).touched for one in journal.topics}
    assert touched == {"the exam": 1, "her and me": 0}
    assert [record.id for record in journal.only(tags=("real_relationship",))] == ["her and me"]


def test_an_entry_for_which_the_words_ran_out_is_brought_along() -> None:
    stuck = tn.Entry(
        id="stuck", title="It is not that it is not fair, it is", body="It is", unfinished=True, written_at=SATURDAY
    )
    speechless = tn.Unsaid(id="u", what="what it is", kind="left_unsaid", reason="could_not_find_words")
    met = tn.Session(
        id="monday", starts_at=MONDAY, status="fulfilled", reflection=tn.Reflection(unsaid=(speechless,)), therapy="now"
    )
    later = tn.Session(id="later", starts_at=tn.moment("2024-03-11 17:00", ZONE), status="booked", therapy="now")
    page = tn.prepare(tn.view(kept(stuck, met, later), "me"), at=tn.moment("2024-03-10 20:00", ZONE))
    assert [(item.record, item.why) for item in page["materials"]] == [("stuck", "unfinished")]
    assert [item.text for item in page["unsaid"]] == ["what it is"]
