"""Personal data: everything that is held about one person, to be handed out or erased."""
