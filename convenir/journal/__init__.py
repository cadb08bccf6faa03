"""What was done: append-only business events, chained by hash, written in the transaction of the act.

Owns: the event and its chain, their writing (`consigner`), what was personal in them and its erasure, the
registry of personal data (`purge`). Never: a key to a person or to an object of an upper room.
"""
