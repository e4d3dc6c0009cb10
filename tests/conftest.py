"""What tests of several rooms share."""

import shutil

import pytest

from tests.authority import Authority


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """A time-stamp authority; needs openssl, which every bundle's reader is told to use too."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not on this machine")
    return Authority(tmp_path_factory.mktemp("authority"))
