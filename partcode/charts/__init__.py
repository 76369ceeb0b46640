"""Pictures of tables: each a pure function of the table that a command prints, giving an Altair chart."""
