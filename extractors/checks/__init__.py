"""What does not add up: pure functions over the facts of one pack, registered with tolerance and reason."""
