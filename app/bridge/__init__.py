"""Qt without widgets: operations, item models, view state, settings."""
