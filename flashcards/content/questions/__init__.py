"""Questions: which story answers which, and what a list or an advertisement asks for."""
