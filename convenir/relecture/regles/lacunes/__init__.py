"""What was left blank."""
