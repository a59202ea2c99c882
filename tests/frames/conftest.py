"""A Spark session for the tests of frames, on two local cores."""

import os
import shutil
import sys
import warnings

import pytest


@pytest.fixture(scope="session")
def spark():
    """One session for all tests; without Java, or with TJSTATS_NO_SPARK=1, they are skipped."""
    pyspark = pytest.importorskip("pyspark", reason="pyspark is not installed")
    if os.environ.get("TJSTATS_NO_SPARK") == "1":
        pytest.skip("TJSTATS_NO_SPARK=1")
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        pytest.skip("Spark needs Java")
    os.environ["PYSPARK_PYTHON"] = sys.executable
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        builder = pyspark.sql.SparkSession.builder.master("local[2]").config(
            "spark.ui.enabled", "false"
        )
        session = (
            builder.config("spark.driver.host", "127.0.0.1")
            .config("spark.sql.shuffle.partitions", "2")
            .getOrCreate()
        )
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()
