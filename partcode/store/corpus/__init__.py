"""What was read: documents and their versions, turns, sentences, words, speakers and cases."""
