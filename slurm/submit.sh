#!/bin/bash
# Submits a job as an array of tasks, and a merge that runs when all of them have ended. `moriya submit` does the same
# with scripts of its own in DIR; here the scripts of this folder are used as they are, and `moriya` must be in PATH.
#
#   slurm/submit.sh JOB DIR TASKS [OPTIONS OF SBATCH FOR THE ARRAY ...]
#   slurm/submit.sh jobs/bdg-rkky/fig1c.yaml results/fig1c 4 --ntasks=2 --time=00:10:00
set -euo pipefail
[ $# -ge 3 ] || { sed -n '2,6s/^# \{0,1\}//p' "$0" >&2; exit 64; }
job=$1 directory=$2 tasks=$3
shift 3
here=$(cd "$(dirname "$0")" && pwd)

# A bad job is refused now, not by every task.
moriya plan "$job" --tasks "$tasks"
mkdir -p "$directory/logs"
array=$(sbatch --parsable --array="0-$((tasks - 1))" --output="$directory/logs/%x-%A_%a.out" "$@" \
    "$here/array.sbatch" "$job" "$directory")
merge=$(sbatch --parsable --dependency="afterany:${array%%;*}" --output="$directory/logs/%x-%j.out" \
    "$here/merge.sbatch" "$directory")
echo "array ${array%%;*}, merge ${merge%%;*}; progress: moriya status $directory"
