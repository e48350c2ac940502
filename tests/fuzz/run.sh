#!/usr/bin/env bash
# Builds the libFuzzer targets with clang and runs each for SECONDS (default 60), two at a time. Fails on the first finding.
#   tests/fuzz/run.sh [SECONDS]
set -euo pipefail
cd "$(dirname "$0")/../.."
seconds=${1:-60}
cmake --preset fuzz >/dev/null
targets=$(for source in tests/fuzz/*_fuzz.cc; do basename "$source" .cc; done)
# shellcheck disable=SC2086
ninja -C build/fuzz $targets
mkdir -p build/fuzz/corpus
printf '%s\n' $targets | xargs -P 2 -I TARGET sh -c '
  mkdir -p build/fuzz/corpus/TARGET
  seeds=testdata/fuzz/TARGET; [ -d "$seeds" ] || seeds=
  build/fuzz/fuzz/TARGET -max_total_time='"$seconds"' -rss_limit_mb=2048 -timeout=20 -print_final_stats=0 \
    -artifact_prefix=build/fuzz/TARGET- build/fuzz/corpus/TARGET $seeds >build/fuzz/TARGET.log 2>&1 ||
    { tail -n 30 build/fuzz/TARGET.log; echo "TARGET: a finding; its input is build/fuzz/TARGET-*"; exit 255; }
  echo "TARGET: ok"'
