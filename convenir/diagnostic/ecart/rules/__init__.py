"""What is computed of a need and an offer, on plain numbers: no record, no screen."""
