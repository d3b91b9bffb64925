"""What one booking of a profile means unless a brief says otherwise, and what its list price prices."""

DEFAULT_DELIVERABLE = {
    "instagram": "instagram_post",
    "tiktok": "tiktok_video",
    "youtube": "youtube_integration",
}
