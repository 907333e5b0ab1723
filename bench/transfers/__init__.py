"""Files of 給与所得者異動届 about the invented employees of a seed."""
