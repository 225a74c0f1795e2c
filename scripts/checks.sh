# shellcheck shell=bash
# What scripts/test-*.sh count with: sourced by them. They set PASSED, FAILED and SKIPPED to 0 and run things into OUTPUT and CODE.

pass() {
    PASSED=$((PASSED + 1))
    printf 'ok      %s\n' "$1"
}

fail() {
    FAILED=$((FAILED + 1))
    printf 'FAILED  %s\n        %s\n' "$1" "$2"
}

skip() {
    SKIPPED=$((SKIPPED + 1))
    printf 'skipped %s: %s\n' "$1" "$2"
}

# expect NAME CODE TEXT: of the last run.
expect() {
    if [ "$CODE" = "$2" ] && [[ $OUTPUT == *"$3"* ]]; then
        pass "$1"
    else
        fail "$1" "expected exit code $2 and '$3'; exit code $CODE, output: $OUTPUT"
    fi
}

# check NAME COMMAND…
check() {
    local name=$1
    shift
    if "$@"; then pass "$name"; else fail "$name" "not true: $*"; fi
}
