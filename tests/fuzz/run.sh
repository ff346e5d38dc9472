#!/usr/bin/env bash
# run.sh BUILD SECONDS JOBS [TARGET]: fuzzes every target of BUILD, or one, for SECONDS each,
# JOBS of them at a time, and prints a table. Fails when one of them found something.
#
# FUZZ_SEED in the environment repeats a run; without it each run draws another seed.
#
# A target starts from the inputs in corpus/TARGET and from those that earlier runs found to reach
# new code, which are kept in BUILD/corpus/TARGET. An input with a finding goes to BUILD/findings.
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.."

log_of() { echo "build/logs/fuzz-$1.log"; }

# fuzz_one BUILD SECONDS TARGET
fuzz_one() {
  local build=$1 seconds=$2 target=$3 runner=() log
  log=$(log_of "$target")
  mkdir -p "$build/corpus/$target" "$build/findings"
  # The shadow memory of clang 14 does not fit every layout that newer kernels choose at random.
  setarch -R true 2>/dev/null && runner=(setarch -R)
  UBSAN_OPTIONS=print_stacktrace=1 "${runner[@]}" "$build/targets/$target" \
    -seed="${FUZZ_SEED:-0}" -max_total_time="$seconds" -timeout=25 -rss_limit_mb=2048 -print_final_stats=1 \
    -artifact_prefix="$build/findings/$target-" \
    "$build/corpus/$target" "tests/fuzz/corpus/$target" >"$log" 2>&1 </dev/null &&
    echo 'verdict: clean' >>"$log" || echo 'verdict: FINDING' >>"$log"
}

# last LOG PATTERN: the number behind the last "PATTERN" of the log, or 0.
last() { grep -oE "$2 +[0-9]+" "$1" | tail -n 1 | grep -oE '[0-9]+$' || echo 0; }

# report BUILD TARGET…: fails when there is a finding.
report() {
  local build=$1 target log verdict found=0 input
  printf '\n%-16s %12s %10s %9s  %s\n' target runs runs/s coverage result
  for target in "${@:2}"; do
    log=$(log_of "$target")
    verdict=$(sed -n '$s/^verdict: //p' "$log")
    [ "$verdict" = clean ] || found=1
    printf '%-16s %12d %10d %9d  %s\n' "$target" "$(last "$log" number_of_executed_units:)" \
      "$(last "$log" average_exec_per_sec:)" "$(last "$log" cov:)" "$verdict"
  done
  for input in "$build"/findings/*; do
    [ -f "$input" ] || continue
    target=${input##*/}
    target=${target%%-*}
    printf '\nTo reproduce: %s %s\nWhat was seen: %s\n' "$build/targets/$target" "$input" "$(log_of "$target")"
  done
  return "$found"
}

if [ "${1:-}" = --one ]; then
  fuzz_one "$2" "$3" "$4"
  exit
fi

build=$1 seconds=$2 jobs=$3
mkdir -p build/logs
if [ $# -gt 3 ]; then
  targets=("$4")
else
  mapfile -t targets < <(find tests/fuzz -name '*_fuzz.cpp' -printf '%f\n' | sed 's/_fuzz\.cpp$//' | sort)
fi
rm -rf "$build/findings"
printf '%s\n' "${targets[@]}" | xargs -P "$jobs" -I '{}' tests/fuzz/run.sh --one "$build" "$seconds" '{}'
report "$build" "${targets[@]}"
