"""Characters and words: encoding, sentences, figures."""
