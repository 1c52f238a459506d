"""Several machines and a phone, on Anki's own sync engine; the only importer of the package ``anki``."""
