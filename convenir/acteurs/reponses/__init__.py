"""Links by which somebody does one act, once, without an account."""
