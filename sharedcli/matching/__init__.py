"""Who could buy together, and when: windows of single systems, and windows that meet."""
