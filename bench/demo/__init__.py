"""The main job, end to end, on the training system (make demo)."""
