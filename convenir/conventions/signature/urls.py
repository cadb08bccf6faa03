"""The same addresses for a convention and for an avenant of it."""

from __future__ import annotations

from django.urls import URLPattern, path

from convenir.conventions.signature.views import circuit, signer, verification

DE_LA_CONVENTION = "<slug:code>/signature/"
D_UN_AVENANT = "<slug:code>/avenants/<int:rang>/signature/"


def adresses(debut: str) -> list[URLPattern]:
    """The pages of the circuit of one text."""
    une = f"{debut}<int:signature>/"
    return [
        path(debut, circuit.circuit, name="circuit"),
        path(f"{debut}preparer/", circuit.preparer, name="preparer"),
        path(f"{debut}exemplaire/", circuit.exemplaire, name="exemplaire"),
        path(f"{debut}retirer/", circuit.retirer, name="retirer"),
        path(f"{debut}papier/", circuit.papier, name="papier"),
        path(f"{une}signer/", signer.signer, name="signer"),
        path(f"{une}refuser/", signer.refuser, name="refuser"),
        path(f"{une}enregistrer/", signer.enregistrer, name="enregistrer"),
        path(f"{une}designer/", circuit.designer, name="designer"),
        path(f"{une}relancer/", circuit.relancer, name="relancer"),
        path(f"{une}<slug:piece>/", circuit.piece, name="piece"),
    ]


app_name = "signature"
urlpatterns = [
    path("verifier/<uuid:circuit>/", verification.verifier, name="verifier"),
    *adresses(f"conventions/{DE_LA_CONVENTION}"),
]
des_avenants = (adresses(f"conventions/{D_UN_AVENANT}"), "signature_avenant")
