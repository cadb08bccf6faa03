"""Gives blocs their meaning: an existing document, or a record, → one immutable `Dossier`.

Owns: recognition of parties, visas, provisions, figures, tables, plans, bodies, stamp.
Never: a judgement on what was read (that is `relecture`), nor a format (that is `documents`).
"""
