"""What is announced against what is there."""
