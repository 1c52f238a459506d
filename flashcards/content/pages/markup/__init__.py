"""A page in HTML: what its tags mean, what its classes repeat, and the Markdown that says the same."""
