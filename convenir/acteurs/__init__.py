"""Who acts: organisations, people with their posts and mandates, sign-in, and what each role may do.

Owns: `Organisation`, `Personne` (which is also the account), `Poste`, `Occupation`, `Mandat`, the table of
roles. Never: who holds which role in a convention (`conventions`).
"""
