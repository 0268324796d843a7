"""What councils tell us, and the words everything else is said in. Imports nothing else of the package."""
