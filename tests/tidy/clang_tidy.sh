#!/usr/bin/env bash
# clang-tidy over every source file of ours, with the project's .clang-tidy. Needs build/release configured.
set -euo pipefail
cd "$(dirname "$0")/../.."
git ls-files 'shared/*.cc' 'emulator/*.cc' 'tools/*.cc' 'backend/*.cc' | grep -v /generated/ |
  xargs -r -P 2 -n 4 clang-tidy -p build/release --quiet
