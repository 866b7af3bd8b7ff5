"""The frame of a blog page: what the program that made the page puts around and between what people wrote.

Class names are the same in every language and in nearly every theme. Every list is closed: what is in none of them is kept.
"""

from collections.abc import Callable, Set
from typing import TYPE_CHECKING, Final

from .html_tree import classes, empty, listed, seen, walk

if TYPE_CHECKING:
    from lxml.etree import _Element as Element  # pyright: ignore[reportPrivateUsage] - the stubs have no other name for it

_NEVER_SEEN: Final = frozenset(listed("applet datalist noscript object script style svg template title"))
_CONTROLS: Final = frozenset(listed("button dialog input label nav select textarea"))
_ROLES: Final = frozenset(listed("alertdialog banner contentinfo dialog navigation search"))
_NOT_SEEN: Final = ("display:none", "visibility:hidden")
_FOR_LISTENERS: Final = "screen-reader-text"
"""What a theme says to those who hear the page, between what others see."""
_MOST_BOXES: Final = 2
"""The element of the page, and one box in its body."""
_TITLES: Final = frozenset(listed("entry-title post-title wp-block-post-title"))

_UNMISTAKABLE: Final = frozenset(
    listed("""
    sharedaddy sd-sharing sd-sharing-enabled sd-block sd-like sd-rating jp-relatedposts jp-post-flair jetpack-likes-widget
    jetpack-likes-widget-wrapper wpl-likebox likes-widget post-likes-widget pd-rating wp-block-jetpack-like
    wp-block-jetpack-sharing-buttons wp-block-jetpack-related-posts wp-block-jetpack-subscriptions wp-block-social-links
    robots-nocontent reblogger-note-actions geo-post-display wpcnt wordads wordads-ad adsbygoogle
    google-auto-placed a2a_kit addtoany_content addtoany_share_save_container
    social-share social-sharing share-buttons sharing-buttons ssba ssba-wrap essb_links
    heateor_sss_sharing_container heateorsssclear mashsb-container shareaholic-canvas simplesocialbuttons swp_social_panel
    yarpp yarpp-related relatedposts crp_related rp4wp-related-posts post-navigation posts-navigation
    wp-block-post-navigation-link wp-block-navigation wp-block-query-pagination
    wp-block-comments-pagination page-links post-page-numbers wp-pagenavi
    eucookielaw author-box saboxplugin-wrap post-author-box
    wp-block-post-author-biography post-edit-link post-views
    wpd-subscribe comment-respond comment-reply-link comment-edit-link wp-block-comment-reply-link
    wp-block-comment-edit-link wp-block-tag-cloud wp-block-post-comments-form
    subscribe-to-comments comment-subscription-form jetpack-subscribe-modal
    """)
)
"""What only programs call their own parts, so that it is frame inside of a text as well."""
_FRAME: Final = _UNMISTAKABLE | frozenset(
    listed("""
    wpa ad-container ad-slot advertisement advertisements code-block social-icons share-links
    related-posts related_posts related-articles navigation nav-links nav-single nav-below nav-above navlink
    navigation-links comments-pagination comment-navigation page-link pagination
    widget widget-area sidebar site-header site-footer site-info site-branding skip-link breadcrumb breadcrumbs
    cookie-notice author-info about-author edit-link comment-form comment-reply-title no-comments nocomments
    comment-reply reply comment-actions comment-likes comment-like like-comment says tagcloud search-form searchform
    """)
)
_UNMISTAKABLE_IDS: Final = frozenset(
    listed("jp-post-flair jp-relatedposts commentform sharing_email likes-other-gravatars wpadminbar")
)
_FRAME_IDS: Final = _UNMISTAKABLE_IDS | frozenset(
    listed("""
    respond masthead colophon secondary sidebar comment-nav-above comment-nav-below nav-above nav-below actionbar
    carousel-wrap jp-carousel-loading-overlay
    """)
)
_SURELY_OF_A_POST: Final = frozenset(
    listed("""
    wp-block-post-title wp-block-post-date wp-block-post-author wp-block-post-author-name wp-block-post-terms
    wp-block-post-featured-image wp-block-comments wp-block-comments-query-loop more-link wp-block-read-more
    postmetadata comments-area commentlist comment-list
    """)
)
_OF_A_POST: Final = _SURELY_OF_A_POST | frozenset(
    listed("""
    entry-meta entry-header entry-footer entry-utility entry-info entry-title post-title posttitle post-meta
    post-header post-footer post-info post-data byline posted-on cat-links tags-links tag-links comments-link
    post-comments-link post-thumbnail comments screen-reader-text read-more
    """)
)
"""What stands beside the text of a post, and has been read by then, if the theme has put it inside."""
_EDGES: Final = frozenset({"header", "footer", "aside"})


def cut(top: "Element", kept: "Set[Element]", texts: "Set[Element]") -> tuple[int, int]:
    """Take the frame out of a page, and what is hidden; return how many parts with words in them were frame, and hidden.

    Args:
        top: The page.
        kept: What stays whatever it is called: posts, comments, and all that they stand in.
        texts: All elements inside of the texts of posts. Somebody wrote them, and may have chosen such a name for a part of
            them: of these only what no person calls so is frame.
    """
    frame = hidden = 0
    for element in _outermost(top, lambda one: one not in kept and _is_out(one, is_text=one in texts)):
        if _is_hidden(element):
            hidden += bool(seen(element))
        elif element.tag not in _NEVER_SEEN and (element in texts or _FOR_LISTENERS not in classes(element)):
            frame += bool(seen(element))
        empty(element)
    return frame, hidden


def cut_what_was_read(top: "Element", read: "Set[str]", *, is_text: bool) -> int:
    """Take title, names, days and comments out of what is to become the text of a post; return how many more words were cut.

    Args:
        top: The element.
        read: What has been read: a part that says just that is not lost, and is not counted.
        is_text: Whether a class name tells that the element holds the text and nothing else.
    """
    names = _SURELY_OF_A_POST if is_text else _OF_A_POST
    frame = 0
    for element in _outermost(top, lambda element: not classes(element).isdisjoint(names)):
        words = seen(element)
        frame += bool(words) and words not in read
        empty(element)
    return frame


def cut_edges(top: "Element") -> int:
    """Take head, foot and margins out of a page that has no class names to go by; return how many had words in them.

    They stand before or behind everything else in the body, or in the one box inside of it.
    """
    box = top
    for _ in range(_MOST_BOXES):
        inside = [element for element in box if seen(element) and element.tag != "head"]
        if len(inside) != 1 or inside[0].tag not in {"html", "body", "div", "section", "form", "center"} or _says(box.text):
            break
        box = inside[0]
    return _cut_from_one_end([*box], is_first=True) + _cut_from_one_end([*reversed(box)], is_first=False)


def _cut_from_one_end(elements: "list[Element]", *, is_first: bool) -> int:
    cut = 0
    for element in elements:
        if not is_first and _says(element.tail):
            break
        words = seen(element)
        if words and element.tag not in _EDGES:
            break
        if words:
            cut += 1
            empty(element)
        if is_first and _says(element.tail):
            break
    return cut


def _says(text: str | None) -> bool:
    return bool(text and text.strip())


def _is_out(element: "Element", *, is_text: bool) -> bool:
    if element.tag in {"html", "body", "main"}:
        return False
    if element.tag in _NEVER_SEEN or element.tag in _CONTROLS or _is_hidden(element):
        return True
    found = classes(element)
    return (
        not found.isdisjoint(_UNMISTAKABLE if is_text else _FRAME)
        or (_FOR_LISTENERS in found and found.isdisjoint(_TITLES))
        or element.get("id") in (_UNMISTAKABLE_IDS if is_text else _FRAME_IDS)
        or element.get("role") in _ROLES
    )


def _is_hidden(element: "Element") -> bool:
    if element.get("hidden") is not None:
        return True
    style = element.get("style")
    return style is not None and any(part.startswith(_NOT_SEEN) for part in "".join(style.split()).lower().split(";"))


def _outermost(top: "Element", is_meant: "Callable[[Element], bool]") -> "list[Element]":
    """Return the elements inside another that are meant, and in none that is."""
    found: list[Element] = []
    inside: Element | None = None
    for begins, element in walk(top):
        if element is top:
            continue
        if not begins:
            inside = None if element is inside else inside
        elif inside is None and is_meant(element):
            inside = element
            found.append(element)
    return found
