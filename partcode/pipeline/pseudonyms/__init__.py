"""Names out of a corpus, its metadata and its tables, and back."""
