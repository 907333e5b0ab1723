"""What the project measures itself with: made-up paper and the demo."""
