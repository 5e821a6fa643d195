"""What holds the house together; each file guards one sentence, and has been seen to bite."""
