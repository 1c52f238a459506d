"""A telling in words: the field that it is typed into, and what was heard of it."""
