"""Tests of what is exported as data."""
