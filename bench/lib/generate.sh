#!/usr/bin/env bash
# A generation without the product: generate.sh CLI MODEL_URL REPOSITORY BRANCH DIRECTORY MESSAGE
# Clones, runs the agent, commits, pushes.
set -euo pipefail
here=$(cd -P "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cli=$1 model=$2 repository=$3 branch=$4 directory=$5 message=$6
git clone -q "$repository" "$directory/tree"
cd "$directory/tree"
git checkout -q -b "$branch"
"$here/agent.sh" "$cli" "$directory/home" "$model" <"$message" >"$directory/lines.jsonl" 2>"$directory/stderr.log"
git add -A
git -c user.name=bench -c user.email=bench@localhost commit -q -m "Bench"
git push -q origin "$branch"
