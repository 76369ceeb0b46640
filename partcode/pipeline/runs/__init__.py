"""What was found, held against what was found before: of the database, a lock, a folder of results."""
