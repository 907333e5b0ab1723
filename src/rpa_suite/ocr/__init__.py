"""Paper to values: templates, pages, recognition, and what a person must look at."""
