"""Two years of care in the demonstration: invented cases, by the commands that real ones take."""
