"""Files of answers: brought in, read by the columns chosen, previewed, confirmed, entered."""
