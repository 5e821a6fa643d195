"""What bands, levels, scales and clusters are called where people read them."""

from muster.kernel.words import Sentence, _p

BANDS: dict[str, Sentence] = {
    "minimal": _p("severity band", "minimal"),
    "mild": _p("severity band", "mild"),
    "moderate": _p("severity band", "moderate"),
    "moderately-severe": _p("severity band", "moderately severe"),
    "severe": _p("severity band", "severe"),
    "extremely-severe": _p("severity band", "extremely severe"),
    "normal": _p("severity band", "normal"),
    "no-insomnia": _p("severity band", "no clinically significant insomnia"),
    "subthreshold": _p("severity band", "subthreshold insomnia"),
    "none": _p("urgency level", "nothing reported"),
    "within-24-hours": _p("urgency level", "contact within 24 hours"),
    "same-day": _p("urgency level", "contact the same day"),
    "high": _p("urgency level", "at once"),
}
"""Bands of every pack, and the levels of those that have levels instead of a score, by key."""

SCALES: dict[str, Sentence] = {
    "depression": _p("scale", "Depression"),
    "anxiety": _p("scale", "Anxiety"),
    "stress": _p("scale", "Stress"),
    "insomnia": _p("scale", "Insomnia"),
    "ptsd": _p("scale", "Post-traumatic stress"),
    "ptsd-screen": _p("scale", "Post-traumatic stress, screen"),
    "alcohol": _p("scale", "Drinking"),
    "urgency": _p("scale", "Suicide risk: urgency"),
    "answers": _p("scale", "Answers, not added up"),
}
"""Scales of every pack, by key."""

CLUSTERS: dict[str, Sentence] = {
    "B": _p("DSM-5 symptom cluster", "intrusion (B)"),
    "C": _p("DSM-5 symptom cluster", "avoidance (C)"),
    "D": _p("DSM-5 symptom cluster", "negative thoughts and mood (D)"),
    "E": _p("DSM-5 symptom cluster", "arousal and reactivity (E)"),
}
"""Symptom clusters, by key."""
