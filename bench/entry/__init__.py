"""The same entry by our robot, by plain scripts and by HTTP alone, side by side."""
