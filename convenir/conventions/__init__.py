"""The convention as a record: parties, signatories, visas, provisions, numbers computed.

Owns: the text and who signs it, the model text a new convention starts from. Never: an opinion on it.
"""
