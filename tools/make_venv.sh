#!/bin/sh
# Make a virtual environment with the first Python >= 3.11 found, fill it from requirements-dev.lock,
# and install this project into it, editable. Asks nothing; run from the root of the project.
#
# usage: sh tools/make_venv.sh .venv
set -eu
venv=$1

say() {
    printf '%s\n' "$@" >&2
}

find_python() {
    for python in "${PYTHON:-python3}" python3.14 python3.13 python3.12 python3.11 python; do
        # Run it: a launcher may be on PATH for a Python that is not there.
        if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            printf '%s\n' "$python"
            return
        fi
    done
    say "recordkeeper needs Python 3.11 or later, and none was found." \
        "Install one (python.org, or your system's packages), or name it:  make PYTHON=/path/to/python3 test"
    return 1
}

python=$(find_python)
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    say "$python (Python $version) cannot make a virtual environment: its venv or ensurepip part is missing." \
        "On Debian or Ubuntu:  apt-get install python$version-venv" \
        "Then run the same command again."
    exit 1
fi

say "Setting up $venv ($("$python" --version)); this takes a minute, once."
"$python" -m venv --clear "$venv"
install() {
    "$venv/bin/python" -m pip install -qq --disable-pip-version-check --no-deps "$@"
}
install --require-hashes --requirement requirements-dev.lock
install --no-build-isolation --editable .
# Compiled once here: where PYTHONDONTWRITEBYTECODE is set, every start would compile everything again.
"$venv/bin/python" -m compileall -q recordkeeper
