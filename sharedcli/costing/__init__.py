"""What things cost, month by month: one engine for reports, selection and simulation."""
