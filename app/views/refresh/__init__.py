"""The refresh page under the board: next year's plan, its targets, important by in need, size, issues that left."""
