"""Blocs ↔ Markdown: how the text of a provision is kept in the record, readable and diffable by a person.

Beside CommonMark and its pipe tables: `{{cle}}` is a Champ, `[[article/duree]]` a Renvoi,
`{{{instances}}}` alone on its line an Insertion, `# Titre {#ancre}` gives a heading its anchor,
`<u>` and `<sup>` underline and raise, `<!-- saut de page -->` breaks the page. A table with merged
cells, several header rows or a legend is written as an HTML table. What the record computes
(the value of a Champ, the text of a Renvoi) is not written, nor the bytes of an image.
"""

from __future__ import annotations

from convenir.documents.markdown.ecriture import ecrire_markdown
from convenir.documents.markdown.lecture import lire_markdown

__all__ = ["ecrire_markdown", "lire_markdown"]
