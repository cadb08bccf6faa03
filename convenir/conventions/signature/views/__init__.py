"""The pages of the circuit."""
