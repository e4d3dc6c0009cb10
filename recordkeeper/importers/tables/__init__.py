"""Tables: what tools export as CSV, and bills of phone companies."""
