#!/bin/sh
# Build .venv and install the pinned requirements and the package itself: `tools/setup.sh core` what runs, `dev` with what tests
# and with Spark; `bench` goes into .venv-bench, since the yardsticks are heavy and OpenFisca (AGPL) is none of the product's.
# Wants no more than a Python of 3.11 or later; no compiler, no root, no tool beyond what Debian and Ubuntu bring.
set -eu
cd "$(dirname "$0")/.."
want=${1:-dev}
case $want in
    core | dev) venv=.venv ;;
    bench) venv=.venv-bench ;;
    *) printf '%s\n' "tools/setup.sh core | dev | bench" >&2; exit 2 ;;
esac
log=$venv/setup.log

say() { printf '%s\n' "$*" >&2; }

is_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

# Pinned wheels exist for 3.11 to 3.13; a later plain python3 is tried last.
candidates() {
    if [ -n "${PYTHON:-}" ]; then echo "$PYTHON"; else echo python3.13 python3.12 python3.11 python3 python3.14 python; fi
}

has_pip() { [ -x "$venv/bin/python" ] && "$venv/bin/python" -m pip --version >/dev/null 2>&1; }

# Debian keeps ensurepip in python3-venv: without it the interpreter's own pip fills the environment, or virtualenv makes it.
build_with() {
    rm -rf "$venv"
    "$1" -m venv "$venv" >/dev/null 2>&1 && has_pip && return 0
    rm -rf "$venv"
    if "$1" -m pip --version >/dev/null 2>&1 && "$1" -m venv --without-pip "$venv" >/dev/null 2>&1; then return 0; fi
    rm -rf "$venv"
    "$1" -m virtualenv --quiet "$venv" >/dev/null 2>&1 && has_pip && return 0
    rm -rf "$venv"
    return 1
}

build() {
    found=
    for python in $(candidates); do
        is_enough "$python" || continue
        found=$python
        build_with "$python" && { echo "$python" >"$venv/made-by"; return 0; }
    done
    if [ -z "$found" ]; then
        say "没有找到 Python 3.11 以上版本。Debian、Ubuntu 上请安装：apt-get install python3 python3-venv；或用 PYTHON=路径 指定。"
        say "No Python of 3.11 or later was found. Install python3 and python3-venv, or name one: make PYTHON=/path/to/python3.11"
    else
        say "$found 没有 venv 和 pip，无法建立运行环境。请安装：apt-get install python3-venv"
        say "$found can neither make a virtual environment nor run pip. Install the Debian package python3-venv."
    fi
    return 1
}

# A pip of the environment's own where there is one, else that of the interpreter which made it.
run_pip() {
    if has_pip; then "$venv/bin/python" -m pip "$@"; else "$(cat "$venv/made-by")" -m pip --python "$venv/bin/python" "$@"; fi
}

install_pins() {
    file=requirements/$1.txt
    shift
    run_pip install --disable-pip-version-check --no-input --only-binary :all: "$@" --require-hashes -r "$file"
}

# pyspark comes as a source archive of jars and Python, nothing to compile: it alone may be built, by the setuptools of dev.txt,
# which is pinned and hashed like the rest, and not by whatever an isolated build would fetch.
install_spark() {
    [ "$want" != dev ] || install_pins scale --no-binary pyspark --no-build-isolation
}

install() {
    install_pins "$want" && install_spark &&
        run_pip install --disable-pip-version-check --no-input --no-deps --no-build-isolation --editable .
}

is_enough "$venv/bin/python" || build
say "正在安装依赖（仅首次及依赖变化时）… installing requirements/$want.txt"
if ! install >"$log" 2>&1; then
    tail -n 15 "$log" >&2
    say "安装没有成功，详见 $log。The installation failed; $log has all of it."
    exit 1
fi
touch "$venv/installed-$want"
# A development environment holds all that runs, so it serves for both.
[ "$want" != dev ] || touch "$venv/installed-core"
