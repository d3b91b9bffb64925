"""Sample data of the style guide."""


def samples() -> dict[str, object]:
    return {}
