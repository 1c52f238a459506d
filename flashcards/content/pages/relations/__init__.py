"""What a page writes as rows: tables, sheets, records, and what each of their columns is for."""
