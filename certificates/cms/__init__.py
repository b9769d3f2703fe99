"""The pages of certificate officers: lists, filters, forms."""
