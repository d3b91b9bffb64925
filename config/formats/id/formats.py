"""12 Agu 2026, 14.30."""

DATE_FORMAT = "j M Y"
DATETIME_FORMAT = "j M Y, H.i"
