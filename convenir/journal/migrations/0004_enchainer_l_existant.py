"""Events written before the chains join them, in the order they were written; their author goes to the side row."""

import json
import secrets

from django.db import migrations

from convenir.journal.rules import CHAMPS_COUVERTS, ORIGINE, canonique, chaine_de, empreinte, engagement


def enchainer(apps, schema_editor):
    Evenement = apps.get_model("journal", "Evenement")
    DonneePersonnelle = apps.get_model("journal", "DonneePersonnelle")
    Chaine = apps.get_model("journal", "Chaine")
    tetes = {}
    for evenement in Evenement.objects.order_by("id").iterator():
        cle = chaine_de(evenement.objet)
        rang, precedente = tetes.get(cle, (0, ORIGINE))
        evenement.chaine, evenement.rang, evenement.precedente = cle, rang + 1, precedente
        evenement.donnees = json.loads(canonique(evenement.donnees))
        if evenement.auteur:
            champs, sel = {"auteur": evenement.auteur}, secrets.token_hex(32)
            evenement.engagement = engagement(champs, sel)
            DonneePersonnelle.objects.create(evenement=evenement, champs=champs, sel=sel)
        evenement.empreinte = empreinte({champ: getattr(evenement, champ, None) for champ in CHAMPS_COUVERTS})
        evenement.save()
        tetes[cle] = evenement.rang, evenement.empreinte
    Chaine.objects.bulk_create(Chaine(cle=c, rang=r, empreinte=e) for c, (r, e) in tetes.items())


def detacher(apps, schema_editor):
    """The authors come back to their column; what was erased stays so."""
    Evenement = apps.get_model("journal", "Evenement")
    DonneePersonnelle = apps.get_model("journal", "DonneePersonnelle")
    for personnel in DonneePersonnelle.objects.filter(efface_le=None).iterator():
        auteur = personnel.champs.get("auteur", "")[:200]
        Evenement.objects.filter(pk=personnel.evenement_id).update(auteur=auteur)


class Migration(migrations.Migration):
    dependencies = [("journal", "0003_chaines")]
    operations = [migrations.RunPython(enchainer, detacher)]
