#!/usr/bin/env bash
# Opens the window; without a display, shows that it opens: a picture and the sample's PDF in build/out.
set -euo pipefail
cd "$(dirname "$0")/.."

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  exec build/bin/secondstory "$@"
fi
echo "No display here (neither DISPLAY nor WAYLAND_DISPLAY is set): opening the same window on a screen nobody"
echo "sees, with a library that is thrown away."
mkdir -p build/out
build/bin/secondstory demo -o build/out
node frontend/e2e/show.mjs
ls -l build/out
