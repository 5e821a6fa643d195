"""The thinking of the detection room: facts in, a tier with its reasons out."""
