"""The view from above: what is here, and the one next act.

Owns: the home page. Never: a rule or a state of another room.
"""
