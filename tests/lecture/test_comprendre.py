from convenir.documents.entree import lire_fichier
from convenir.lecture.comprendre import comprendre


def test_comprendre_keeps_every_line_of_the_real_convention(convention_reelle):
    dossier = comprendre(lire_fichier(convention_reelle))

    non_blanches = sum(1 for ligne in convention_reelle.read_text("utf-8").splitlines() if ligne.strip())
    assert dossier.couverture.lignes == non_blanches
    assert dossier.couverture.rattachees == non_blanches
