"""One file a language, each a value of the same type: what it calls things, and how its sentences are built."""
