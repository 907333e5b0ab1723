"""Making the recogniser of hands: what it is shown, how it is trained."""
