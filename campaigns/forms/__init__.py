"""The forms of the work."""

from campaigns.forms.brief import BriefForm
from campaigns.forms.lists import AddToListForm, RenameListForm
from campaigns.forms.rivals import RivalBookingForm

__all__ = ["AddToListForm", "BriefForm", "RenameListForm", "RivalBookingForm"]
