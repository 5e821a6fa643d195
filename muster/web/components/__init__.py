"""The pieces pages are made of: fields, buttons, tables, statuses, and the words on them."""
