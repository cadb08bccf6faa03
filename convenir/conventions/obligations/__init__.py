"""What the text obliges to, with its dates: computed from the record, never typed."""
