"""What is known: sources with their passages and notes, and the records that rest on them."""
