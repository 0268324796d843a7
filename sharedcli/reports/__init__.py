"""Results to what is shown: a layout for people, a versioned record for machines. Nothing is worked out here."""
