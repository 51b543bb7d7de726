"""What the live screen is composed of. Each part makes its own widgets; the screen places them."""
