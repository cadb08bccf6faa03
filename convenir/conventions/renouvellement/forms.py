"""What a person answers: the date of a vote, who goes on, who follows."""

from __future__ import annotations

from django import forms

from convenir.conventions.annuaire.forms import PersonneForm
from convenir.socle.forms import Jour


class VoteForm(forms.Form):
    """The first round of the elections looked at."""

    vote = Jour(label="Premier tour du scrutin", required=False)


class SuiteForm(forms.Form):
    """The first day of the new mandate: that of the election by the council."""

    debut = Jour(label="Premier jour du nouveau mandat")


class RemplacementForm(PersonneForm, SuiteForm):
    """Who follows, from when."""
