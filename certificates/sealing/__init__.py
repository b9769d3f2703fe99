"""Keys, the seal on a file, and what can be told from a sealed file."""
