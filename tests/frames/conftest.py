"""A Spark session for the tests of frames, on one local core."""

import os
import shutil
import sys
import warnings

import pytest

# A few rows each: what takes time is to note the place of each call, to compile a query, to plan it
# again, and to share it out.
QUICK = {
    "spark.ui.enabled": "false",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    "spark.python.sql.dataFrameDebugging.enabled": "false",
    "spark.default.parallelism": "1",
    "spark.sql.shuffle.partitions": "1",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
}


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
        builder = pyspark.sql.SparkSession.builder.master("local[1]")
        for name, value in QUICK.items():
            builder = builder.config(name, value)
        session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()
