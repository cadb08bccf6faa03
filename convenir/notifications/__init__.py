"""Mail: written with the act that asks for it, sent afterwards, forgotten once gone.

Owns: the mail and its states, reminders with a cool-down, what a person does not want to receive, the
mailbox of the demonstration. Never: a key to a person, nor the reason to write, which belongs to each act.
"""
