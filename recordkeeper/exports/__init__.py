"""What a program reads: a frozen disclosure comes in, files go out.

CSV, XLSX, JSON, calendar files, and the evidence bundle.
"""
