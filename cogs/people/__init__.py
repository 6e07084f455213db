"""Settings of servers, consent, privacy, help, and the owner's commands."""
