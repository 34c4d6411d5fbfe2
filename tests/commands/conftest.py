from tests.plan_fixtures import store

__all__ = ["store"]
