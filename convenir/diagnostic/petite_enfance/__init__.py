"""The scheme of early childhood: what the convention must hold to stand in for it, what each commune owes.

Sources: CASF, art. L. 214-1-3 (organising authorities, thresholds), L. 214-2 and D. 214-10-1 (content of the
scheme, and the CTG that stands in for it).
"""
