"""What people see in Discord, one feature a file; what features share begins with an underscore."""
