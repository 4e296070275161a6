# shellcheck shell=bash
# What all scripts share: the root of the tree, messages, installing what is missing, the release build.

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
export ROOT
cd "$ROOT" || exit 1

say() { printf '\n==> %s\n' "$*"; }

die() {
    printf '%s: %s\n' "${0##*/}" "$*" >&2
    exit 1
}

# Runs a command as root, by sudo if we are somebody else.
as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        die "installing packages needs root: run this once as root, or install sudo"
    fi
}

# Those of the named Debian packages that are not installed.
missing_packages() {
    local installed package
    installed=$(dpkg-query --show --showformat='${db:Status-Status} ${binary:Package}\n' 2>/dev/null |
        sed -n 's/^installed \([^:]*\).*/\1/p')
    for package in "$@"; do
        grep -qxF -- "$package" <<<"$installed" || printf '%s\n' "$package"
    done
}

# install_packages KIND...: the packages of scripts/lib/packages.txt for these kinds (build, test), the npm
# packages of the tree, and Debian's node for them where none is on the PATH.
install_packages() {
    local kind package reason wanted=() missing
    while read -r kind package reason; do
        case " $* " in *" $kind "*) wanted+=("$package") ;; esac
    done < <(grep -v '^#' scripts/lib/packages.txt)
    if [ -n "$(npm_folders "$@")" ] && ! command -v npm >/dev/null; then wanted+=(nodejs npm); fi

    mapfile -t missing < <(missing_packages "${wanted[@]}")
    if [ "${#missing[@]}" -gt 0 ]; then
        say "installing ${#missing[@]} Debian packages"
        for package in "${missing[@]}"; do
            reason=$(awk -v name="$package" '$2 == name { print $3 }' scripts/lib/packages.txt)
            printf '    %-22s %s\n' "$package" "${reason:-npm}"
        done
        export DEBIAN_FRONTEND=noninteractive
        as_root apt-get update --quiet=2
        as_root apt-get install --quiet=2 --yes --no-install-recommends "${missing[@]}"
    fi
    install_npm_packages "$@"
}

# Folders with a package-lock.json of our own; those of tools and tests only when testing. scripts/bench looks after its own.
npm_folders() {
    find . -name package-lock.json -not -path '*/node_modules/*' -not -path './build/*' -not -path './bench/*' -printf '%h\n' |
        sort |
        if [[ " $* " == *" test "* ]]; then cat; else grep -vE '^\./(tools|tests)/' || true; fi
}

# npm ci in each such folder, unless its node_modules is newer than the lock file.
install_npm_packages() {
    local folder
    while read -r folder; do
        if [ ! "$folder/node_modules/.package-lock.json" -nt "$folder/package-lock.json" ]; then
            say "installing the npm packages of $folder"
            npm ci --prefix "$folder" --no-audit --no-fund
            touch "$folder/node_modules/.package-lock.json"
        fi
    done < <(npm_folders "$@")
}

# The pages, in build/web: when a source of theirs is newer than what was built from it.
build_pages() {
    local built=build/web/routes.txt
    if [ -e "$built" ] && [ -z "$(find web -path web/node_modules -prune -o -newer "$built" -type f -print -quit)" ]; then return; fi
    say "building the pages"
    node web/scripts/build.mjs
}

# build_preset PRESET [TARGET...]: configures and builds.
build_preset() {
    local preset=$1 target
    local targets=()
    shift
    for target in "$@"; do targets+=(--target "$target"); done
    cmake --preset "$preset" >"$(configure_log "$preset")" ||
        { cat "$(configure_log "$preset")" >&2 && return 1; }
    cmake --build --preset "$preset" "${targets[@]}" -- -j"$(nproc)"
}

configure_log() {
    mkdir -p "build/$1"
    printf '%s\n' "build/$1/configure.log"
}

# The shipped program: an optimised build, reachable as ./yidi.
build_release() {
    say "building the release"
    build_preset release yidi
    ln -sfn build/release/bin/yidi yidi
}
