"""What all tests share."""


def pytest_configure(config):
    config.addinivalue_line("markers", "settings(**changes): settings of the bot that this test changes")
