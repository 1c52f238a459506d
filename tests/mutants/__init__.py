"""`make mutants`: the code changed in one place, and whether a test notices."""
