"""All sixteen robots on the training system."""
