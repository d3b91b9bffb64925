"""Profiles like others: how alike two are (`likeness`, pure), and who of the catalogue is (`search`)."""
