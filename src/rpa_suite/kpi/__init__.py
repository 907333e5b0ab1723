"""Hours saved: booked from finished work, shown against the plan (取組23)."""
