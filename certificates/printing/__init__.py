"""The sheet and the pictures: everything that is drawn."""
