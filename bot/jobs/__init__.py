"""Jobs, from the request to the delivery."""
