#!/usr/bin/env bash
# Runs the gates (the tests of the promises), a package at a time so that their lines come as they are said, and
# shows their figures; everything they said when one does not hold. build/gates.sh FLAGS OF GO TEST …
set -uo pipefail
cd "$(dirname "$0")/.."
said=$(mktemp)
trap 'rm -f "$said"' EXIT
for package in $(grep -rl --include='*_test.go' '^func TestGate' app backend | xargs -n1 dirname | sort -u); do
  if ! go test "$@" -count=1 -run '^TestGate' -v "./$package" 2>&1 | tee "$said" | sed -un 's/^.*: \(gate: \)/\1/p'; then
    grep -v '^=== ' "$said" >&2
    exit 1
  fi
done
