"""What the certificates of a course say, in versions."""
