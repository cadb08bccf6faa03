"""What a person gives to be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms

from convenir.documents.antivirus import est_absent
from convenir.documents.entree.ouverture import TAILLE_MAXIMALE

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

EXTENSIONS = (".docx", ".odt", ".pdf", ".txt", ".md", ".html", ".htm")


class DepotForm(forms.Form):
    """One file. Its content is judged by the job; here, only what is known at once."""

    fichier = forms.FileField(
        label="Déposez une convention",
        error_messages={
            "required": "Choisissez d’abord un fichier.",
            "empty": "Ce fichier est vide : choisissez le fichier de la convention.",
        },
        widget=forms.FileInput(attrs={"accept": ",".join(EXTENSIONS), "aria-describedby": "aide-fichier"}),
    )

    @property
    def sans_antivirus(self) -> bool:
        """Whether nothing examines the files on this installation: the page says so."""
        return est_absent()

    def clean_fichier(self) -> UploadedFile[bytes]:
        fichier: UploadedFile[bytes] = self.cleaned_data["fichier"]
        if (fichier.size or 0) > TAILLE_MAXIMALE:
            raise forms.ValidationError(
                f"Ce fichier dépasse {TAILLE_MAXIMALE // 1024**2} Mo : déposez la convention sans ses images."
            )
        return fichier
