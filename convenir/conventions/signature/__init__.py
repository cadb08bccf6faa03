"""The circuit of signature and the seal, the same for a convention and for an avenant."""
