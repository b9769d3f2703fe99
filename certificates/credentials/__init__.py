"""What is attested, for machines: claims, credentials and their proofs. Pure: no Django, no database."""
