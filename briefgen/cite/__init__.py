"""How sources are named: citations and their wording by a CSL processor."""
