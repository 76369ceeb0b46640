"""The methods appendix of a run: facts out of the store, and what is said of them in English or French."""
