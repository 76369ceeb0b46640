"""Questions that need the words or the texts of the store beside what a run found."""
