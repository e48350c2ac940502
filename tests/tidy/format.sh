#!/usr/bin/env bash
# Fails if clang-format would change a file.
set -euo pipefail
cd "$(dirname "$0")/../.."
git ls-files '*.h' '*.cc' | grep -v /generated/ | xargs -r clang-format --dry-run --Werror
