"""What people see in Discord, one folder a feature; what features share is in `cogs.shared`."""
