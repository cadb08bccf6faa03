"""After municipal elections: who, among those elected, goes on in a convention, and who follows."""
