"""Questions to the store, a file per noun. They take a session and return app.rules nouns, never entities."""
