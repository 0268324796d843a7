"""Questions asked of a profile, or of all profiles together. Each is one function and one case file."""
