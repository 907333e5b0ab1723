"""All robots on the training system."""
