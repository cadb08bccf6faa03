"""The convention as a record: parties, signatories, visas, provisions, numbers computed.

Owns: the text and who signs it, the model text a new convention starts from, the rules of acts and delays.
Never: an opinion on the text.
"""
