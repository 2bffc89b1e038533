"""Who that is: names, roles, pronouns, and the body that somebody speaks for."""
