"""What was done: append-only business events, written in the transaction of the act.

Owns: the event, its writing (`consigner`). Never: a key to a person or to an object of an upper room.
"""
