"""What could go otherwise: futures drawn, one input tried at a time, and a register of risks with their pounds."""
