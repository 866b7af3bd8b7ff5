"""The shipped words, with their sources.

Closed lists are types: a file with another word is refused. Open lists are suggestions: every other word is
as good, so that one's own language always fits and a word of a newer release still reads.

All lists stand in one table, :data:`VOCABULARIES`. What the pages, the JSON Schema and the strategies for tests say of
a list is made from it. A word that was a mistake is retired there: nobody suggests it any more, and what was written
with it stays as it was written.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

from attrs import frozen

# -- closed ----------------------------------------------------------------------------------------------------

SessionStatus: TypeAlias = Literal["proposed", "booked", "fulfilled", "cancelled", "noshow", "rescheduled", "cut_short"]

Act: TypeAlias = Literal[
    "stated", "proposed", "countered", "accepted", "accepted_reluctantly", "declined",
    "amended", "suspended", "resumed", "ended", "withdrawn",
]  # fmt: skip

Answer: TypeAlias = Literal["yes", "no", "cannot_tell"]

ContactMode: TypeAlias = Literal["open", "windowed", "purpose_limited", "by_arrangement", "none"]

Direction: TypeAlias = Literal["client_to_therapist", "therapist_to_client", "client_to_other", "other_to_client"]

MoveDirection: TypeAlias = Literal["away", "against"]

Certainty: TypeAlias = Literal["rupture", "strain", "not_sure"]

RuptureState: TypeAlias = Literal[
    "noticed", "raised", "being_worked", "partly_resolved", "resolved", "unresolved", "reopened"
]

Outcome: TypeAlias = Literal["discussed", "partly", "raised_only", "deferred", "forgotten", "chose_not_to", "overtaken"]

AgreementStatus: TypeAlias = Literal["nothing_yet", "proposed", "in_force", "on_trial", "suspended", "ended"]

YesNoUnknown: TypeAlias = Literal["yes", "no", "not_known"]

Exactness: TypeAlias = Literal["verbatim", "near", "gist", "remembered"]

PredictionOutcome: TypeAlias = Literal["happened", "partly", "did_not_happen", "opposite"]

Weekday: TypeAlias = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

Binds: TypeAlias = Literal["client", "therapist", "both"]

WEEKDAYS: Final[tuple[Weekday, ...]] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

# -- what a list is ----------------------------------------------------------------------------------------------

Sureness: TypeAlias = Literal["read", "second_hand", "from_memory", "ours"]
"""How a source is known: read in a public text, from a text about it, from memory and not checked, or no source: ours."""


@frozen(kw_only=True)
class Word:
    """One shipped word.

    Args:
        name: The word, as it stands in a file.
        meaning: What it means, in our own words; empty where it says so itself.
        retired: True when it is no longer suggested. It is still read, shown and labelled.
        instead: Which word of the same list is suggested in place of a retired one.

    Raises:
        ValueError: It names a word to use instead, and is not retired.
    """

    name: str
    meaning: str = ""
    retired: bool = False
    instead: str = ""

    def __attrs_post_init__(self) -> None:
        if self.instead and not self.retired:
            raise ValueError("a word that is in use, and another to use instead")


@frozen(kw_only=True)
class Vocabulary:
    """A list of shipped words, with its source.

    Args:
        name: What the list is called.
        words: The words, retired ones too, each once.
        source: Whose words they are.
        evidence: How that is known: ``read``, ``second_hand``, ``from_memory``; ``ours`` when there is no source. Where
            the words of a list are known in several ways, the least sure of them.
        closed: True when a file with another word is refused.
        used_by: The fields for which the list is meant, such as ``Rupture.triggers``. Empty when the words stand in
            answers only, and in no record.

    Raises:
        ValueError: A word stands there twice, or one that is retired points to no word that is in use.

    >>> VOCABULARIES["replies"].suggested
    ('none_needed', 'acknowledgement', 'short', 'full')
    """

    name: str
    words: tuple[Word, ...]
    source: str = ""
    evidence: Sureness = "ours"
    closed: bool = False
    used_by: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        if len(set(self.names)) < len(self.words):
            raise ValueError("a word that stands twice in one list")
        if not {word.instead for word in self.words} <= {"", *self.suggested}:
            raise ValueError("a word to use instead that is not in use in this list")

    @property
    def names(self) -> tuple[str, ...]:
        """Every word of the list, retired ones too: whatever may stand in a file and is ours."""
        return tuple(word.name for word in self.words)

    @property
    def suggested(self) -> tuple[str, ...]:
        """The words that are suggested to somebody who looks for one."""
        return tuple(word.name for word in self.words if not word.retired)


def _plain(names: str) -> tuple[Word, ...]:
    return tuple(Word(name=name) for name in names.split())


def _meant(**meanings: str) -> tuple[Word, ...]:
    return tuple(Word(name=name, meaning=meaning) for name, meaning in meanings.items())


# -- the closed lists --------------------------------------------------------------------------------------------

_CLOSED = (
    Vocabulary(
        name="session_status",
        words=_meant(
            proposed="one of us named the time, the other has not answered",
            booked="it is to take place",
            fulfilled="it took place",
            cancelled="it was called off before",
            noshow="one of us did not come",
            rescheduled="it was moved to another time",
            cut_short="it took place, and ended before its time",
        ),
        source="HL7 FHIR R5, Appointment.status, where it has a word; the last two are ours",
        evidence="read",
        closed=True,
        used_by=("Session.status",),
    ),
    Vocabulary(
        name="act",
        words=_meant(
            stated="said to be so, without asking",
            proposed="offered; not in force by that",
            countered="answered with another offer",
            accepted="agreed to",
            accepted_reluctantly="agreed to, and not gladly",
            declined="refused",
            amended="changed while it goes on",
            suspended="set aside for a time",
            resumed="taken up again",
            ended="no longer in force",
            withdrawn="taken back",
        ),
        closed=True,
        used_by=("Revision.act",),
    ),
    Vocabulary(
        name="answer",
        words=_meant(yes="", no="", cannot_tell="what is recorded does not settle it"),
        closed=True,
    ),
    Vocabulary(
        name="contact_mode",
        words=_meant(
            open="at any time",
            windowed="on certain days, in certain hours",
            purpose_limited="for certain purposes",
            by_arrangement="when it was arranged beforehand",
            none="not between sessions",
        ),
        source="our names for what the contact policies of practices say",
        closed=True,
        used_by=("ContactRule.mode",),
    ),
    Vocabulary(
        name="direction",
        words=_plain("client_to_therapist therapist_to_client client_to_other other_to_client"),
        closed=True,
        used_by=("Contact.direction",),
    ),
    Vocabulary(
        name="move_direction",
        words=_meant(
            away="further from the other or from the work; also by being nice and hidden",
            against="at the other or at the work: with blame, anger, pressure",
        ),
        source="Eubanks, Muran & Safran 2015; of both people, Eubanks & Muran 2022",
        evidence="second_hand",
        closed=True,
        used_by=("Move.direction",),
    ),
    Vocabulary(
        name="rupture_type",
        words=_meant(
            withdrawal="all moves go away",
            confrontation="all moves go against",
            mixed="some of each",
            none="no move is recorded",
        ),
        source="Safran & Muran 2000; Eubanks, Muran & Safran 2015",
        evidence="second_hand",
        closed=True,
    ),
    Vocabulary(
        name="certainty",
        words=_meant(rupture="", strain="tense, and not torn", not_sure=""),
        closed=True,
        used_by=("Rupture.certainty",),
    ),
    Vocabulary(
        name="size_of",
        words=_meant(
            then="how big it felt at the time",
            now="how big it is by now",
            warranted="how big there was reason for",
        ),
        closed=True,
        used_by=("Size.of",),
    ),
    Vocabulary(
        name="rupture_state",
        words=_meant(
            noticed="I know of it; it has not been said",
            raised="it has been said to the other",
            being_worked="we are at it",
            partly_resolved="something is mended, something is not",
            resolved="it is mended",
            unresolved="we left it as it is",
            reopened="it came back",
        ),
        closed=True,
        used_by=("RuptureStep.state",),
    ),
    Vocabulary(
        name="outcome",
        words=_meant(
            discussed="we talked about it",
            partly="we talked about some of it",
            raised_only="it was named, no more",
            deferred="left for another day",
            forgotten="nobody thought of it",
            chose_not_to="I thought of it, and left it",
            overtaken="something else took the time, or settled it",
        ),
        closed=True,
        used_by=("Appearance.outcome",),
    ),
    Vocabulary(
        name="agreement_status",
        words=_plain("nothing_yet proposed in_force on_trial suspended ended"),
        source="the steps are those of FHIR R5, CarePlan and Goal; the words are ours",
        evidence="read",
        closed=True,
    ),
    Vocabulary(
        name="yes_no_unknown",
        words=_plain("yes no not_known"),
        closed=True,
        used_by=("Contact.read", "Share.read"),
    ),
    Vocabulary(
        name="exactness",
        words=_meant(
            verbatim="word for word",
            near="nearly word for word",
            gist="what it came to",
            remembered="as memory has it by now",
        ),
        closed=True,
        used_by=("Statement.exactness",),
    ),
    Vocabulary(
        name="prediction_outcome",
        words=_meant(
            happened="it came as feared",
            partly="some of it came",
            did_not_happen="it did not come",
            opposite="the contrary came",
        ),
        closed=True,
        used_by=("Prediction.outcome",),
    ),
    Vocabulary(name="weekday", words=_plain(" ".join(WEEKDAYS)), closed=True, used_by=("ContactWindow.days",)),
    Vocabulary(name="binds", words=_plain("client therapist both"), closed=True, used_by=("Terms.binds",)),
)

# -- the open lists ----------------------------------------------------------------------------------------------

_OPEN = (
    Vocabulary(
        name="person_roles",
        words=_plain("therapist supervisor peer peers_therapist friend partner family author other"),
        used_by=("Person.role",),
    ),
    Vocabulary(
        name="may_be_named",
        words=_meant(yes="", no="", not_asked="nobody has asked yet"),
        used_by=("Person.may_be_named",),
    ),
    Vocabulary(
        name="part_models",
        words=_meant(
            own="names of one's own",
            ifs="Internal Family Systems (Schwartz)",
            structural_dissociation="van der Hart, Nijenhuis & Steele 2006",
            ego_states="Watkins & Watkins 1997; Berne's Parent, Adult and Child",
            schema_modes="schema therapy (Young)",
        ),
        source="the authors that stand beside the words; one's own names come first",
        evidence="from_memory",
        used_by=("Part.model",),
    ),
    Vocabulary(
        name="part_roles",
        words=_meant(
            exile="IFS: carries an old hurt, and is kept out of sight",
            manager="IFS: sees to it that the hurt is not touched",
            firefighter="IFS: puts the hurt out once it has been touched",
            apparently_normal_part="structural dissociation: gets the day done",
            emotional_part="structural dissociation: still lives in what happened",
            vulnerable_child="schema modes",
            healthy_adult="schema modes",
        ),
        source="Schwartz; van der Hart, Nijenhuis & Steele 2006; Young",
        evidence="from_memory",
        used_by=("Part.role",),
    ),
    Vocabulary(
        name="ending_kinds",
        words=_meant(
            mutual="both of us wanted it",
            client_initiated="I wanted it",
            therapist_initiated="the therapist wanted it",
            time_limited="it was to be so long from the start",
            spaced="with more and more time between the hours",
            external="a move, money, an insurance",
            drop_out="it stopped without an ending",
        ),
        source="usual words of texts on termination; there is no agreed definition of a drop-out",
        evidence="second_hand",
        used_by=("Therapy.ending_kind",),
    ),
    Vocabulary(
        name="entry_kinds",
        words=_plain(
            "reflection unsent_letter dream list post definition gratitude pattern borrowed_words metaphor "
            "carried_with_me what_helps own"
        ),
        used_by=("Entry.kind",),
    ),
    Vocabulary(
        name="emotions",
        words=_plain(
            "anger anxiety being-hurt compassion contempt contentment despair disappointment disgust fear guilt "
            "happiness hate interest irritation jealousy joy love pleasure pride sadness shame stress surprise"
        ),
        source="W3C, Vocabularies for EmotionML (2014), the FSRE categories; in a feeling their vocabulary is called fsre",
        evidence="read",
        used_by=("Feeling.name",),
    ),
    Vocabulary(
        name="emotion_vocabularies",
        words=_meant(own="one's own words", fsre="the list emotions"),
        used_by=("Feeling.vocabulary",),
    ),
    Vocabulary(
        name="known_by",
        words=_meant(said="I was told", seen="I saw it", guess="I think so"),
        used_by=("Feeling.known_by",),
    ),
    Vocabulary(name="feeling_moments", words=_plain("before during after"), used_by=("Feeling.moment",)),
    Vocabulary(
        name="link_kinds",
        words=_plain(
            "about answers follows updates prompted_by caused because_of recurs instance_of contrast did_instead "
            "said_in quoted_from for_session limit_met advised_by"
        ),
        used_by=("Link.kind",),
    ),
    Vocabulary(
        name="content_warnings",
        words=_plain(
            "violence sex stigma disturbing_content language risky_behaviours mental_health death "
            "parental_guidance crime abuse socio_political flashing_lights objects"
        ),
        source="the 14 domains of the NEON typology: Charles, Hare-Duke et al. 2022, doi 10.1371/journal.pone.0266722",
        evidence="read",
        used_by=("ContentWarning.domain",),
    ),
    Vocabulary(name="evidence_sides", words=_plain("for against mixed"), used_by=("Evidence.side",)),
    Vocabulary(
        name="accepted",
        words=_meant(
            yes="I take it in",
            no="I do not",
            partly="some of it",
            not_yet="it stands there, and I leave it standing",
        ),
        used_by=("Evidence.accepted",),
    ),
    Vocabulary(name="media", words=_plain("in_person video phone"), used_by=("Session.medium",)),
    Vocabulary(
        name="wishes",
        words=_meant(
            listen="hear me out",
            explain="tell me how you see it",
            reassure="tell me what still holds",
            challenge="do not let me off too soon",
            decide="help me to choose",
            just_know="know of it; nothing need follow",
        ),
        used_by=("Topic.wish",),
    ),
    Vocabulary(name="plan_ways", words=_plain("say read_aloud send_before hand_over"), used_by=("Plan.how",)),
    Vocabulary(
        name="unsaid_kinds",
        words=_meant(
            left_unsaid="it was there, and I did not say it",
            hidden_reaction="what I felt at something, and did not show",
            said_inaccurately="I said something, and meant something else",
            found_out_later="only afterwards did I know what I would have said",
        ),
        source="the first two after Hill, Thompson, Cogar & Denman 1993; the others are ours",
        evidence="from_memory",
        used_by=("Unsaid.kind",),
    ),
    Vocabulary(
        name="unsaid_reasons",
        words=_plain(
            "politeness not_to_upset_therapist uncomfortable_topic shame fear_of_rupture no_time "
            "could_not_find_words not_known_yet dissociated therapist_changed_subject"
        ),
        source="the first three after Blanchard & Farber 2016; the others are ours",
        evidence="read",
        used_by=("Unsaid.reason",),
    ),
    Vocabulary(
        name="rupture_triggers",
        words=_plain(
            "therapist_statement therapist_silence_or_non_reply empathic_failure therapist_mood_or_lapse "
            "boundary_change boundary_limit_met cancellation absence_or_break contact_misread "
            "disclosure_by_therapist comparison_with_other_clients talk_about_the_relationship fee_or_schedule "
            "outside_event unknown"
        ),
        used_by=("Rupture.triggers",),
    ),
    Vocabulary(
        name="withdrawal_markers",
        words=_meant(
            denial="saying that there is nothing where there plainly is",
            minimal_response="a word, or none, where talk was invited",
            giving_up="no longer thinking that anybody or anything here could help",
            abstract_communication="talking about it in general, from far above",
            avoidant_storytelling="telling of others, so as not to come to oneself",
            topic_shift="going over to something easier",
            deferential_appeasing="agreeing and praising, so that there is no quarrel",
            content_affect_split="the face tells another story than the words",
            self_criticism_hopelessness="going into blame of oneself, where nobody can follow",
        ),
        source="after the 3RS: Eubanks, Muran & Safran 2015, Eubanks & Muran 2022; the last of 2015 only. In one's own "
        "record a borrowed word, never a 3RS score",
        evidence="from_memory",
        used_by=("Move.marker",),
    ),
    Vocabulary(
        name="confrontation_markers",
        words=_meant(
            complaint_about_therapist="about what the therapist is like or can do",
            rejects_intervention="will not have what is offered, said or read into it",
            complaint_about_activities="about what we do, here or as homework",
            complaint_about_parameters="about the frame: hours, money, contact, breaks",
            complaint_about_progress="about how far we have come",
            defends_self="against a reproach, whether it was made or heard",
            controls_or_pressures="telling the other what to do, or else",
        ),
        source="after the 3RS: Eubanks, Muran & Safran 2015. In one's own record a borrowed word, never a 3RS score",
        evidence="from_memory",
        used_by=("Move.marker",),
    ),
    Vocabulary(
        name="resolution_strategies",
        words=_meant(
            clarifies_misunderstanding="puts right what was heard wrongly",
            changes_task_or_goal="does something else, or for another end",
            gives_rationale="says what a rule or a task is for",
            redirects_or_refocuses="leads gently back to the work",
            validates_defence="finds it right that one protects oneself",
            invites_thoughts_and_feelings="asks how the other sees it and feels about it",
            acknowledges_contribution="owns a share in it; says sorry",
            discloses_internal_experience="tells what it was like from inside",
            links_to_pattern_between_us="sees in it what happens between us at other times",
            links_to_pattern_elsewhere="sees in it what happens with other people",
        ),
        source="after the 3RS: Eubanks, Muran & Safran 2015",
        evidence="from_memory",
        used_by=("RuptureStep.strategies",),
    ),
    Vocabulary(
        name="repair_stages",
        words=_meant(
            self_assertion="after drawing back: saying what one needs",
            disappointment_and_hurt="what stood behind the anger",
            vulnerability="what stood behind the hurt: a wish to be looked after",
            mutual_recognition="both see what happened",
            mutual_expression="both say how it was",
            mutual_empathy="each feels how it was for the other",
        ),
        source="Safran & Muran, models of repair after withdrawal, after confrontation, and jointly",
        evidence="read",
        used_by=("Rupture.tags",),
    ),
    Vocabulary(
        name="frame_topics",
        words=_meant(
            setting="the room, or the screen, and who can overhear",
            session_time="day and hour",
            session_length="how long an hour is",
            frequency="how often",
            fee_and_payment="how much, when, and when it changes",
            cancellation_and_lateness="how long before, by what way, at what cost; starting late",
            breaks_and_absences="holidays, illness, who stands in",
            between_session_contact="by what way, when, what for, and what to expect",
            crisis_and_emergency="what to do when it cannot wait",
            confidentiality_and_limits="what stays here, and what the law excepts",
            records_and_notes="who keeps what, and who may read it",
            social_media_and_online="following, searching, reading along",
            incidental_encounters="in a shop: who greets, who does not",
            material_sent="whether it is read, and when",
            reply_expectation="whether one comes, how long, how soon",
            gifts="",
            touch="",
            self_disclosure="what the therapist tells of herself",
            multiple_relationships="being anything else to each other",
            third_parties="supervision, insurers, family",
            topics_and_pace="what is talked about, and what not now",
            speaking_up="telling each other when something hurts",
            ending_and_return="last hours, and coming back",
            other="",
        ),
        source="practice guides on the therapeutic frame (Gray and others); four words after Gutheil & Gabbard 1993; "
        "topics_and_pace and speaking_up are ours",
        evidence="from_memory",
        used_by=("Agreement.topic",),
    ),
    Vocabulary(
        name="agreement_kinds",
        words=_meant(
            business_contract="hours, place, money",
            working_agreement="how we do things from day to day",
            therapist_policy="laid down by one of us and made known; in force, and agreed by nobody",
            promise="one of us gave a word",
            personal_commitment="given to oneself; the other need not know",
            own="",
        ),
        source="the first two after transactional analysis (Woollams & Brown 1978); the others are ours",
        evidence="second_hand",
        used_by=("Agreement.kind",),
    ),
    Vocabulary(
        name="boundary_events",
        words=_meant(
            crossing="a step beside the usual; it may help, do nothing, or harm, and can be talked about",
            violation="a step that harms or uses the client",
            limit_met="nobody stepped anywhere: one ran into a limit that is there",
            boundary_set="",
            boundary_changed="",
            boundary_lifted="",
        ),
        source="the first two after Gutheil & Gabbard 1993 and 1998, of what a therapist does; the others are ours. How "
        "something felt and how it is judged may differ",
        evidence="read",
        used_by=("Entry.tags", "Contact.tags"),
    ),
    Vocabulary(
        name="channels",
        words=_plain(
            "phone voicemail text_message email secure_portal video letter shared_document extra_session in_person_chance"
        ),
        source="the contact policies of practices",
        evidence="second_hand",
        used_by=(
            "Contact.channel",
            "ContactRule.channels",
            "Revision.channel",
            "Cancellation.channel",
            "Statement.channel",
        ),
    ),
    Vocabulary(
        name="purposes",
        words=_meant(
            scheduling="to find, move or call off a time",
            administrative="forms, letters, money",
            crisis="to be safe now",
            skills_coaching="a few minutes' help to use a skill; no session",
            relationship_repair="what is between us cannot wait",
            reassurance="to hear that the other is there, and not angry",
            check_in="a line on how it goes; no answer needed",
            sharing_material="a picture, a text, a post",
            venting="to have put it into words; no answer needed",
            follow_up="what was left over from last time",
            protest="an angry one",
        ),
        source="the contact policies of practices, the functions of phone coaching in DBT, what clients tell; the last of "
        "them and sharing_material and follow_up are ours",
        evidence="second_hand",
        used_by=("Contact.purpose", "ContactRule.purposes", "ContactRule.always_for"),
    ),
    Vocabulary(
        name="replies",
        words=_meant(
            none_needed="",
            acknowledgement="that it came",
            short="a few words",
            full="an answer to what was said",
        ),
        used_by=("ContactRule.reply",),
    ),
    Vocabulary(
        name="absence_kinds",
        words=_plain(
            "therapist_holiday therapist_illness therapist_leave client_holiday client_illness public_holiday "
            "unplanned reduced_contact"
        ),
        used_by=("Absence.kind",),
    ),
    Vocabulary(
        name="reactions",
        words=_plain(
            "understood supported hopeful relieved aware_of_negative_thoughts better_self_understanding clear "
            "feelings_deepened responsibility unstuck new_perspective educated new_ways_to_behave challenged "
            "scared worse stuck lacking_direction confused misunderstood no_reaction"
        ),
        source="names of the Client Reactions System: Hill, Helms, Spiegel & Tichenor 1988. To something that was said or "
        "done; nothing is scored",
        evidence="second_hand",
        used_by=("Statement.tags", "Entry.tags"),
    ),
    Vocabulary(
        name="intersession_experiences",
        words=_meant(
            recreated_dialogue="going through what was said once more",
            imagined_dialogue="going through what I shall say",
            image="seeing the room, or the face",
            dream="",
            fantasy="of what could be",
            carried_along="having the other with me while something else goes on",
        ),
        source="Stewart & Schröder 2015; the questionnaire of Orlinsky and colleagues; the last is ours",
        evidence="read",
        used_by=("Entry.tags",),
    ),
    Vocabulary(
        name="relationship_strands",
        words=_meant(
            working_alliance="what we do together, and to what end",
            transference="what comes from somewhere else and lands here; on either side",
            real_relationship="two people as they are, seen as they are",
        ),
        source="Gelso's three strands",
        evidence="read",
        used_by=("Entry.tags", "Topic.tags", "Question.tags"),
    ),
    Vocabulary(
        name="transference_tones",
        words=_meant(
            positive="",
            negative="",
            erotic="",
            idealising="the other is wonderful, and it holds me",
            mirroring="to be seen with a shine in the eye",
            twinship="to be of one kind",
            maternal="",
            paternal="",
            sibling="",
        ),
        source="the first three Freud, the next three Kohut, the last three usual words. Always somebody's reading, never a "
        "fact about anybody",
        evidence="from_memory",
        used_by=("Entry.tags", "Belief.tags"),
    ),
    Vocabulary(
        name="attachment_to_therapist",
        words=_meant(
            secure="the other is there, and will be",
            avoidant_fearful="better not too near",
            preoccupied_merger="never near enough",
        ),
        source="the three scales of the CATS: Mallinckrodt, Gantt & Coble 1995. A word for an entry, no finding on a person",
        evidence="read",
        used_by=("Entry.tags",),
    ),
    Vocabulary(
        name="tendencies",
        words=_plain(
            "approach avoidance being-with attending rejecting nonattending agonistic interrupting dominating submitting"
        ),
        source="Frijda's action tendencies, as W3C, Vocabularies for EmotionML (2014), lists them",
        evidence="read",
        used_by=("Urge.tendency",),
    ),
    Vocabulary(
        name="skills",
        words=_plain(
            "opposite_action check_the_facts wise_mind observe describe stop pros_and_cons tipp accepts "
            "self_soothe improve radical_acceptance turning_the_mind willingness half_smile problem_solving "
            "cope_ahead please dear_man give fast validation containment writing reaching_out_to_others "
            "distraction rest grounding"
        ),
        source="names of skills as DBT teaches them (Linehan); from containment on ours. No handout stands behind them",
        evidence="read",
        used_by=("Urge.skill",),
    ),
    Vocabulary(
        name="coping_kinds",
        words=_plain("dbt_skill self_soothing containment writing reaching_out_to_others distraction rest grounding other"),
        used_by=("Urge.tags", "Goal.tags"),
    ),
    Vocabulary(
        name="belief_kinds",
        words=_meant(
            belief="how things are",
            fear="what may come",
            expectation="what ought to come",
            self_view="what I am",
        ),
        used_by=("Belief.kind",),
    ),
    Vocabulary(
        name="held_from",
        words=_meant(
            told="somebody said so",
            seen="I saw it",
            known="I know it",
            guess="I think so",
            wish="I would like it to be so",
        ),
        used_by=("Belief.held_from",),
    ),
    Vocabulary(
        name="distortions",
        words=_meant(
            all_or_nothing="wholly, or not at all",
            overgeneralisation="once, so always",
            catastrophising="the worst, and soon",
            mind_reading="I know what the other thinks",
            emotional_reasoning="I feel it, so it is so",
            should_statements="it ought to be otherwise",
            labelling="a name in place of what happened",
            personalisation="it is because of me",
            mental_filter="one thing, and no other",
            discounting_the_positive="that does not count",
        ),
        source="names on thought records (Beck and others). For one's own eyes: nobody's belief is judged by them",
        evidence="read",
        used_by=("Belief.tags",),
    ),
    Vocabulary(name="wanted", words=_plain("yes no not_sure"), used_by=("Question.wanted",)),
    Vocabulary(name="goal_kinds", words=_plain("goal need"), used_by=("Goal.kind",)),
    Vocabulary(
        name="preference_wishes",
        words=_plain("keep loosen tighten more less none"),
        used_by=("PreferenceReading.wish",),
    ),
    Vocabulary(
        name="instruments",
        words=_plain("wai_sr srs ors seq arm arm_5 hat gbo goals_form c_nip psq suds rri_c cats connection safety_to_speak"),
        source="names under which known instruments stand in their own register, each with its citation there",
        used_by=("Score.instrument",),
    ),
)

VOCABULARIES: Final[Mapping[str, Vocabulary]] = MappingProxyType({known.name: known for known in (*_CLOSED, *_OPEN)})
"""Every shipped list, by its name."""


def vocabularies() -> Mapping[str, Vocabulary]:
    """Return every shipped list of words, by its name.

    >>> "boundary_change" in vocabularies()["rupture_triggers"].suggested
    True
    """
    return VOCABULARIES


def suggestions(known: Mapping[str, Vocabulary] = VOCABULARIES) -> Mapping[tuple[str, str], tuple[str, ...]]:
    """Return the words that are suggested for fields of open lists, by the names of class and field.

    Args:
        known: The lists.

    >>> suggestions()["Question", "wanted"]
    ('yes', 'no', 'not_sure')
    """
    found: dict[tuple[str, str], dict[str, None]] = {}
    for vocabulary in known.values():
        for place in () if vocabulary.closed else vocabulary.used_by:
            of, _, field = place.partition(".")
            found.setdefault((of, field), {}).update(dict.fromkeys(vocabulary.suggested))
    return MappingProxyType({place: tuple(words) for place, words in found.items()})


# -- the words of open lists, retired ones too -------------------------------------------------------------------

PERSON_ROLES: Final = VOCABULARIES["person_roles"].names
ENTRY_KINDS: Final = VOCABULARIES["entry_kinds"].names
WISHES: Final = VOCABULARIES["wishes"].names
PLAN_WAYS: Final = VOCABULARIES["plan_ways"].names
LINK_KINDS: Final = VOCABULARIES["link_kinds"].names
CONTENT_WARNINGS: Final = VOCABULARIES["content_warnings"].names
EMOTIONS: Final = VOCABULARIES["emotions"].names
WITHDRAWAL_MARKERS: Final = VOCABULARIES["withdrawal_markers"].names
CONFRONTATION_MARKERS: Final = VOCABULARIES["confrontation_markers"].names
RESOLUTION_STRATEGIES: Final = VOCABULARIES["resolution_strategies"].names
RUPTURE_TRIGGERS: Final = VOCABULARIES["rupture_triggers"].names
FRAME_TOPICS: Final = VOCABULARIES["frame_topics"].names
AGREEMENT_KINDS: Final = VOCABULARIES["agreement_kinds"].names
CHANNELS: Final = VOCABULARIES["channels"].names
PURPOSES: Final = VOCABULARIES["purposes"].names
REPLIES: Final = VOCABULARIES["replies"].names
ABSENCE_KINDS: Final = VOCABULARIES["absence_kinds"].names
ENDING_KINDS: Final = VOCABULARIES["ending_kinds"].names
UNSAID_KINDS: Final = VOCABULARIES["unsaid_kinds"].names
UNSAID_REASONS: Final = VOCABULARIES["unsaid_reasons"].names
BELIEF_KINDS: Final = VOCABULARIES["belief_kinds"].names
HELD_FROM: Final = VOCABULARIES["held_from"].names
EVIDENCE_SIDES: Final = VOCABULARIES["evidence_sides"].names
ACCEPTED: Final = VOCABULARIES["accepted"].names
WANTED: Final = VOCABULARIES["wanted"].names
GOAL_KINDS: Final = VOCABULARIES["goal_kinds"].names
PREFERENCE_WISHES: Final = VOCABULARIES["preference_wishes"].names
TENDENCIES: Final = VOCABULARIES["tendencies"].names
SKILLS: Final = VOCABULARIES["skills"].names

# -- words that decide something ----------------------------------------------------------------------------------

WHAT_HELPS: Final = "what_helps"
CONTACT_TOPIC: Final = "between_session_contact"
CANCELLATION_TOPIC: Final = "cancellation_and_lateness"
PERSONAL_COMMITMENT: Final = "personal_commitment"
