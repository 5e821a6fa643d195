"""The pages under somebody else's server keep values out of what reaches stderr, as under ours."""

import os
import subprocess
import sys

RUN = "import muster.config.wsgi; raise ValueError('what somebody answered')"


def test_what_nobody_caught_is_told_by_its_place_alone(tmp_path):
    environment = {**os.environ, "MUSTER_HOME": str(tmp_path), "MUSTER_SECRET": "x" * 60}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    line = [sys.executable, "-c", RUN]
    done = subprocess.run(line, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "ValueError" in done.stderr
    assert "what somebody answered" not in done.stderr
