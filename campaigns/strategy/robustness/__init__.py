"""How sure the answer is: what chance could do to it, where it turns, what each rule and the budget cost."""
