"""What goes in and out of the core as JSON; the addresses and keys are a contract with others."""
