"""Other programs and libraries on the corpus and the words that partcode gets: time, memory, hits, offsets."""
