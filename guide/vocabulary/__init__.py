"""The words of the trade as the product uses them, by theme; `guide.terms` finds them."""
