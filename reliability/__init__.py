"""Reliability, counted: faults injected and survived. Measured programs, not tests."""
