"""How sure an answer is, what would turn it, and what its rules and its budget are worth, in words.

Every part reads keys of the answer that older answers lack, and says nothing where they are missing.
"""
