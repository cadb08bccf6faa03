"""The pages of the written diagnostic."""
