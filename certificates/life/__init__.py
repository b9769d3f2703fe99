"""What happens to a certificate, from its issue to its end."""
