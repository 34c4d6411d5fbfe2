"""One user-visible change per file: frozen dataclasses of ids, new values and the versions their author saw.

May import app.store, app.models and app.rules. app.store.store runs them; the rules are asked again there.
"""
