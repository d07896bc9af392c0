"""What is fast, measured on the example and on the real open data beside the checkout."""
