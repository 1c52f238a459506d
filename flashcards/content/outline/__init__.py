"""Recall cues, drafted from the prose of a part."""

# raise it with every change after which some text is drafted otherwise: drafts of another version are made anew
ENGINE_VERSION = 20
