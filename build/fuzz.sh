#!/usr/bin/env bash
# Runs every fuzz target there is for so many executions: build/fuzz.sh 1000000x FLAGS OF GO TEST …
set -uo pipefail
cd "$(dirname "$0")/.."
time=$1
shift
# Libraries are made by the thousand: not on a disk that is waited for. What go builds stays where it was.
if [ -d /dev/shm ]; then
  export GOTMPDIR=${GOTMPDIR:-${TMPDIR:-/tmp}} TMPDIR=/dev/shm
fi
said=$(mktemp)
trap 'rm -f "$said"' EXIT
for file in $(grep -rl --include='*_test.go' '^func Fuzz' app backend | sort); do
  for target in $(sed -n 's/^func \(Fuzz[A-Za-z0-9]*\)(.*/\1/p' "$file"); do
    echo "fuzz: $target in $(dirname "$file")"
    if ! go test "$@" -run '^$' -fuzz "^$target\$" -fuzztime "$time" -fuzzminimizetime 50x "./$(dirname "$file")" 2>&1 | tee "$said" |
      sed -un 's/^fuzz: elapsed: \([^,]*\), execs: \([0-9]*\).*/  \1, \2 executions/p'; then
      cat "$said" >&2
      exit 1
    fi
    count=$(sed -n 's/^fuzz: .*execs: \([0-9]*\).*/\1/p' "$said" | tail -1)
    echo "gate: $target: ${count:-0} executions, 0 crashes"
  done
done
