"""What people type. The only room that knows the terminal, the clock and the environment, and that imports typer."""
