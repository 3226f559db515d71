"""What the brief says: a selection and a template made into the document model."""
