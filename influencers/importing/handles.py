"""Handles and links: which account a cell names, and on which platform. Pure."""

import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

INSTAGRAM, TIKTOK, YOUTUBE = "instagram", "tiktok", "youtube"
HOSTS = {
    "instagram.com": INSTAGRAM,
    "instagr.am": INSTAGRAM,
    "tiktok.com": TIKTOK,
    "youtube.com": YOUTUBE,
    "youtu.be": YOUTUBE,
}
WORDS = {
    **dict.fromkeys(("instagram", "ig", "insta", "instagrammer"), INSTAGRAM),
    **dict.fromkeys(("tiktok", "tt", "tik tok", "tiktoker", "tiktokers"), TIKTOK),
    **dict.fromkeys(("youtube", "yt", "youtuber", "youtubers", "you tube"), YOUTUBE),
}
HANDLE = {
    INSTAGRAM: re.compile(r"[A-Za-z0-9._]{1,30}"),
    TIKTOK: re.compile(r"[A-Za-z0-9._]{1,30}"),
    YOUTUBE: re.compile(r"[\w.\-·]{1,60}"),
}
ANY_HANDLE = re.compile(r"[\w.\-·]{1,60}")
CHANNEL_ID = re.compile(r"UC[\w-]{22}")
LINK = re.compile(
    r"(?:https?://)?(?:[\w-]+\.)*(?:instagram\.com|instagr\.am|tiktok\.com|youtube\.com|youtu\.be)(?:/|$)",
    re.I,
)
NOT_ACCOUNTS = frozenset(
    ("p", "reel", "reels", "stories", "explore", "tv", "watch", "shorts", "playlist", "video")
)


@dataclass(frozen=True, slots=True)
class Link:
    """An account's address; `handle` is empty where the address names the account by an id or not at all."""

    platform: str
    handle: str
    url: str


def platform_of(text: str) -> str:
    """The platform that a word or abbreviation names, or ""."""
    return WORDS.get(" ".join(text.lower().replace("_", " ").replace("-", " ").split()), "")


def parse_link(text: str) -> Link | None:
    """The account behind a link to one of the platforms, or None for any other text."""
    text = text.strip()
    if len(text) > 500 or not LINK.match(text):
        return None
    try:
        parts = urlsplit(text if "://" in text else f"https://{text}")
        host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    except ValueError:
        return None
    platform = HOSTS.get(host)
    if not platform:
        return None
    steps = [unquote(step) for step in parts.path.split("/") if step]
    return Link(platform, _handle_of(steps, platform), f"https://www.{host}{parts.path}"[:500])


def _handle_of(steps: list[str], platform: str) -> str:
    if not steps or steps[0].lower() in NOT_ACCOUNTS:
        return ""
    named = steps[0].startswith("@")
    if platform == TIKTOK and not named:
        return ""
    if platform == YOUTUBE and not named:
        steps = steps[1:] if steps[0] in ("c", "user") else []
    handle = steps[0].lstrip("@") if steps else ""
    return handle if is_handle(handle, platform) else ""


def is_handle(text: str, platform: str = "") -> bool:
    """Whether the platform could have given this handle (without @)."""
    return bool(HANDLE.get(platform, ANY_HANDLE).fullmatch(text))


def channel_url(channel_id: str) -> str:
    """The address of a YouTube channel by its id, or "" where the text is no channel id."""
    return f"https://www.youtube.com/channel/{channel_id}" if CHANNEL_ID.fullmatch(channel_id) else ""


def link_to(platform: str, handle: str) -> str:
    """The address under which a platform shows a handle."""
    if not handle or platform not in HANDLE:
        return ""
    if platform == INSTAGRAM:
        return f"https://www.instagram.com/{handle}/"
    return f"https://www.{platform}.com/@{handle}"
