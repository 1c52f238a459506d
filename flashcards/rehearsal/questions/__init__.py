"""Which story for which question: what was really asked, rounds of choosing, and one story at three lengths."""
