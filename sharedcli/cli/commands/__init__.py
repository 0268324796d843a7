"""One module for each command: gather, call, write, exit. Slow libraries are imported inside the functions."""
