"""Raw WordprocessingML, under its own names."""
