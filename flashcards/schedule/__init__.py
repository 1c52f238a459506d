"""When to show what: pure functions over memories and events."""
