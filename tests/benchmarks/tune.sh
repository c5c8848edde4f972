#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Tries option settings one after another on a short budget and prints a table, unattended:
#   tests/benchmarks/tune.sh PRESET STEPS OPPONENTS TRIALS
# TRIALS is a file with one trial a line: a label, then key=value settings. OPPONENTS is a comma list of agents of the
# workspace ($LUDUS_WORKSPACE) that judge the result over 1000 greedy matches; they are never trained against.
set -euo pipefail
[ $# -eq 4 ] || { sed -n '3,7p' "$0" >&2; exit 2; }
preset="$1" steps="$2" opponents="$3" trials="$4"
root="$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd -P)"
cli="$root/build/release/bin/ludus-cli"
game="${preset%%/*}"

field() { sed -n "s/^ *\"$1\": *\"\{0,1\}\([^\",]*\)\"\{0,1\},\{0,1\}\$/\1/p" | head -n 1; }

printf 'label\tsettings\tseconds\tsteps\topponent\tmean\terror\twins\tdraws\tlosses\n'
while read -r label settings; do
    [ -n "$label" ] || continue
    sets=()
    for setting in $settings; do sets+=(--set "$setting"); done
    result="$("$cli" run "$preset" --json --quiet --steps "$steps" --set run.seconds=0 "${sets[@]}" </dev/null)"
    run="$(field run <<<"$result")"
    for opponent in ${opponents//,/ }; do
        match="$("$cli" match --game "$game" --agents "run:$run/latest" "$opponent" --games 1000 --greedy --json --quiet </dev/null)"
        printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n' "$label" "$settings" "$(field seconds <<<"$result")" \
            "$(field steps <<<"$result")" "$opponent" "$(field mean_score <<<"$match")" \
            "$(field standard_error <<<"$match")" "$(field wins <<<"$match")" "$(field draws <<<"$match")" \
            "$(field losses <<<"$match")"
    done
done <"$trials"
