"""Looking after deputies and members: ties, the visiting duty, plans, visits, coverage, handover."""
