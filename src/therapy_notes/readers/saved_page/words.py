"""The words that a blog puts around what people wrote, in the languages of WordPress that its readers use most.

Every list is closed: a line that is in none of them is somebody's own, and is kept.
"""

import re
from typing import Final

from .._lines import normal


def _phrases(text: str) -> frozenset[str]:
    return frozenset(phrase for line in text.split("\n") for part in line.split("|") if (phrase := part.strip()))


def _longest_first(text: str) -> list[str]:
    return sorted(_phrases(text), key=lambda phrase: (-len(phrase), phrase))


# -- "19 thoughts on “…”" -------------------------------------------------------------------------------------

_ONE: Final = "one|ein|eine|einen|une|un|una|uno|uma|um|een|één|eén|en|ett|én|yksi|jeden|jedna"
# English, German, French, Spanish, Dutch, Italian, Portuguese, Swedish, Danish and Norwegian, Finnish, Polish
_THOUGHTS: Final = _phrases(
    """
    thought | thoughts | response | responses | comment | comments | reply | replies | gedanke | gedanken
    antwort | antworten | kommentar | kommentare | reaktion | reaktionen | réflexion | réflexions | réponse
    réponses | commentaire | commentaires | avis | pensamiento | pensamientos | respuesta | respuestas
    comentario | comentarios | opinión | opiniones | gedachte | gedachten | reactie | reacties | antwoord
    antwoorden | opmerking | opmerkingen | pensiero | pensieri | risposta | risposte | commento | commenti
    pensamento | pensamentos | resposta | respostas | comentário | comentários | tanke | tankar | svar
    kommentarer | tanker | ajatus | ajatusta | kommentti | kommenttia | vastaus | vastausta | myśl | myśli
    odpowiedź | odpowiedzi | komentarz | komentarze | komentarzy
    """
)
_ON: Final = (
    "on|to|about|for|zu|auf|zum|zur|au|sur|à|en|a|sobre|op|over|bij|su|per|al|alla|em"
    "|para|på|till|til|om|aiheesta|artikkeliin|artikkelissa|na|do"
)
_NUMBER: Final = r"(?P<number>[0-9]{1,3}(?:[.,' \u2009\u202f][0-9]{3}){1,2}|[0-9]{1,9})"
_WORD: Final = r"(?P<word>[^\W\d_]{3,16})"
_HEADING: Final = re.compile(rf"(?:{_NUMBER}|(?P<one>{_ONE})) {_WORD}(?::|!)?(?: (?P<on>{_ON})\b(?P<about>.*))?")
_NUMBER_LAST: Final = re.compile(rf"{_WORD}(?: \({_NUMBER}\)|: {_NUMBER.replace('number', 'last')})")
_HEADING_LONGEST: Final = 1000


class Heading:
    """The heading over the comments: how many it claims, and what it says they are about."""

    __slots__ = ("about", "claimed")

    def __init__(self, claimed: int, about: str) -> None:
        self.claimed = claimed
        self.about = about


def heading(text: str) -> Heading | None:
    """Read a line such as ``19 thoughts on “…”``. The title that it quotes is not taken apart: it may hold anything.

    >>> heading("1,204 thoughts on “What is ” this”").claimed, heading("Eine Antwort auf „Brot“").claimed
    (1204, 1)
    >>> heading("3 comments that hurt") is None
    True
    """
    if len(text) > _HEADING_LONGEST:
        return None
    text = normal(text)
    found = _HEADING.fullmatch(text) or _NUMBER_LAST.fullmatch(text)
    if found is None or found["word"] not in _THOUGHTS:
        return None
    groups = found.groupdict()
    number = groups.get("number") or groups.get("last")
    claimed = int(re.sub(r"[^0-9]", "", number)) if number else 1
    return Heading(claimed, (groups.get("about") or "").strip())


# -- "Alice says:" --------------------------------------------------------------------------------------------

_SAYS: Final = _longest_first(
    """
    says | said | writes | wrote | replied | sagt | sagte | schreibt | schrieb | meint | a dit | dit | écrit
    a écrit | dice | dijo | ha dicho | escribe | zegt | zei | schreef | schrijft | ha detto | scrive | ha scritto
    disse | diz | escreveu | skriver | skrev | säger | sier | sa | siger | sagde | sanoo | kirjoitti | pisze | mówi
    napisał | napisała
    """
)
_NAME_LONGEST: Final = 250


def speaker(text: str) -> str | None:
    r"""Return the name in a line such as ``Alice says:``, as it is written.

    >>> speaker("all the little parts says:"), speaker("Zoé a dit\xa0:"), speaker("she always says this:")
    ('all the little parts', 'Zoé', None)
    """
    if not text.endswith(":") or len(text) > _NAME_LONGEST:
        return None
    line = text.replace("\xa0", " ").replace("\u202f", " ")[:-1].rstrip()
    lower = line.lower()
    if len(lower) != len(line):  # a capital that becomes two letters
        lower = line
    for verb in _SAYS:
        if lower.endswith(f" {verb}"):
            return line[: -len(verb)].strip() or None
    return None


# -- links and likes under a comment --------------------------------------------------------------------------

UNDER_A_COMMENT: Final = _phrases(
    """
    reply | reply ↓ | reply → | log in to reply | like | liked | edit | (edit) | loading... | share this:
    report this comment | your comment is awaiting moderation. | antworten | antworten ↓ | zum antworten anmelden
    gefällt mir | (bearbeiten) | répondre | répondre ↓ | j'aime | aime | responder | responder ↓ | me gusta
    beantwoorden | beantwoorden ↓ | rispondi | rispondi ↓ | mi piace | curtir | svara | svar | vastaa | odpowiedz
    """
)
_LIKED: Final = re.compile(
    r"(?:liked by (?P<you>you)?(?: and )?(?:(?P<n>[0-9]{1,9}) (?:other )?(?:people|person|others?))?"
    r"|gefällt (?P<de>[0-9]{1,9}) (?:personen|person)|aimé par (?P<fr>[0-9]{1,9}) personnes?"
    r"|le gusta a (?P<es>[0-9]{1,9}) personas?|(?P<plain>[0-9]{1,9}) likes?)"
)


def likes(text: str) -> int | None:
    """Return the number in a line such as ``Liked by 3 people``.

    >>> likes("Liked by 1 person"), likes("Liked by you and 2 others"), likes("I liked it")
    (1, 3, None)
    """
    found = _LIKED.fullmatch(normal(text)) if len(text) <= 60 else None
    if found is None or not any(found.groups()):
        return None
    return sum(int(number) for key, number in found.groupdict().items() if number and key != "you") + bool(found["you"])


def is_pingback(text: str) -> bool:
    """Tell whether a line is a note that another page links here: a machine wrote it."""
    return text[:12].lower().startswith(("pingback:", "trackback:"))


# -- the rest of the page -------------------------------------------------------------------------------------

FORM_BEGINS: Final = _phrases(
    """
    leave a reply | leave a comment | leave a reply cancel reply | leave a comment cancel reply | post a comment
    join the conversation | add your comment | what do you think? | comments are closed. | comments are closed
    schreibe einen kommentar | schreibe einen kommentar antworten abbrechen | kommentar verfassen
    hinterlasse einen kommentar | schreiben sie einen kommentar | eine antwort hinterlassen | laisser un commentaire
    laisser une réponse | laisser un commentaire annuler la réponse | poster un commentaire | deja un comentario
    deja una respuesta | deja una respuesta cancelar la respuesta | deja un comentario cancelar respuesta
    geef een reactie | geef een reactie reactie annuleren | laat een reactie achter | lascia un commento
    lascia una risposta | lascia un commento annulla risposta | deixe um comentário | deixe uma resposta
    deixe um comentário cancelar resposta | lämna ett svar | lämna en kommentar | lämna ett svar avbryt svar
    skriv et svar | legg igjen en kommentar | vastaa | dodaj komentarz
    """
)
"""The lines with which the form for a new comment begins."""

_FORM: Final = _phrases(
    """
    what's on your mind? | fill in your details below or click an icon to log in: | wordpress.com logo
    twitter picture | facebook photo | google+ photo | google photo | gravatar | connecting to %s
    %d bloggers like this: | %d bloggers like this | enter your comment here... | write a comment...
    write a reply... | add a comment... | cancel reply | cancel | comment | comment * | name | name *
    name (required) | email | email * | email (required) | email (address never made public)
    email (required) (address never made public) | website | url | change | log in | log out | log out / change
    post comment | submit comment | submit | required
    your email address will not be published. required fields are marked *
    your email address will not be published. | required fields are marked *
    save my name, email, and website in this browser for the next time i comment.
    notify me of new comments via email. | notify me of new posts via email.
    notify me of follow-up comments by email. | notify me of new posts by email.
    notify me of follow-up comments via email.
    this site uses akismet to reduce spam. learn how your comment data is processed. | blog at wordpress.com.
    create a free website or blog at wordpress.com. | powered by wordpress.com. | proudly powered by wordpress
    website powered by wordpress.com. | report this ad | advertisements | advertisement | related | loading...
    add yours | add yours → | comments rss | rss feed for comments on this post | skip to content | menu
    antworten abbrechen | deine e-mail-adresse wird nicht veröffentlicht. erforderliche felder sind mit * markiert
    deine e-mail-adresse wird nicht veröffentlicht. | erforderliche felder sind mit * markiert
    gib hier deinen kommentar ein... | trage deine daten unten ein oder klicke ein icon um dich einzuloggen:
    kommentar abschicken | kommentar | kommentar * | name * | e-mail | e-mail * | e-mail-adresse * | verbinde mit %s
    %d bloggern gefällt das: | annuler la réponse
    votre adresse e-mail ne sera pas publiée. les champs obligatoires sont indiqués avec *
    votre adresse de messagerie ne sera pas publiée. | les champs obligatoires sont indiqués avec * | commentaire
    nom | nom * | entrez votre commentaire ici... | laisser un commentaire | connexion à %s | site web
    cancelar la respuesta | tu dirección de correo electrónico no será publicada.
    los campos obligatorios están marcados con * | introduce tu comentario aquí... | publicar el comentario
    nombre * | correo electrónico * | conectando a %s | reactie annuleren
    je e-mailadres wordt niet gepubliceerd. vereiste velden zijn gemarkeerd met * | reactie plaatsen | naam *
    annulla risposta | il tuo indirizzo email non sarà pubblicato. i campi obbligatori sono contrassegnati *
    sito web | cancelar resposta
    o seu endereço de e-mail não será publicado. campos obrigatórios são marcados com *
    """
)
_BETWEEN: Final = _phrases(
    """
    post navigation | posts navigation | comment navigation | comments navigation | older comments
    ← older comments | newer comments | newer comments → | beitrags-navigation | beitragsnavigation
    kommentar-navigation | navigation de l'article | navegación de entradas | berichtnavigatie
    navigazione articoli | navegação de posts | share this: | like this: | like loading... | teilen mit:
    gefällt mir: | be the first to like this. | be the first to like this post. | share this post:
    %d bloggers like this: | connecting to %s | report this ad | advertisements | advertisement
    """
)
_ACCOUNT: Final = re.compile(
    r"(?:you are commenting using your .{1,40} account|du kommentierst mit .{1,60}konto"
    r"|vous commentez à l'aide de votre compte .{1,40}|estás comentando usando tu cuenta de .{1,40})\.?"
    r" ?\(? ?(?:.{1,40}/.{1,40}\))?"
)
_SHARE_WITH: Final = _phrases(
    """
    twitter | facebook | x | email | e-mail | print | more | reddit | tumblr | pinterest | linkedin | pocket
    whatsapp | telegram | skype | google | google+ | mastodon | bluesky | threads | drucken | mehr | press this
    stumbleupon | digg
    """
)


def is_boilerplate(text: str) -> bool:
    r"""Tell whether a line below the comments belongs to the form or the frame of the page.

    >>> is_boilerplate("You are commenting using your Twitter account. ( Log\xa0Out /  Change )"), is_boilerplate("Me too.")
    (True, False)
    """
    if len(text) > 300:
        return False
    line = normal(text)
    return line in FORM_BEGINS or line in _FORM or line in _BETWEEN or _ACCOUNT.fullmatch(line) is not None


def begins_form(text: str) -> bool:
    """Tell whether the form for a new comment begins with this line."""
    return len(text) <= 300 and normal(text) in FORM_BEGINS


def is_frame(text: str) -> bool:
    """Tell whether a line at the end of the post belongs to the page: only what nobody would end a post with."""
    return len(text) <= 300 and normal(text) in _BETWEEN


def names_a_network(text: str) -> bool:
    """Tell whether a line below ``Share this:`` is one of its buttons."""
    line = normal(text.removeprefix("•")) if len(text) <= 100 else ""
    return line in _SHARE_WITH or line.startswith(("click to share on ", "click to print", "click to email"))


def turns_a_page(text: str) -> bool:
    """Tell whether a line below ``Post navigation`` names the post before or after."""
    line = normal(text) if len(text) <= 300 else ""
    return line.startswith(("← ", "previous", "next", "« ")) or line.endswith((" →", " »"))


# -- the line under the title ---------------------------------------------------------------------------------

_POSTED: Final = _longest_first(
    """
    posted on | published on | written on | posted | published | veröffentlicht am | geschrieben am | publié le
    publicado el | gepubliceerd op | geplaatst op | pubblicato il | publicado em | postado em | date: | on
    """
)
_BY: Final = re.compile(r" (?:by|von|par|por|door|di|da) |\|")


def posted(text: str) -> tuple[bool, str]:
    """Take the words off a line such as ``Posted on May 3, 2019 by Alice``; tell whether there were any.

    >>> posted("Posted on May 3, 2019 by Alice"), posted("May 3, 2019")
    ((True, 'may 3, 2019'), (False, 'may 3, 2019'))
    """
    line = normal(text) if len(text) <= 200 else ""
    for words in _POSTED:
        if line.startswith(f"{words} "):
            return True, _BY.split(line[len(words) + 1 :], maxsplit=1)[0].strip()
    return False, line
