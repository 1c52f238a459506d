"""Real Ankis of several versions, each in an environment of its own, and the pages on which they show cards."""
