"""From a view to what is brought to the next session."""
