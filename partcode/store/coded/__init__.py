"""What codebooks found: applications, codings, chains, runs, and their tables."""
