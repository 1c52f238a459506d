"""Why a mutant that no test notices may live: what names it, and the reason."""

EXPLAINED: dict[str, str] = {}
