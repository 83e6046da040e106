#!/bin/sh
# Pin the requirements: for every platform and Python from 3.11 on, with the hashes of all files and without any index address.
# uv works in a scratch environment; it is no requirement of the project.
set -eu
cd "$(dirname "$0")/.."
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
"${PYTHON:-python3}" -m venv "$scratch/venv"
"$scratch/venv/bin/pip" install --quiet --disable-pip-version-check uv 2>"$scratch/log" || { cat "$scratch/log" >&2; exit 1; }
uv=$scratch/venv/bin/uv

compile() {
    "$uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
        --no-header --no-annotate "$@" pyproject.toml requirements/build.in
}

write() {
    target=requirements/$1.txt
    shift
    { echo "# Written by \`make lock\` from pyproject.toml and requirements/build.in."; compile "$@"; } >"$scratch/out"
    if grep -nE '://|^-|/(home|root|tmp|opt|work)/' "$scratch/out"; then
        echo "$target would hold an address, an option or a path of this machine: not written" >&2
        exit 1
    fi
    cp "$scratch/out" "$target"
}

# Both platforms and all three Pythons must find a wheel of every pin: the set-up promises to need no compiler.
check_wheels() {
    name=$1
    shift
    for version in 3.11 3.12 3.13; do
        for machine in x86_64 aarch64; do
            "$uv" pip install --quiet --dry-run --target "$scratch/none" --python-version "$version" --python-platform "$machine-manylinux_2_28" \
                --only-binary :all: "$@" --require-hashes -r "requirements/$name.txt"
            echo "requirements/$name.txt: wheels for Python $version on $machine"
        done
    done
}

write core
write dev --extra dev --extra postgres requirements/build-spark.in
# Constrained by what is written already: a version never differs between the two that share .venv.
write scale --extra scale --constraint requirements/dev.txt
write bench --extra bench --constraint requirements/dev.txt
check_wheels core
check_wheels dev
check_wheels bench
check_wheels scale --no-binary pyspark
