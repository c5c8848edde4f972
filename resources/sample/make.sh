#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes the sample workspace anew: trains a few small runs (about seven minutes on two cores), says what people would
# say about them, takes out what tells of the machine it was made on, and packs it.
#   resources/sample/make.sh [FOLDER]      needs build/release/bin/ludus-cli, sqlite3, tar and zstd
# A FOLDER that was trained before is not trained again, only packed.
# The result, resources/sample/workspace.tar.zst, is compiled into the studio. It stays as it is when the database gets
# a new version: opening it migrates it, as it does with anybody's workspace.
set -euo pipefail

root="$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd -P)"
cli="$root/build/release/bin/ludus-cli"
packed="$root/resources/sample/workspace.tar.zst"
folder="${1:-$(mktemp -d)}/sample"
mkdir -p -- "$folder"

train() { "$cli" run "$1" --workspace "$folder" --workers 2 --quiet --set run.deterministic=true \
    --set record.metric_seconds=0.1 --set record.system_seconds=1 "${@:2}"; }
ask() { sqlite3 -bail "$folder/studio.db" "$@"; }

# Networks of two times 32 learn this game well enough to show it, and a snapshot of one is 14 KiB.
slime=(slime_volley/self_play --set 'learner.hidden=[32, 32]' --set learner.slots=64 --set evaluation.games=20
    --set evaluation.every=800000 --set self_play.snapshot_every=800000)
none=(--set record.checkpoints=0)

train_all() {
    train "${slime[@]}" "${none[@]}" --steps 1200000 --seed 4 --set learner.learning_rate=1e-2 --name slime-too-fast \
        --set evaluation.every=200000 --set self_play.snapshot_every=200000 --set record.replays_every=257 \
        --set 'alerts.threshold=["kl > 0.1"]'
    local seed
    for seed in 1 2 3; do
        train "${slime[@]}" "${none[@]}" --steps 8000000 --seed "$seed" --set learner.learning_rate=1e-3 \
            --name "slime-fast-$seed" --set record.replays_every=257
    done
    for seed in 1 2 3; do
        train "${slime[@]}" "${none[@]}" --steps 8000000 --seed "$seed" --set learner.learning_rate=3e-4 \
            --name "slime-slow-$seed" --set record.replays_every=257
    done
    train "${slime[@]}" --steps 2000000 --seed 5 --name slime-further --from run:slime-fast-1/best \
        --set learner.learning_rate=5e-4 --set learner.schedule=constant --change 1000000:learner.learning_rate=1e-4 \
        --set evaluation.every=200000 --set self_play.snapshot_every=200000 \
        --set record.checkpoint_seconds=3 --set record.checkpoints=1 --set record.replays_every=257 --set 'alerts.threshold=["elo > 400"]'
    train rps/self_play "${none[@]}" --steps 2000000 --seed 1 --name paper-scissors \
        --set self_play.snapshot_every=200000 --set evaluation.every=200000 --set record.metric_seconds=0.03 \
        --set record.replays_every=251
    train soccer_twos/self_play "${none[@]}" --steps 600000 --seed 1 --name soccer-start \
        --set 'learner.hidden=[32, 32]' --set learner.separate_critic=false --set learner.slots=64 \
        --set self_play.snapshot_every=200000 --set evaluation.every=200000 --set evaluation.games=6 \
        --set evaluation.past=1 --set record.replays_every=17
    train slime_volley/diversified_league "${none[@]}" --steps 48000000 --seed 1 --name slime-league \
        --set 'learner.hidden=[32, 32]' --set learner.slots=64 --set league.root_steps=7000000 \
        --set league.specific_steps=2000000 --set league.main_min_steps=1600000 --set league.main_max_steps=1600000 \
        --set league.exploiter_min_steps=300000 --set league.exploiter_max_steps=500000 --set league.swap_steps=200000 \
        --set evaluation.every=1600000 --set evaluation.games=20 --set evaluation.past=1 \
        --set record.metric_seconds=2 --set record.replays_every=601
}
if [ ! -e "$folder/studio.db" ]; then train_all; fi

ask <<'SQL'
PRAGMA foreign_keys = ON;
INSERT OR IGNORE INTO run_tag SELECT id, 'slime' FROM run WHERE game = 'slime_volley';
INSERT OR IGNORE INTO run_tag SELECT id, 'rate' FROM run WHERE name LIKE 'slime-fast-_' OR name LIKE 'slime-slow-_';
INSERT OR IGNORE INTO run_tag SELECT id, 'baseline' FROM run WHERE name LIKE 'slime-fast-_';
INSERT OR IGNORE INTO run_tag SELECT id, 'league' FROM run WHERE name = 'slime-league';
INSERT OR IGNORE INTO run_tag SELECT id, 'cycles' FROM run WHERE game = 'rps';
INSERT OR IGNORE INTO run_tag SELECT id, 'team' FROM run WHERE game = 'soccer_twos';
UPDATE run SET sweep = 'rate' WHERE name LIKE 'slime-fast-_' OR name LIKE 'slime-slow-_';
UPDATE run SET archived = 1, note = 'Far too fast: the policy jumps about and hardly learns. Kept for the comparison.'
    || char(10) || '学习率过大：策略来回跳动，几乎没有学到东西。留作对照。' WHERE name = 'slime-too-fast';
UPDATE run SET note = 'The rate of the preset. Three seeds, to be compared with 3e-4.' || char(10) ||
    '预设的学习率。三个种子，与 3e-4 对比。' WHERE name = 'slime-fast-1';
UPDATE run SET note = 'Goes on from the best snapshot of slime-fast-1; the rate falls to 1e-4 half-way.' ||
    char(10) || '从 slime-fast-1 的最佳快照继续训练，中途学习率降到 1e-4。' WHERE name = 'slime-further';
UPDATE run SET note = 'Self-play runs in circles here; the exact answer is one third each.' || char(10) ||
    '自我对弈在此循环往复；精确解是各三分之一。' WHERE name = 'paper-scissors';
UPDATE run SET note = 'Far too short to learn the game, but long enough to watch four players look for the ball.' ||
    char(10) || '训练太短，还学不会比赛，但足以观看四名球员找球。' WHERE name = 'soccer-start';
UPDATE run SET note = 'One main agent and four exploiters: League, Lineage and Why show how it grew.' || char(10) ||
    '一个主智能体和四个利用者：“联盟”“谱系”和“为什么”页面展示了它的成长过程。' WHERE name = 'slime-league';
UPDATE match SET pinned = 1 WHERE id IN (
    SELECT max(id) FROM match WHERE replay IS NOT NULL GROUP BY run HAVING run IN (
        SELECT id FROM run WHERE name IN ('slime-fast-1', 'soccer-start')));
-- What each of the many thousand games of a second ended with, which only leagues and runs that go on need.
DELETE FROM event WHERE (run, seq) IN (
    SELECT run, seq FROM tally WHERE run NOT IN (SELECT id FROM run WHERE name = 'slime-league'));
-- Nothing about the machine and the moment: the first run begins at a fixed time.
UPDATE run SET owner_pid = 0, owner_start = 0, owner_host = '', origin = json_set(origin, '$.revision', '',
    '$.machine.cpu', '', '$.machine.memory', 0, '$.machine.gpu', '', '$.machine.gpus', 0,
    '$.machine.system', 'Linux', '$.machine.host', '');
CREATE TEMP TABLE shift AS SELECT 1767949200000 - min(created_ms) AS ms FROM run;  -- 2026-01-09 09:00 UTC
UPDATE run SET created_ms = created_ms + (SELECT ms FROM shift), started_ms = started_ms + (SELECT ms FROM shift),
    ended_ms = ended_ms + (SELECT ms FROM shift), heartbeat_ms = 0;
UPDATE event SET wall_ms = wall_ms + (SELECT ms FROM shift);
UPDATE metric_point SET wall_ms = wall_ms + (SELECT ms FROM shift);
UPDATE snapshot SET wall_ms = wall_ms + (SELECT ms FROM shift);
UPDATE match SET wall_ms = wall_ms + (SELECT ms FROM shift);
UPDATE checkpoint SET wall_ms = wall_ms + (SELECT ms FROM shift);
SQL
"$cli" doctor --workspace "$folder" --repair --quiet >&2
ask 'PRAGMA wal_checkpoint(TRUNCATE)' 'VACUUM' 'PRAGMA wal_checkpoint(TRUNCATE)' >/dev/null
rm -f -- "$folder/studio.db-wal" "$folder/studio.db-shm"
find "$folder" -type d -empty -delete

for word in "$root" "$HOME/" "$folder" "$(uname -r)" "\"host\":\"$(uname -n)"; do
    if grep -rqF -- "$word" "$folder"; then
        printf 'Something in %s still says %s.\n' "$folder" "$word" >&2
        exit 1
    fi
done
find "$folder" -type f -printf '%P\n' | LC_ALL=C sort |
    tar --create --file "$folder.tar" --directory "$folder" --format ustar --owner 0 --group 0 --numeric-owner \
        --mode 0644 --mtime '2026-01-09 09:00:00Z' --files-from -
zstd -19 --force --quiet "$folder.tar" -o "$packed"  # from a file: its size is said in the frame
ask 'SELECT count(*) || " runs, " || (SELECT count(*) FROM match WHERE replay IS NOT NULL) || " replays, " ||
    (SELECT count(*) FROM snapshot) || " snapshots" FROM run'
du -sh -- "$folder"
ls -l -- "$packed"
