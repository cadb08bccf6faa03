"""What is published of the diagnostic: annexe 1 as a document and as slides, the portrait of a commune."""
