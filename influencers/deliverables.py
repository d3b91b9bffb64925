"""What one booking of a profile means unless a brief says otherwise, and what its list price prices."""

DEFAULT_DELIVERABLE = {
    "instagram": "instagram_post",
    "tiktok": "tiktok_video",
    "youtube": "youtube_integration",
}


def is_of_platform(deliverable: str, platform: str) -> bool:
    """A deliverable's code begins with the platform that it appears on."""
    return deliverable.startswith(f"{platform}_")
