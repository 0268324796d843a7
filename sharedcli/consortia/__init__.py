"""Which groups of councils should form: what each group is worth, and the best choice of groups."""
