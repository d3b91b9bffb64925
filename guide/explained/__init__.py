"""How each figure is computed, section by section; `guide.sections` finds them."""
