"""What Google Takeout holds of Chat and of Voice."""
