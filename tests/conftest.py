"""What all tests share."""

import os

# Before torch is loaded: threads that spin while they wait make tests crawl on a busy machine.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")


def pytest_configure(config):
    config.addinivalue_line("markers", "settings(**changes): settings of the bot that this test changes")
