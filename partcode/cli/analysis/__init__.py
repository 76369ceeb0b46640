"""Questions to what was coded, one command per file."""
