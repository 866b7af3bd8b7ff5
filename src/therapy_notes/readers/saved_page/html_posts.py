"""The posts of a page that was saved as HTML: which elements they are, and what each of them tells."""

import re
from collections.abc import Iterable, Iterator, Set
from itertools import islice
from typing import TYPE_CHECKING, Final

from attrs import define, field, frozen

from .._lines import normal
from .html_comments import Found, comment_that_begins, is_list, is_list_of_comments, note_likes
from .html_dates import Stamp, joined, shown
from .html_frame import cut_edges, cut_what_was_read
from .html_tree import by_class, classes, elements_of, empty, first_of, html_of, links, listed, seen, walk

if TYPE_CHECKING:
    from lxml.etree import _Element as Element  # pyright: ignore[reportPrivateUsage] - the stubs have no other name for it

_PLACES: Final = frozenset({"article", "div", "li", "section"})
_POST: Final = frozenset({"hentry", "h-entry", "type-post", "type-page"})
_POST_IN_OLD_THEMES: Final = frozenset({"post"})
_ELSEWHERE: Final = frozenset(
    listed("widget widget-area jp-relatedposts related-posts relatedposts related_posts yarpp-related")
)
"""Where titles of other posts stand, and who commented on them."""
_MORE_COMMENTS: Final = frozenset(
    listed("comment-navigation comments-pagination wp-block-comments-pagination comments-navigation")
)
_MANY: Final = frozenset({"home", "blog", "archive", "category", "tag", "search", "date", "author"})
_ONE: Final = re.compile(r"(?:postid|page-id)-([0-9]{1,18})|single|single-post|single-page|singular", re.ASCII)
_POST_ID: Final = re.compile(r"post-([0-9]{1,18})", re.ASCII)
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_STATUS: Final = re.compile(r"status-(draft|future|pending|private|trash)", re.ASCII)
_TRASH: Final = "status-trash"
_BEHIND_A_PASSWORD: Final = frozenset({"post-password-protected", "post-password-required"})
_SAYS_PRIVATE: Final = (
    *("private:", "privat:", "privé:", "privado:", "privada:", "privato:", "yksityinen:", "prywatny:", "prywatne:"),
    *("soukromé:", "личное:", "非公開:"),
)
"""What WordPress puts before the title of a private post, in the languages of its readers."""
_SAYS_PASSWORD: Final = (
    *(
        "protected:",
        "geschützt:",
        "protégé:",
        "protegido:",
        "beschermd:",
        "beveiligd:",
        "protetto:",
        "skyddad:",
        "beskyttet:",
    ),
    *("passordbeskyttet:", "suojattu:", "zabezpieczony:", "chroniony:", "chráněno:", "защищено:", "保護中:"),
)
"""The same before the title of a post behind a password."""

_TITLE: Final = ("entry-title", "wp-block-post-title", "post-title", "posttitle", "p-name")
_TEXT: Final = listed(
    "wp-block-post-content entry-content post-content e-content entry-body post-body post-entry article-content"
    " article-body post-text storycontent single-content entry"
)
_EXCERPT: Final = ("entry-summary", "wp-block-post-excerpt", "post-excerpt", "excerpt")
_GOES_ON: Final = ("more-link", "wp-block-read-more", "wp-block-post-excerpt__more-link", "read-more")
_DATE_OF_A_POST: Final = listed("entry-date wp-block-post-date posted-on post-date postdate")
_DATE: Final = (*_DATE_OF_A_POST, *listed("published date entry-meta post-meta postmetadata"))
_MARKS_A_DATE: Final = frozenset({"entry-date", "published", "dt-published", *_DATE_OF_A_POST})
_AROUND_A_DATE: Final = frozenset({"wp-block-post-date"})
_AUTHOR: Final = (
    "wp-block-post-author__name",
    "wp-block-post-author-name",
    "author",
    "post-author",
    "entry-author",
    "byline",
)
_OF_THE_SITE: Final = frozenset(listed("site-title site-name blog-title logo site-branding blogname"))
_NAME_LONGEST: Final = 250
_MOST_LOOKS: Final = 50
"""Among how many elements a heading is looked for."""


@define(eq=False)
class Post:
    """A post on its way out of the page."""

    element: "Element"
    comments: list[Found] = field(factory=list[Found])

    @property
    def number(self) -> str | None:
        """The number that the blog gave it."""
        names = (self.element.get("id") or "", *classes(self.element))
        return next((found[1] for name in names if (found := _POST_ID.fullmatch(name))), None)


@define
class Survey:
    """What stands on a page, in its order."""

    posts: list[Post] = field(factory=list[Post])
    comments: list[Found] = field(factory=list[Found])
    before_the_posts: list[Found] = field(factory=list[Found])
    kept: "set[Element]" = field(factory=set["Element"])
    """Posts, comments, and all that they stand in."""
    texts: "set[Element]" = field(factory=set["Element"])
    """The texts of posts of which a class name tells, with all that is in them."""
    locked: "set[Element]" = field(factory=set["Element"])
    """What a form for a password stands in."""
    has_form: bool = False
    has_more_comments: bool = False


@frozen(kw_only=True)
class Head:
    """What the head of a page tells about it.

    Args:
        title: The title of the post.
        address: Where the page stood.
        site: The name of the blog.
        author: Who wrote the post.
        published: When, as machines are told.
    """

    title: str = ""
    address: str = ""
    site: str = ""
    author: str = ""
    published: str = ""


@frozen(kw_only=True)
class Told:
    """What a post tells."""

    title: str
    html: str
    stamp: Stamp
    author: str
    tags: tuple[str, ...]
    categories: frozenset[str]
    address: str
    number: str | None
    status: str
    kept_back: str
    """Why it was not for everybody, in a word."""
    pictures: tuple[tuple[str, str], ...]
    """The address and the description of each picture beside the text."""
    lost_pictures: int
    cut: int
    """How many parts with words were taken out of the text as frame, and were not read."""
    is_excerpt: bool
    is_locked: bool


@define(eq=False)
class _Where:
    """Whether a walk through a page is inside of the text of a post.

    Args:
        meant: The element of the text of this post.
    """

    meant: "Element | None"
    text: "Element | None" = None
    comments: "Element | None" = None

    @property
    def is_text(self) -> bool:
        """Whether what stands here is text, and no list of comments that the theme has put into it."""
        return self.text is not None and self.comments is None

    def begins(self, element: "Element") -> bool:
        """Go into an element, and tell whether it is that of the text."""
        if self.text is None and element is self.meant:
            self.text = element
            return True
        if self.is_text and is_list_of_comments(element):
            self.comments = element
        return False

    def ends(self, element: "Element") -> None:
        """Go out of an element."""
        self.text = None if element is self.text else self.text
        self.comments = None if element is self.comments else self.comments


# -- where they are -------------------------------------------------------------------------------------------


def survey(root: "Element") -> Survey:
    """Return the posts and the comments of a page."""
    post_names = _POST if _has_any(root, _POST) else _POST_IN_OLD_THEMES
    found = Survey()
    stack: list[Element] = []
    open_: list[Found] = []
    post: Element | None = None
    elsewhere: Element | None = None
    where = _Where(None if _has_any(root, post_names) else text_in(root))
    for begins, element in walk(root):
        if not begins:
            stack.pop()
            if elsewhere is not None:
                elsewhere = None if element is elsewhere else elsewhere
            elif open_ and element is open_[-1].element:
                open_.pop()
            elif open_:
                open_[-1].lists -= is_list(element)
            post = None if element is post else post
            where.ends(element)
            continue
        stack.append(element)
        names = classes(element)
        found.has_form |= element.get("id") in {"respond", "commentform"}
        found.has_more_comments |= not names.isdisjoint(_MORE_COMMENTS)
        if elsewhere is not None or (element.tag != "body" and not names.isdisjoint(_ELSEWHERE)):
            elsewhere = element if elsewhere is None else elsewhere
            continue
        if not open_ and where.begins(element):
            found.texts |= elements_of(element)
        comment = comment_that_begins(element, open_[-1] if open_ else None, is_text=where.is_text)
        if comment is not None:
            (found.posts[-1].comments if found.posts else found.before_the_posts).append(comment)
            found.comments.append(comment)
            open_.append(comment)
            _add_all(found.kept, stack)
        elif open_:
            open_[-1].lists += is_list(element)
            note_likes(open_[-1], element)
        elif post is None and element.tag in _PLACES and not names.isdisjoint(post_names):
            post = element
            found.posts.append(Post(element))
            where.meant = text_in(element)
            _add_all(found.kept, stack)
        elif "post-password-form" in names:
            _add_all(found.locked, stack)
    return found


def posts_of(found: Survey, root: "Element") -> tuple[list[Post], bool]:
    """Return the posts that the page is about, each with its comments, and whether it is a page about one post."""
    body = root.find("body")
    body = root if body is None else body
    names = classes(body)
    inside = {post: by_class(post.element) for post in found.posts}
    whole = [post for post in found.posts if not inside[post].keys().isdisjoint((*_TEXT, *_EXCERPT))]
    complete = [post for post in whole if _has_words(first_of(inside[post], _TEXT))]
    says_one = any(_ONE.fullmatch(name) for name in names)
    is_labelled = not names.isdisjoint(_MANY)
    has_talk = bool(found.comments) or found.has_form
    is_list_of_posts = len(whole) > 1 if is_labelled or not has_talk else len(complete) > 1
    if whole and not says_one and (is_list_of_posts or (is_labelled and not has_talk)):
        read = set(whole)
        for post in found.posts:
            if post not in read:
                whole[0].comments += post.comments
        whole[0].comments[:0] = found.before_the_posts
        return whole, False
    numbers = {told[1] for name in names if (told := _ONE.fullmatch(name)) and told[1]}
    meant = [post for post in found.posts if post.number in numbers] or whole or found.posts
    post = meant[0] if meant else Post(body)
    post.comments = found.comments
    return [post], True


def left_out(found: Survey, read: list[Post]) -> tuple[int, int]:
    """Return how many posts with a text of their own are not read, and how many with no more than a title or a beginning."""
    others = {post for post in found.posts if seen(post.element)}.difference(read)
    inside = {post: by_class(post.element) for post in found.posts}
    tells = any(first_of(names, (*_TEXT, *_EXCERPT)) is not None for names in inside.values())
    complete = sum(1 for post in others if not tells or _has_words(first_of(inside[post], _TEXT)))
    return complete, len(others) - complete


def text_in(post: "Element") -> "Element | None":
    """Return the element of the text of a post, if a class name tells which it is."""
    inside = by_class(post)
    text = first_of(inside, _TEXT)
    return first_of(inside, _EXCERPT) if text is None else text


def _has_words(text: "Element | None") -> bool:
    return text is not None and bool(seen(text))


def _has_any(root: "Element", names: frozenset[str]) -> bool:
    return any(element.tag in _PLACES and not classes(element).isdisjoint(names) for element in root.iter())


def _add_all(to: "set[Element]", stack: "list[Element]") -> None:
    """Add an element and all that it stands in; what is in already has been added with its own."""
    for element in reversed(stack):
        if element in to:
            return
        to.add(element)


# -- what the page tells --------------------------------------------------------------------------------------

_SAVED_FROM: Final = re.compile(r"<!-- saved from url=\([0-9]{1,6}\)(https?://[^\s<>\"]{1,2000}) -->")


def head_of(root: "Element", text: str) -> Head:
    """Return what the head of a page tells. Chrome writes above it where it was saved from."""
    told: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = (meta.get("property") or meta.get("name") or "").lower()
        content = " ".join((meta.get("content") or "").split())
        if name and content:
            told.setdefault(name, content)
    canonical = next(
        (link.get("href") for link in root.iter("link") if (link.get("rel") or "").lower() == "canonical"), None
    )
    saved_from = _SAVED_FROM.search(text[:4096])
    address = canonical or told.get("og:url") or (saved_from[1] if saved_from else "")
    site = told.get("og:site_name", "")
    title = next((seen(title) for title in root.iter("title") if _is_in_head(title)), "")
    return Head(
        title=_without_site(told.get("og:title") or title, site),
        address=address.partition("#")[0].strip(),
        site=site,
        author=told.get("author", "") or told.get("article:author", ""),
        published=told.get("article:published_time", ""),
    )


_BETWEEN: Final = (" – ", " - ", " — ", " | ", " » ", " « ", ": ")


def _is_in_head(title: "Element") -> bool:
    around = title.getparent()
    return around is not None and around.tag in {"head", "html", "body"}


def _without_site(title: str, site: str) -> str:
    """Return the title of a page without the name of the blog, where the page tells which part of it that is."""
    for mark in _BETWEEN if site else ():
        title = title.removesuffix(f"{mark}{site}").removeprefix(f"{site}{mark}")
    return title


# -- what a post tells ----------------------------------------------------------------------------------------


@frozen(eq=False)
class _Look:
    """Where to look for what stands beside the text of a post.

    Args:
        places: Where that may be, the nearest first: around the text, in the post, on the page.
        text: The element of the text.
        has_class: Whether a class name tells that it is the text.
        has_margin: Whether the nearest place is the whole page, so that what stands there need not belong to the post.
        is_excerpt: Whether it is only the beginning.
        cut: How many parts with words were taken away as head, foot and margins.
        of_text: All elements of a text of which a class name tells.
        own: The first element of every class in the post that is outside of the text.
        inside: The same, and those of the page where the post has none.
    """

    places: "tuple[Element, ...]"
    text: "Element"
    has_class: bool
    has_margin: bool
    is_excerpt: bool
    cut: int
    of_text: "Set[Element]"
    own: "dict[str, Element]"
    inside: "dict[str, Element]"

    def every(self, *tags: str) -> "Iterator[Element]":
        """Return the elements of these kinds that are outside of the text."""
        return (element for place in self.places for element in place.iter(*tags) if element not in self.of_text)


def _look(post: Post, root: "Element", *, is_only_one: bool) -> _Look:
    is_page = post.element.tag in {"html", "body"}
    inside = by_class(post.element)
    text = first_of(inside, _TEXT)
    excerpt = first_of(inside, _EXCERPT) if text is None else None
    known = excerpt if text is None else text
    of_text = elements_of(known)
    scope, cut = _text_without_a_class(post.element) if known is None else (known, 0)
    near = scope if known is None else post.element
    own = {name: element for name, element in by_class(near).items() if element not in of_text}
    page = by_class(root) if is_only_one else {}
    return _Look(
        places=tuple(dict.fromkeys((near, post.element, *((root,) if is_only_one else ())))),
        text=scope,
        has_class=known is not None,
        has_margin=is_page and near is post.element,
        is_excerpt=excerpt is not None or _goes_on(first_of(inside, _GOES_ON)),
        cut=cut,
        of_text=of_text,
        own=own,
        inside={**{name: element for name, element in page.items() if element not in of_text}, **own},
    )


def _goes_on(element: "Element | None") -> bool:
    """Tell whether an element leads to the rest of a post: words alone lead nowhere."""
    return element is not None and next(links(element), None) is not None


def take_out(
    post: Post, head: Head, root: "Element", order: str | None, *, is_only_one: bool, locked: "Set[Element]"
) -> Told:
    """Read a post. Its comments have been taken out of it already, and so has the frame of the page.

    Args:
        post: The post.
        head: The head of the page. It is that of the post only if there is no other.
        root: The page.
        order: The order of day and month in numbers.
        is_only_one: Whether the page is about this post alone.
        locked: What a form for a password stands in.
    """
    look = _look(post, root, is_only_one=is_only_one)
    of_page = head if is_only_one else Head()
    heading = _heading(look)
    title = (seen(heading) if heading is not None else "") or of_page.title
    stamp = _stamp(look, of_page.published, order)
    author = _author(look) or of_page.author
    tags, categories = _tags(post.element.iter("a"))
    if not tags:
        tags, categories = _tags(look.every("a"))
    address = of_page.address or _address(look, heading)
    names = _names_of(post, look, is_only_one=is_only_one)
    status = next((found[1] for name in sorted(names) if (found := _STATUS.fullmatch(name))), "")
    kept_back = _kept_back(names, status, title, of_page.title, is_locked=post.element in locked)
    pictures = _pictures_beside(look)
    if not look.has_class and heading is not None and heading is not look.text:
        empty(heading)
    read = {title, stamp.shown, author, f"by {author}", *tags}
    cut = look.cut + cut_what_was_read(look.text, read, is_text=look.has_class)
    lost_pictures = _mend_pictures(look.text)
    return Told(
        title=title,
        html=html_of(look.text),
        stamp=stamp,
        author=author,
        tags=tags,
        categories=categories,
        address=address,
        number=post.number,
        status=status,
        kept_back=kept_back,
        pictures=pictures,
        lost_pictures=lost_pictures,
        cut=cut,
        is_excerpt=look.is_excerpt,
        is_locked=post.element in locked,
    )


def _names_of(post: Post, look: _Look, *, is_only_one: bool) -> set[str]:
    """Return the class names of a post: some themes put them on a box around it, or in it."""
    names = {*classes(post.element), *look.own} - {_TRASH} | (classes(post.element) & {_TRASH})
    for around in post.element.iterancestors() if is_only_one else ():
        names |= classes(around)
    return names


def _kept_back(names: "Set[str]", status: str, *titles: str, is_locked: bool) -> str:
    """Return in a word why a post was not for everybody: by its class names, else by what stands before its title."""
    if is_locked or not names.isdisjoint(_BEHIND_A_PASSWORD):
        return "password"
    compared = [normal(title).replace(" :", ":").replace("\uff1a", ":") for title in titles]
    if status:
        return status
    if any(title.startswith(_SAYS_PRIVATE) for title in compared):
        return "private"
    return "password" if any(title.startswith(_SAYS_PASSWORD) for title in compared) else ""


def _heading(look: _Look) -> "Element | None":
    """Return the heading of a post: by its class, else the first of the highest level that is near."""
    found = first_of(look.inside, _TITLE)
    if found is not None:
        return found
    for place in look.places:
        for level in ("h1", "h2", "h3") if look.has_class and place is look.places[0] else ("h1",):
            for heading in islice(place.iter(level), _MOST_LOOKS):
                if heading not in look.of_text and not _is_of_the_site(heading) and seen(heading):
                    return heading
    return None


def _is_of_the_site(heading: "Element") -> bool:
    around = heading.getparent()
    boxes = (heading, around) if around is not None else (heading,)
    return any(not classes(box).isdisjoint(_OF_THE_SITE) or (box.get("id") or "").lower() in _OF_THE_SITE for box in boxes)


def _address(look: _Look, heading: "Element | None") -> str:
    link = next((link for link in heading.iter("a") if link.get("href")), None) if heading is not None else None
    if link is None:
        link = next((link for link in look.every("a") if "bookmark" in (link.get("rel") or "").lower().split()), None)
    address = (link.get("href") or "").partition("#")[0].strip() if link is not None else ""
    return address if address.startswith(("http://", "https://")) else ""


def _stamp(look: _Look, published: str, order: str | None) -> Stamp:
    """Return when a post was written: what its head tells machines, what its time element does, and what is shown."""
    time = _time(look)
    raw, words = "", ""
    if time is not None:
        raw, words = time.get("datetime") or time.get("content") or time.get("title") or "", seen(time)
    if not words or (not raw and shown(words, order) is None):
        words = _day_in_words(look, order) or words
    return joined(published, raw, words)


def _time(look: _Look) -> "Element | None":
    """Return what tells machines when a post was written: a day that the margin of the page shows is none."""
    nearby: Element | None = None
    for time in look.every("time", "abbr", "meta", "span"):
        around = time.getparent()
        names = classes(time) if around is None else classes(time) | (classes(around) & _AROUND_A_DATE)
        is_marked = not names.isdisjoint(_MARKS_A_DATE) or time.get("itemprop") == "datePublished"
        if is_marked and (time.tag == "time" or time.get("title") or time.get("content")):
            return time
        if time.tag == "time" and nearby is None and "updated" not in names and _is_beside(time, look):
            nearby = time
    return nearby


def _is_beside(time: "Element", look: _Look) -> bool:
    """Tell whether a time stands in the element of the post, and not within a sentence."""
    above = list(islice(time.iterancestors(), _MOST_LOOKS))
    is_said = any(around.tag in {"p", "li", "blockquote", "td", "dd", "figure"} for around in above)
    is_near = not look.has_margin and any(around is look.places[0] for around in above)
    return is_near and (look.has_class or not is_said)


def _day_in_words(look: _Look, order: str | None) -> str:
    names = _DATE_OF_A_POST if look.has_margin else _DATE
    boxes = [look.own[name] for name in names if name in look.own]
    boxes += [look.inside[name] for name in _DATE_OF_A_POST if name in look.inside and name not in look.own]
    if not look.has_margin:
        boxes += islice((small for small in look.places[0].iter("small") if small not in look.of_text), 1)
    for box in boxes:
        words = seen(box)
        if shown(words, order) is not None:
            return words
    return seen(boxes[0]) if boxes and any(sign.isdigit() for sign in seen(boxes[0])) else ""


def _author(look: _Look) -> str:
    found = first_of(look.inside, _AUTHOR)
    if found is None:
        found = next((link for link in look.every("a") if "author" in (link.get("rel") or "").lower().split()), None)
    if found is None:
        return ""
    name = next((inner for inner in found.iter() if "fn" in classes(inner)), None)
    if name is None:
        name = next((link for link in found.iter("a") if link.get("href")), None)
    shown_name = seen(found if name is None else name)
    return shown_name if len(shown_name) <= _NAME_LONGEST else ""


def _tags(links: "Iterable[Element]") -> tuple[tuple[str, ...], frozenset[str]]:
    """Return the tags of a post, its categories among them, and which of them are categories."""
    tags: dict[str, None] = {}
    categories: set[str] = set()
    for link in links:
        kinds = (link.get("rel") or "").lower().split()
        if "tag" not in kinds and "category" not in kinds:
            continue
        tag = seen(link).lstrip("#").strip()
        if tag:
            tags[tag] = None
            around = link.getparent()
            if "category" in kinds or (around is not None and "taxonomy-category" in classes(around)):
                categories.add(tag)
    return tuple(tags), frozenset(categories)


# -- the text, and its pictures -------------------------------------------------------------------------------


def _text_without_a_class(top: "Element") -> "tuple[Element, int]":
    """Return where the text of a post is, where class names tell nothing, and how many parts around it were cut."""
    if top.tag not in {"html", "body"}:
        return top, 0
    for tag in ("article", "main"):
        found = next(top.iter(tag), None)
        if found is not None:
            return found, 0
    found = next((element for element in top.iter("div", "section") if _is_main(element)), None)
    if found is not None:
        return found, 0
    cut = cut_edges(top)
    for element in [*top.iter("html", "head", "body")]:  # a parser may put what is seen into the head that is not closed
        element.tag = "div"
    return top, cut


def _is_main(element: "Element") -> bool:
    return element.get("role") == "main" or element.get("id") in {"content", "main", "main-content"}


def _pictures_beside(look: _Look) -> tuple[tuple[str, str], ...]:
    found = {
        _source(picture): " ".join((picture.get("alt") or "").split())
        for picture in look.every("img")
        if "wp-post-image" in classes(picture)
    }
    return tuple((source, alt) for source, alt in found.items() if source)


def _source(picture: "Element") -> str:
    """Return where a picture is. Some themes put that elsewhere until the picture is looked at."""
    for name in ("src", "data-orig-file", "data-src", "data-lazy-src", "data-original"):
        source = (picture.get(name) or "").strip()
        if source.lower().startswith(("http://", "https://")) or (source and not _SCHEME.match(source)):
            return source
    return ""


def _mend_pictures(top: "Element") -> int:
    """Give pictures their addresses; of those that are written into the page keep the description, and count them."""
    lost = 0
    for picture in [*top.iter("img")]:
        source = _source(picture)
        if source:
            picture.set("src", source)
        else:
            alt = picture.get("alt")
            lost += bool(picture.get("src"))
            empty(picture)
            picture.text = alt
    return lost
