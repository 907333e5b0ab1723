"""区民農園 利用申込: a small model; all of its screens are Django's own admin."""
