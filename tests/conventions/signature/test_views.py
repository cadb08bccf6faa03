"""The page of a round costs the same whatever the number of those who sign."""

import pytest
from django.urls import reverse

from convenir.conventions.models import Signature


@pytest.mark.parametrize("nombre", [3, 300])
def test_circuit_query_count(client, circuit, signataires, django_assert_num_queries, nombre):
    Signature.objects.bulk_create(
        Signature(circuit=circuit, rang=3, partie=f"Commune {n}", nom="Un élu", personne=signataires[0])
        for n in range(nombre - 3)
    )
    client.force_login(signataires[0])
    adresse = reverse("signature:circuit", args=[circuit.version.convention.code])
    with django_assert_num_queries(12):
        page = client.get(adresse).content.decode()
    assert page.count("Un élu") >= nombre - 3
