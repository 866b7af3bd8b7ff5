"""The shipped words, with their sources.

Closed lists are types: a file with another word is refused. Open lists are tuples of suggestions: every other word is
as good, so that one's own language always fits and a word of a newer release still reads.
"""

from typing import Final, Literal, TypeAlias

# -- closed ----------------------------------------------------------------------------------------------------

SessionStatus: TypeAlias = Literal["proposed", "booked", "fulfilled", "cancelled", "noshow", "rescheduled", "cut_short"]
"""FHIR R5 Appointment.status where it has a word; ``rescheduled`` and ``cut_short`` are ours."""

Act: TypeAlias = Literal[
    "stated", "proposed", "countered", "accepted", "accepted_reluctantly", "declined",
    "amended", "suspended", "resumed", "ended", "withdrawn",
]  # fmt: skip
"""What one step does to an agreement."""

Answer: TypeAlias = Literal["yes", "no", "cannot_tell"]
"""An answer that may admit what it does not know."""

ContactMode: TypeAlias = Literal["open", "windowed", "purpose_limited", "by_arrangement", "none"]
"""How contact between sessions is limited, in the words that practice policies use."""

Direction: TypeAlias = Literal["client_to_therapist", "therapist_to_client", "client_to_other", "other_to_client"]

MoveDirection: TypeAlias = Literal["away", "against"]
"""Moves away from and against the other or the work (Eubanks, Muran & Safran 2015; Eubanks & Muran 2022)."""

Certainty: TypeAlias = Literal["rupture", "strain", "not_sure"]
"""Whose word it is: "not quite a rupture" is a legal answer."""

RuptureState: TypeAlias = Literal[
    "noticed", "raised", "being_worked", "partly_resolved", "resolved", "unresolved", "reopened"
]

Outcome: TypeAlias = Literal["discussed", "partly", "raised_only", "deferred", "forgotten", "chose_not_to", "overtaken"]
"""What came of a topic in one session."""

AgreementStatus: TypeAlias = Literal["nothing_yet", "proposed", "in_force", "on_trial", "suspended", "ended"]

YesNoUnknown: TypeAlias = Literal["yes", "no", "not_known"]

Weekday: TypeAlias = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

Binds: TypeAlias = Literal["client", "therapist", "both"]

WEEKDAYS: Final[tuple[Weekday, ...]] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

# -- open ------------------------------------------------------------------------------------------------------

PERSON_ROLES: Final = (
    "therapist", "supervisor", "peer", "peers_therapist", "friend", "partner", "family", "author", "other",
)  # fmt: skip

ENTRY_KINDS: Final = (
    "reflection", "unsent_letter", "dream", "list", "post", "definition", "gratitude", "pattern", "borrowed_words",
    "metaphor", "carried_with_me", "what_helps", "own",
)  # fmt: skip

WISHES: Final = ("listen", "explain", "reassure", "challenge", "decide", "just_know")
"""How a person would like to be met when she raises something."""

PLAN_WAYS: Final = ("say", "read_aloud", "send_before", "hand_over")

LINK_KINDS: Final = (
    "about", "answers", "follows", "updates", "prompted_by", "caused", "because_of", "recurs", "instance_of", "contrast",
    "did_instead", "said_in", "quoted_from", "for_session", "limit_met", "advised_by",
)  # fmt: skip

CONTENT_WARNINGS: Final = (
    "violence", "sex", "stigma", "disturbing_content", "language", "risky_behaviours", "mental_health", "death",
    "parental_guidance", "crime", "abuse", "socio_political", "flashing_lights", "objects",
)  # fmt: skip
"""The 14 domains of the NEON typology (Charles, Hare-Duke et al. 2022, doi 10.1371/journal.pone.0266722)."""

EMOTIONS: Final = (
    "anger", "anxiety", "being-hurt", "compassion", "contempt", "contentment", "despair", "disappointment", "disgust",
    "fear", "guilt", "happiness", "hate", "interest", "irritation", "jealousy", "joy", "love", "pleasure", "pride",
    "sadness", "shame", "stress", "surprise",
)  # fmt: skip
"""W3C EmotionML, FSRE categories. The vocabulary's name is ``fsre``; one's own words are ``own``."""

WITHDRAWAL_MARKERS: Final = (
    "denial", "minimal_response", "giving_up", "abstract_communication", "avoidant_storytelling", "topic_shift",
    "deferential_appeasing", "content_affect_split", "self_criticism_hopelessness",
)  # fmt: skip
"""After the withdrawal markers of the 3RS; a borrowed construct in a client's own record, never a 3RS score."""

CONFRONTATION_MARKERS: Final = (
    "complaint_about_therapist", "rejects_intervention", "complaint_about_activities", "complaint_about_parameters",
    "complaint_about_progress", "defends_self", "controls_or_pressures",
)  # fmt: skip

RESOLUTION_STRATEGIES: Final = (
    "clarifies_misunderstanding", "changes_task_or_goal", "gives_rationale", "redirects_or_refocuses", "validates_defence",
    "invites_thoughts_and_feelings", "acknowledges_contribution", "discloses_internal_experience",
    "links_to_pattern_between_us", "links_to_pattern_elsewhere",
)  # fmt: skip

RUPTURE_TRIGGERS: Final = (
    "therapist_statement", "therapist_silence_or_non_reply", "empathic_failure", "therapist_mood_or_lapse",
    "boundary_change", "boundary_limit_met", "cancellation", "absence_or_break", "contact_misread",
    "disclosure_by_therapist", "comparison_with_other_clients", "talk_about_the_relationship", "fee_or_schedule",
    "outside_event", "unknown",
)  # fmt: skip

FRAME_TOPICS: Final = (
    "setting", "session_time", "session_length", "frequency", "fee_and_payment", "cancellation_and_lateness",
    "breaks_and_absences", "between_session_contact", "crisis_and_emergency", "confidentiality_and_limits",
    "records_and_notes", "social_media_and_online", "incidental_encounters", "material_sent", "reply_expectation", "gifts",
    "touch", "self_disclosure", "multiple_relationships", "third_parties", "topics_and_pace", "speaking_up",
    "ending_and_return", "other",
)  # fmt: skip
"""What an agreement in the therapeutic frame can be about."""

AGREEMENT_KINDS: Final = (
    "business_contract", "working_agreement", "therapist_policy", "promise", "personal_commitment", "own",
)  # fmt: skip

CHANNELS: Final = (
    "phone", "voicemail", "text_message", "email", "secure_portal", "video", "letter", "shared_document", "extra_session",
    "in_person_chance",
)  # fmt: skip

PURPOSES: Final = (
    "scheduling", "administrative", "crisis", "skills_coaching", "relationship_repair", "reassurance", "check_in",
    "sharing_material", "venting", "follow_up", "protest",
)  # fmt: skip

REPLIES: Final = ("none_needed", "acknowledgement", "short", "full")

ABSENCE_KINDS: Final = (
    "therapist_holiday", "therapist_illness", "therapist_leave", "client_holiday", "client_illness", "public_holiday",
    "unplanned", "reduced_contact",
)  # fmt: skip

ENDING_KINDS: Final = (
    "mutual", "client_initiated", "therapist_initiated", "time_limited", "spaced", "external", "drop_out",
)  # fmt: skip

UNSAID_KINDS: Final = ("left_unsaid", "hidden_reaction", "said_inaccurately", "found_out_later")
"""After Hill, Thompson, Cogar & Denman 1993; the last two are ours."""

UNSAID_REASONS: Final = (
    "politeness", "not_to_upset_therapist", "uncomfortable_topic", "shame", "fear_of_rupture", "no_time",
    "could_not_find_words", "not_known_yet", "dissociated", "therapist_changed_subject",
)  # fmt: skip
"""The first three after Blanchard & Farber 2016."""

WHAT_HELPS: Final = "what_helps"
CONTACT_TOPIC: Final = "between_session_contact"
CANCELLATION_TOPIC: Final = "cancellation_and_lateness"
PERSONAL_COMMITMENT: Final = "personal_commitment"
