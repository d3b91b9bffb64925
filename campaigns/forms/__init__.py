"""The forms of the work."""

from campaigns.forms.brief import BriefForm
from campaigns.forms.lists import AddToListForm

__all__ = ["AddToListForm", "BriefForm"]
