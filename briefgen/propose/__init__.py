"""From passages to records: which passages most deserve a record, why, and a skeleton of each to be worded."""
