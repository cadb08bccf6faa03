"""Who does what: composition, parity, hosts, rhythm, authority to sign."""
