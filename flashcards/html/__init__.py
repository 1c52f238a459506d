"""Pages for a browser: self-contained, without scripts."""
