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
_TITLES: Final = frozenset(listed("entry-title post-title wp-block-post-title"))

_FRAME: Final = frozenset(
    listed("""
    sharedaddy sd-sharing sd-sharing-enabled sd-block sd-like sd-rating jp-relatedposts jp-post-flair jetpack-likes-widget
    jetpack-likes-widget-wrapper wpl-likebox likes-widget post-likes-widget pd-rating wp-block-jetpack-like
    wp-block-jetpack-sharing-buttons wp-block-jetpack-related-posts wp-block-jetpack-subscriptions wp-block-social-links
    robots-nocontent reblogger-note-actions geo-post-display wpcnt wpa wordads wordads-ad adsbygoogle ad-container ad-slot
    advertisement advertisements google-auto-placed code-block a2a_kit addtoany_content addtoany_share_save_container
    social-share social-sharing social-icons share-buttons share-links sharing-buttons ssba ssba-wrap essb_links
    heateor_sss_sharing_container heateorsssclear mashsb-container shareaholic-canvas simplesocialbuttons swp_social_panel
    yarpp yarpp-related relatedposts related-posts related_posts related-articles crp_related rp4wp-related-posts
    navigation post-navigation posts-navigation nav-links nav-single nav-below nav-above navlink navigation-links
    wp-block-post-navigation-link wp-block-navigation wp-block-query-pagination comments-pagination comment-navigation
    wp-block-comments-pagination page-links page-link post-page-numbers pagination wp-pagenavi
    widget widget-area sidebar site-header site-footer site-info site-branding skip-link breadcrumb breadcrumbs
    cookie-notice eucookielaw author-box author-info about-author saboxplugin-wrap post-author-box
    wp-block-post-author-biography post-edit-link edit-link post-views
    wpd-subscribe comment-respond comment-form comment-reply-title no-comments nocomments
    comment-reply-link comment-edit-link comment-reply reply wp-block-comment-reply-link wp-block-comment-edit-link
    comment-actions comment-likes comment-like like-comment says tagcloud wp-block-tag-cloud wp-block-post-comments-form
    subscribe-to-comments comment-subscription-form jetpack-subscribe-modal search-form searchform
    """)
)
_FRAME_IDS: Final = frozenset(
    listed("""
    jp-post-flair jp-relatedposts respond commentform masthead colophon secondary sidebar comment-nav-above comment-nav-below
    nav-above nav-below sharing_email likes-other-gravatars wpadminbar actionbar carousel-wrap jp-carousel-loading-overlay
    """)
)
_OF_A_POST: Final = frozenset(
    listed("""
    entry-meta entry-header entry-footer entry-utility entry-info entry-title post-title posttitle post-meta postmetadata
    post-header post-footer post-info post-data byline posted-on cat-links tags-links tag-links comments-link
    post-comments-link
    wp-block-post-title wp-block-post-date wp-block-post-author wp-block-post-author-name wp-block-post-terms
    wp-block-post-featured-image post-thumbnail comments-area comments commentlist comment-list wp-block-comments
    wp-block-comments-query-loop screen-reader-text more-link read-more wp-block-read-more
    """)
)
"""What stands beside the text of a post, and has been read by then, if the theme has put it inside."""


def cut(top: "Element", kept: "Set[Element]") -> tuple[int, int]:
    """Take the frame out of a page, and what is hidden; return how many parts with words in them were frame, and hidden.

    Args:
        top: The page.
        kept: What stays whatever it is called: posts, comments, and all that they stand in.
    """
    frame = hidden = 0
    for element in _outermost(top, lambda element: element not in kept and _is_out(element)):
        if _is_hidden(element):
            hidden += bool(seen(element))
        elif element.tag not in _NEVER_SEEN and _FOR_LISTENERS not in classes(element):
            frame += bool(seen(element))
        empty(element)
    return frame, hidden


def cut_what_was_read(top: "Element") -> None:
    """Take the title, the names, the days and the comments out of what is to become the text of a post."""
    for element in _outermost(top, lambda element: not classes(element).isdisjoint(_OF_A_POST)):
        empty(element)


def cut_edges(top: "Element") -> None:
    """Take head, foot and margins out of a page that has no class names to go by."""
    for element in _outermost(top, lambda element: element.tag in {"header", "footer", "aside"}):
        empty(element)


def _is_out(element: "Element") -> bool:
    if element.tag in {"html", "body", "main"}:
        return False
    if element.tag in _NEVER_SEEN or element.tag in _CONTROLS or _is_hidden(element):
        return True
    found = classes(element)
    return (
        not found.isdisjoint(_FRAME)
        or (_FOR_LISTENERS in found and found.isdisjoint(_TITLES))
        or element.get("id") in _FRAME_IDS
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
