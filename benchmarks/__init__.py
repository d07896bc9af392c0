"""What is fast, measured on the example, on the real open data beside the checkout and on invented data."""
