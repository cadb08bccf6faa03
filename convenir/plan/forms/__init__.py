"""What people type about the plan."""
