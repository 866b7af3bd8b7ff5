"""What went to and fro between two Mondays: on a machine, on paper, in three lines after lunch."""

from typing import Final

from ..model.contacts import Contact, Motive
from ..model.values import Afterthought, Attachment, Link, Rating, feelings
from .desk import THERAPIST, THERAPY, about, at, away, day, prose

_FIRST_YEAR: Final = (
    Contact(
        id="c-got-home", at=at("2022-10-03 22:10"), direction="client_to_therapist", channel="text_message",
        purpose="check_in", body="Got home. You need not answer, I only wanted to have said it to somebody.",
        read="yes",
        therapy=THERAPY,
    ),
    Contact(
        id="c-a-table", at=at("2022-10-14 07:40"), direction="client_to_therapist", channel="email",
        purpose="sharing_material",
        body="Enclosed a table of my moods by hour of day. The gaps are when I slept.",
        attachments=(Attachment(id="moods", name="moods.ods",
                                media_type="application/vnd.oasis.opendocument.spreadsheet"),),
        motives=(Motive(words="to be useful", portion="half"),
                 Motive(words="to be read in the morning", portion="half")),
        read="yes", helpful=Rating.of(5), therapy=THERAPY,
    ),
    Contact(
        id="c-she-liked-the-gaps", at=at("2022-10-14 13:15"), direction="therapist_to_client",
        channel="email",
        purpose="follow_up", body="Thank you. I should like to hear about the gaps.", helpful=Rating.of(8),
        links=(Link(kind="answers", to="c-a-table"),), therapy=THERAPY,
    ),
    Contact(
        id="c-twenty-to-two", at=at("2022-10-30 01:40", fold=0), direction="client_to_therapist",
        channel="voicemail",
        purpose="reassurance", body="About the clocks. Then about nothing. Then the beep.", read="yes",
        links=(Link(kind="about", to="e-the-hour-that-came-twice"),), therapy=THERAPY,
    ),
    Contact(
        id="c-the-tap-stopped", at=at("2022-11-12 23:50"), direction="client_to_therapist",
        channel="voicemail", purpose="reassurance",
        body="That the tap had stopped, and that I did not know what one listens to now.",
        motives=(Motive(words="to hear her recorded voice say her name", portion=Rating.of(7)),
                 Motive(words="the tap", portion=Rating.of(3))),
        hoped="That she would notice I was being funny, and that I was not.",
        feelings=feelings([("lonely", 7)]),
        read="yes", helpful="for half an hour", therapy=THERAPY,
    ),
    Contact(
        id="c-i-heard-the-tap", at=at("2022-11-14 08:55"), direction="therapist_to_client",
        channel="text_message",
        purpose="follow_up", body="I heard it. Let us keep the tap for four o’clock.", helpful=Rating.of(6),
        links=(Link(kind="answers", to="c-the-tap-stopped"),), therapy=THERAPY,
    ),
    Contact(
        id="c-all-that-november",
        at=about("from the end of November into Advent", "2022-11-24", "2022-12-18"),
        direction="client_to_therapist", channel="voicemail", purpose="venting", times=None,
        body="I do not know how many. She had the number of the beep by heart, she said later.",
        feelings=feelings([("need", 8), ("shame", 8)]), read="yes", therapy=THERAPY,
    ),
    Contact(
        id="c-where-were-you", at=at("2022-11-21 17:05"), direction="therapist_to_client",
        channel="text_message", purpose="check_in",
        body="I waited for you today. I hope you are all right. Next Monday is yours as always.",
        helpful="it was unbearable, so: very", links=(Link(kind="about", to="s-2022-11-21"),),
        therapy=THERAPY,
    ),
    Contact(
        id="c-christmas-coal", at=at("2022-12-24 23:15"), direction="client_to_therapist",
        channel="voicemail", purpose="reassurance", body="Merry Christmas, at length.", read="yes",
        links=(Link(kind="about", to="a-first-christmas"),), therapy=THERAPY,
    ),
    Contact(
        id="c-a-card-with-a-hen", at=day("2022-12-30"), direction="therapist_to_client", channel="letter",
        purpose="check_in", body="A card with a hen on it: “I have heard the coal. Until the ninth.”",
        links=(Link(kind="answers", to="c-christmas-coal"),), helpful=Rating.of(9), therapy=THERAPY,
    ),
    Contact(
        id="c-nine-pages", at=at("2023-01-18 03:10"), direction="client_to_therapist", channel="email",
        purpose="venting",
        body="Nine pages about why I write so much. I am aware of it.", read="yes", helpful="no",
        therapy=THERAPY,
    ),
    Contact(
        id="c-the-eleven-days-sent", at=at("2023-01-30 09:30"), direction="client_to_therapist",
        channel="email", purpose="sharing_material",
        body="Since you were ill I send what I read you last week, so that it is not alone.",
        links=(Link(kind="about", to="e-eleven-days"),), read="yes", therapy=THERAPY,
    ),
    Contact(
        id="c-what-does-she-look-like", at=at("2023-02-08 19:20"), direction="client_to_therapist",
        channel="email", purpose="protest",
        body=(
            "What does she look like, your supervisor? It is only that I should like to know who is laughing."
        ),
        feelings=feelings([("anger", 6)]), read="yes", therapy=THERAPY,
    ),
    Contact(
        id="c-nobody-laughed", at=at("2023-02-09 12:05"), direction="therapist_to_client", channel="email",
        purpose="relationship_repair",
        body="Nobody laughed. This is too important for a screen; will you bring it?",
        links=(Link(kind="answers", to="c-what-does-she-look-like"),), helpful=Rating.of(4), therapy=THERAPY,
    ),
    Contact(
        id="c-a-bookmark", at=at("2023-03-25 22:30"), direction="client_to_therapist", channel="voicemail",
        purpose="reassurance",
        body="I have lost the card of the colleague. I have found it. It is in the lighthouse book.",
        read="yes", therapy=THERAPY,
    ),
    Contact(
        id="c-holy-saturday", at=at("2023-04-08 02:20"), direction="client_to_therapist", channel="voicemail",
        purpose="protest", times=3, body="See the list. I have nothing to add to it except the tone.",
        feelings=feelings([("anger", 9)]), read="yes", shared_with=THERAPIST, therapy=THERAPY,
        links=(Link(kind="about", to="a-madeira"),),
        afterthoughts=(Afterthought(at=day("2023-04-17"),
                                    words=(
                                        "She said: it was the first time that you shouted at me. She said it "
                                        "like a date."
                                    ),
                                    shared_with=THERAPIST),),
    ),
    Contact(
        id="c-please-delete", at=at("2023-04-08 09:10"), direction="client_to_therapist",
        channel="text_message",
        purpose="reassurance", body="Please delete without listening. Please say that you have.",
        feelings=feelings([("shame", 9)]), read="yes", therapy=THERAPY,
    ),
    Contact(
        id="c-the-days-after", at=about("Easter Sunday and Monday", "2023-04-09", "2023-04-10"),
        direction="client_to_therapist", channel="text_message", purpose="reassurance", times=None,
        body="Variations on the preceding.", feelings=feelings([("panic", 8)]), read="yes", therapy=THERAPY,
    ),
    Contact(
        id="c-the-fish-stamp", at=day("2023-04-12"), direction="therapist_to_client", channel="letter",
        purpose="relationship_repair", body="The letter. Two sheets. It lies in the cabinet with the standards.",
        links=(Link(kind="answers", to="c-holy-saturday"), Link(kind="about", to="the-letter")),
        helpful="ask me in ten years", shared_with=THERAPIST, therapy=THERAPY,
    ),
    Contact(
        id="c-not-the-thursday", at=at("2023-04-15 10:05"), direction="client_to_therapist",
        channel="voicemail", purpose="follow_up",
        body=(
            "That I cannot pay for a Thursday. That we should have to see, on Monday, about the other. Thank "
            "you for the stamp."
        ),
        links=(Link(kind="answers", to="c-the-fish-stamp"),), read="yes", shared_with=THERAPIST,
        therapy=THERAPY,
    ),
)  # fmt: skip

_UNDER_THE_HOURS: Final = (
    Contact(
        id="c-eleven-in-the-morning", at=at("2023-04-19 11:00"), direction="client_to_therapist",
        channel="email", purpose="check_in",
        body="It is eleven in the morning and I have no complaints. I wanted to see how that feels.",
        read="yes", therapy=THERAPY,
    ),
    Contact(
        id="c-i-am-glad-to-hear", at=at("2023-04-19 16:40"), direction="therapist_to_client", channel="email",
        purpose="check_in", body="I am glad of the post.",
        links=(Link(kind="answers", to="c-eleven-in-the-morning"),),
        helpful=Rating.of(7), therapy=THERAPY,
    ),
    Contact(
        id="c-a-sunday-in-april", at=at("2023-04-30 19:35"), direction="client_to_therapist",
        channel="text_message", purpose="venting", body="I know. I know what day it is.",
        feelings=feelings([("defiance", 5), ("shame", 6)]),
        read="yes", therapy=THERAPY,
    ),
    Contact(
        id="c-from-a-pontoon", at=away("2023-07-18 12:50"), direction="client_to_therapist", channel="email",
        purpose="sharing_material",
        body=(
            "My sister in rubber boots, for your eyes only. She does not know how much she looks like him "
            "from behind."
        ),
        attachments=(Attachment(id="boots", name="pontoon.jpg", media_type="image/jpeg",
                                alt_text=(
                                    "A woman in rubber boots, from behind, on a floating pontoon in fog."
                                )),),
        read="yes", therapy=THERAPY,
    ),
    Contact(
        id="c-three-lines-after-lunch", at=away("2023-07-26 14:15"), direction="client_to_therapist",
        channel="text_message", purpose="check_in", body=prose("""
            Here it is a quarter past two.\\
            There you have gone home.\\
            That is all.
        """),
        read="not_known", therapy=THERAPY,
    ),
    Contact(
        id="c-the-number-of-the-notary", at=at("2023-10-10 09:20"), direction="client_to_therapist",
        channel="text_message", purpose="administrative",
        body=(
            "Could you put NIF and full name on September’s receipt? The tax office also wants to believe in "
            "you."
        ),
        read="yes", therapy=THERAPY,
    ),
    Contact(
        id="c-both-about-dates", at=at("2023-12-27 10:15"), direction="client_to_therapist",
        channel="text_message",
        purpose="scheduling", times=2, body="The eighth, at four? – Sorry: the eighth, at four.", read="yes",
        therapy=THERAPY,
    ),
    Contact(
        id="c-the-eighth", at=at("2023-12-27 15:40"), direction="therapist_to_client", channel="text_message",
        purpose="scheduling", body="✓", links=(Link(kind="answers", to="c-both-about-dates"),),
        therapy=THERAPY,
    ),
    Contact(
        id="c-thirty-nine", at=at("2024-02-11 18:02"), direction="client_to_therapist",
        channel="text_message",
        purpose="scheduling", body="39.2. I do not think that I can carry it up your stairs tomorrow.",
        read="yes",
        links=(Link(kind="about", to="s-2024-02-12"),), therapy=THERAPY,
    ),
    Contact(
        id="c-drink-something", at=at("2024-02-11 18:30"), direction="therapist_to_client",
        channel="text_message",
        purpose="scheduling", body="Keep your money and drink something. The nineteenth.",
        helpful=Rating.of(9),
        links=(Link(kind="answers", to="c-thirty-nine"),), therapy=THERAPY,
    ),
    Contact(
        id="c-to-ase-about-names", at=at("2024-03-01 21:30"), direction="client_to_other", person="ase",
        channel="email", purpose="venting",
        body=(
            "Has yours ever called you by the wrong name? And may I be more offended than by a wrong "
            "diagnosis?"
        ),
        read="yes", therapy=THERAPY,
    ),
    Contact(
        id="c-from-ase", at=at("2024-03-02 08:15"), direction="other_to_client", person="ase",
        channel="email",
        body="Twice. Once it was the dog’s. You may, if you tell her; undeclared it goes up in price.",
        links=(Link(kind="answers", to="c-to-ase-about-names"),), helpful=Rating.of(8), therapy=THERAPY,
    ),
    Contact(
        id="c-the-picture", at=day("2024-05-14"), direction="client_to_therapist", channel="email",
        purpose="sharing_material", body="The old slaughterhouse, a Thursday.",
        attachments=(Attachment(id="bridge", name="weighbridge.jpg", media_type="image/jpeg",
                                alt_text="A small girl is set down on the plate of a weighbridge."),),
        motives=(Motive(words="that she should have seen him once, too", portion="nearly all"),
                 Motive(words="to come closer before I ask for something", portion="the rest")),
        read="not_known", shared_with=THERAPIST, therapy=THERAPY,
    ),
    Contact(
        id="c-please-open", at=at("2024-05-20 09:12"), direction="client_to_therapist",
        channel="text_message", purpose="sharing_material",
        body=(
            "Would you open [this](https://example.org/tare/weighbridge-in-daylight) before four? It is "
            "short. It says what I shall otherwise replace by gearing."
        ),
        hoped="That she has read it and does not say so first.", feelings=feelings([("fear", 8)]), read="yes",
        links=(Link(kind="for_session", to="s-2024-05-20"),
               Link(kind="about", to="e-the-weighbridge-in-daylight")),
        shared_with=THERAPIST, therapy=THERAPY,
    ),
)  # fmt: skip

_ON_TRIAL: Final = (
    Contact(
        id="c-no-buses-no-people", at=at("2024-06-22 10:20"), direction="client_to_therapist",
        channel="text_message",
        purpose="scheduling", body="On Monday the whole town will be lying down. Would another day do?",
        read="yes",
        links=(Link(kind="about", to="s-2024-06-24"),), therapy=THERAPY,
    ),
    Contact(
        id="c-wednesday-then", at=at("2024-06-22 19:05"), direction="therapist_to_client",
        channel="text_message",
        purpose="scheduling", body="Wednesday, half past twelve. Mind your head.", helpful=Rating.of(7),
        links=(Link(kind="answers", to="c-no-buses-no-people"),), therapy=THERAPY,
    ),
    Contact(
        id="c-forty-one-nails", at=at("2024-07-20 23:40"), direction="client_to_therapist",
        channel="voicemail", purpose="venting",
        body="All the nails are bent upwards. Every one. I cannot get the beams down without breaking him.",
        feelings=feelings([("grief", 9)]), hoped="Nothing, I believe. It had to be put down somewhere.",
        read="yes", shared_with=THERAPIST, therapy=THERAPY,
    ),
    Contact(
        id="c-bring-a-nail", at=at("2024-07-22 09:05"), direction="therapist_to_client",
        channel="text_message",
        purpose="follow_up", body="I have heard it. Bring a nail, if you like.", helpful=Rating.of(10),
        links=(Link(kind="answers", to="c-forty-one-nails"),), shared_with=THERAPIST, therapy=THERAPY,
    ),
    Contact(
        id="c-adelia-rings-back", at=at("2024-09-04 21:15"), direction="other_to_client", person="adelia",
        channel="phone",
        body=prose("""
            “I had the chestnuts,” she said. “I thought that they were for whoever found them.”
        """),
        feelings=feelings([("laughter", 8), ("grief", 6)]), helpful=Rating.of(9),
    ),
)  # fmt: skip

CONTACTS: Final = (*_FIRST_YEAR, *_UNDER_THE_HOURS, *_ON_TRIAL)
