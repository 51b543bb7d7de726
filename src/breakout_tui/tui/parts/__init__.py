"""The parts of the live screen. Each part creates its own widgets; the screen places them."""
