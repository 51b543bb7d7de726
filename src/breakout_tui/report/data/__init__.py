"""What was said as data, for those who go on working with it: tables for spreadsheets, JSON for programs."""
