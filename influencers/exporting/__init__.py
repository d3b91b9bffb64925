"""Lists of profiles as files: CSV of any length, XLSX of so many rows as a request can wait for."""
