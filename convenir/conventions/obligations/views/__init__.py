"""The pages of due dates, and how one is told of them."""
