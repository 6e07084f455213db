"""`chameleon doctor`: looks at everything a bot stands on, changes nothing, and says what to do."""
