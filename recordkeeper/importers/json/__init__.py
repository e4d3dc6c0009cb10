"""JSON, record by record, strictly, in memory bounded by one record."""
