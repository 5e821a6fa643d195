"""The administrator's commands: one file for each, nothing in them but asking and answering."""
