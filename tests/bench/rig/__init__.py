"""What measures: servers, load, requests, the report."""
