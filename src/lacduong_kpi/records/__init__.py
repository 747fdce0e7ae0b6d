"""The three kinds of record: what tables tell, read cell by cell, put together to a roster."""
