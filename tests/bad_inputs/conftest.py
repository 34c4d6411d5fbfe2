from tests.walks.conftest import plan_file, sample_file, walk

__all__ = ["plan_file", "sample_file", "walk"]
