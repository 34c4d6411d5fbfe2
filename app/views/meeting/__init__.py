"""A meeting on the whole screen: one issue at a time, and what is decided and agreed on it recorded live."""
