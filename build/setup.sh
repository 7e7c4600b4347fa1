#!/usr/bin/env bash
# Makes a machine ready: build/setup.sh [tests|cli]
# Installs what is missing and nothing else, so a second run takes a moment. "tests" adds what the
# end-to-end tests, and a window without a display, need; "cli" is what the command line alone needs.
set -euo pipefail
cd "$(dirname "$0")/.."

fail() { echo "setup: $*" >&2; exit 2; }

# Go downloads the version go.mod names by itself from 1.21 on.
command -v go >/dev/null || fail "Go is missing: install Go 1.26 or newer."
version=$(cd / && go env GOVERSION) # outside the module, whose go line an old Go cannot read
case $version in go1.?|go1.?.*|go1.1?|go1.1?.*|go1.20*) fail "$version is too old: install Go 1.26 or newer." ;; esac

packages=(gcc libc6-dev)
if [ "${1:-}" != cli ]; then
  command -v node >/dev/null && command -v npm >/dev/null || fail "Node.js is missing: install Node.js 20.19 or newer, with npm."
  node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' ||
    fail "Node.js $(node -v) is too old: install 20.19 or newer."
  packages+=(pkg-config libgtk-3-dev libwebkit2gtk-4.1-dev)
fi
if [ "${1:-}" = tests ]; then
  packages+=(xvfb webkit2gtk-driver xdotool x11-utils imagemagick poppler-utils qpdf libx11-dev strace python3 unzip chromium dbus-daemon)
fi

if command -v dpkg-query >/dev/null; then
  missing=()
  for package in "${packages[@]}"; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
  done
  if [ ${#missing[@]} -gt 0 ]; then
    root=()
    if [ "$(id -u)" != 0 ]; then
      command -v sudo >/dev/null || fail "these Debian packages are missing, and only root can install them: ${missing[*]}"
      echo "setup: sudo, because only root can install the missing Debian packages: ${missing[*]}"
      root=(sudo)
    else
      echo "setup: installing ${missing[*]}"
    fi
    apt() { "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300 "$@" >/dev/null; }
    apt update || true # an old list may still do
    apt install -y --no-install-recommends "${missing[@]}"
  fi
elif [ "${1:-}" != cli ] && ! pkg-config --exists gtk+-3.0 webkit2gtk-4.1; then
  fail "the development files of GTK 3 and WebKitGTK 4.1 are missing: install them (on Debian: ${packages[*]})."
fi

[ "${1:-}" != cli ] || exit 0
installed=frontend/node_modules/.package-lock.json
if [ ! -e "$installed" ] || [ frontend/package-lock.json -nt "$installed" ]; then
  npm --prefix frontend ci --no-audit --no-fund --loglevel=error
  touch "$installed"
fi
