"""The figures of a text as a proofreader sees them: numbers, age bands, what each number counts.

`lecture` gives the indicators worth publishing; proofreading needs every number, with the exact
characters it stands on and the words around it ("soit", "dont", "sur"), so it reads its own.
"""
