"""Where pytest looks for the project's own plugins: it takes them from this folder's conftest only."""

pytest_plugins = ["tests.plugins.browser", "tests.plugins.postgres"]
