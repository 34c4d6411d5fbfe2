"""Settings: the lists that are data, the plan's numbers, roles, RAG rules, and the erasure of personal data."""
