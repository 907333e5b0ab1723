"""Is every item entered exactly once, whatever is killed?"""
