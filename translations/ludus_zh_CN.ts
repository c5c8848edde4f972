<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>Action</name>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>fwd</source>
        <translation>前进</translation>
    </message>
    <message>
        <source>fwd+jump</source>
        <translation>前进+跳</translation>
    </message>
    <message>
        <source>jump</source>
        <translation>跳</translation>
    </message>
    <message>
        <source>back+jump</source>
        <translation>后退+跳</translation>
    </message>
    <message>
        <source>back</source>
        <translation>后退</translation>
    </message>
    <message>
        <source>right</source>
        <translation>右移</translation>
    </message>
    <message>
        <source>left</source>
        <translation>左移</translation>
    </message>
    <message>
        <source>turn left</source>
        <translation>左转</translation>
    </message>
    <message>
        <source>turn right</source>
        <translation>右转</translation>
    </message>
    <message>
        <source>rock</source>
        <translation>石头</translation>
    </message>
    <message>
        <source>paper</source>
        <translation>布</translation>
    </message>
    <message>
        <source>scissors</source>
        <translation>剪刀</translation>
    </message>
    <message>
        <source>heads</source>
        <translation>正面</translation>
    </message>
    <message>
        <source>tails</source>
        <translation>反面</translation>
    </message>
    <message>
        <source>self</source>
        <translation>自己</translation>
    </message>
    <message>
        <source>ball</source>
        <translation>球</translation>
    </message>
    <message>
        <source>opponent</source>
        <translation>对手</translation>
    </message>
    <message>
        <source>goal</source>
        <translation>进球</translation>
    </message>
</context>
<context>
    <name>Agent</name>
    <message>
        <source>snapshot %1</source>
        <translation>快照 %1</translation>
    </message>
</context>
<context>
    <name>Blas</name>
    <message>
        <source>No BLAS with a C interface was found.</source>
        <translation>未找到带 C 接口的 BLAS。</translation>
    </message>
    <message>
        <source>Training itself needs none, but there is nothing to compare its speed with.</source>
        <translation>训练本身并不需要它，但无法与它比较速度。</translation>
    </message>
    <message>
        <source>Install OpenBLAS: apt-get install libopenblas0-pthread.</source>
        <translation>请安装 OpenBLAS：apt-get install libopenblas0-pthread。</translation>
    </message>
</context>
<context>
    <name>Condition</name>
    <message>
        <source>&quot;%1&quot; is no condition.</source>
        <translation>“%1”不是有效的条件。</translation>
    </message>
    <message>
        <source>It names no curve, comparison and number, so that it could never be tested.</source>
        <translation>它没有写出曲线、比较符和数值，因此无法检验。</translation>
    </message>
    <message>
        <source>Write for example: elo &gt; 1300, or: entropy &lt; 0.05 for 3 points</source>
        <translation>请写成例如 elo &gt; 1300，或 entropy &lt; 0.05 for 3 points</translation>
    </message>
</context>
<context>
    <name>Config</name>
    <message>
        <source>Line %1: %2.</source>
        <translation>第 %1 行：%2。</translation>
    </message>
    <message>
        <source>The text is not valid TOML, so nothing of it was used.</source>
        <translation>文本不是有效的 TOML，因此完全未被采用。</translation>
    </message>
    <message>
        <source>Correct this line: one &quot;name = value&quot; a line, texts in quotes.</source>
        <translation>请更正此行：每行一个“名称 = 值”，文本放在引号中。</translation>
    </message>
    <message>
        <source>Line %1: %2 holds a value that no option can take.</source>
        <translation>第 %1 行：%2 的值不是任何选项能接受的。</translation>
    </message>
    <message>
        <source>Options are true or false, numbers, texts, or plain lists of numbers or of texts.</source>
        <translation>选项只能是 true 或 false、数字、文本，或由数字或文本组成的简单列表。</translation>
    </message>
    <message>
        <source>Write the value in one of these forms.</source>
        <translation>请写成其中一种形式。</translation>
    </message>
    <message>
        <source>%1 could not be changed in this text.</source>
        <translation>无法在此文本中更改 %1。</translation>
    </message>
    <message>
        <source>It stands in a form that cannot be edited piece by piece; the text is unchanged.</source>
        <translation>它的写法无法逐项编辑；文本未改动。</translation>
    </message>
    <message>
        <source>Edit the file by hand.</source>
        <translation>请手动编辑文件。</translation>
    </message>
</context>
<context>
    <name>Error</name>
    <message>
        <source>The disk is full; everything finished so far is kept.</source>
        <translation>磁盘已满；到目前为止已完成的内容全部保留。</translation>
    </message>
    <message>
        <source>Free some space on this disk, then try again.</source>
        <translation>请在此磁盘上释放一些空间，然后重试。</translation>
    </message>
    <message>
        <source>This user may not do that here.</source>
        <translation>当前用户无权在此执行该操作。</translation>
    </message>
    <message>
        <source>Change the permissions of the folder or choose another one.</source>
        <translation>请更改该文件夹的权限，或选择其他文件夹。</translation>
    </message>
    <message>
        <source>Check the path and that the file was not moved.</source>
        <translation>请检查路径，以及文件是否被移动过。</translation>
    </message>
    <message>
        <source>Check the disk, then try again.</source>
        <translation>请检查磁盘，然后重试。</translation>
    </message>
    <message>
        <source>%1 could not be read: %2.</source>
        <translation>无法读取 %1：%2。</translation>
    </message>
    <message>
        <source>%1 could not be written: %2.</source>
        <translation>无法写入 %1：%2。</translation>
    </message>
    <message>
        <source>The run cannot go on from there.</source>
        <translation>运行无法从那里继续。</translation>
    </message>
    <message>
        <source>Resume from another checkpoint, or start a new run from its last snapshot.</source>
        <translation>请从其他检查点继续，或从它最后的快照开始新的运行。</translation>
    </message>
    <message>
        <source>The workspace %1 can only be read.</source>
        <translation>工作区 %1 只读。</translation>
    </message>
    <message>
        <source>Watching and comparing work, starting runs does not.</source>
        <translation>可以观看和比较，但不能启动运行。</translation>
    </message>
    <message>
        <source>Choose a workspace that this user may write to.</source>
        <translation>请选择当前用户可写的工作区。</translation>
    </message>
    <message>
        <source>The run %1 is going on in this program.</source>
        <translation>运行 %1 正在本程序中进行。</translation>
    </message>
    <message>
        <source>It cannot go on twice.</source>
        <translation>它不能同时进行两次。</translation>
    </message>
    <message>
        <source>Let it continue there, or stop it first.</source>
        <translation>请让它在那里继续，或先停止它。</translation>
    </message>
    <message>
        <source>The run %1 is ending or has ended.</source>
        <translation>运行 %1 正在结束或已经结束。</translation>
    </message>
    <message>
        <source>No option of it can be changed any more.</source>
        <translation>它的任何选项都不能再更改。</translation>
    </message>
    <message>
        <source>Start a copy of the run with the other value.</source>
        <translation>请用新的值启动此运行的副本。</translation>
    </message>
    <message>
        <source>There is no agent %1 here.</source>
        <translation>这里没有智能体 %1。</translation>
    </message>
    <message>
        <source>It can neither play nor be a start of training.</source>
        <translation>它既不能参加对局，也不能作为训练的起点。</translation>
    </message>
    <message>
        <source>Agents are bot:NAME, snapshot:ID, run:RUN/latest, run:RUN/best or an imported name; see: ludus-cli agent list.</source>
        <translation>智能体可写为 bot:NAME、snapshot:ID、run:RUN/latest、run:RUN/best，或已导入的名称；参见：ludus-cli agent list。</translation>
    </message>
    <message>
        <source>Run %1 has no snapshot yet.</source>
        <translation>运行 %1 还没有快照。</translation>
    </message>
    <message>
        <source>Until then it has no network that could play.</source>
        <translation>在此之前，它没有可以参加对局的网络。</translation>
    </message>
    <message>
        <source>Wait for its first snapshot.</source>
        <translation>请等待它的第一个快照。</translation>
    </message>
    <message>
        <source>%1 cannot play yet.</source>
        <translation>%1 还不能参加对局。</translation>
    </message>
    <message>
        <source>This version knows neither human players nor agents in processes of their own.</source>
        <translation>此版本既不支持人类玩家，也不支持独立进程中的智能体。</translation>
    </message>
    <message>
        <source>Choose bot:NAME, snapshot:ID, run:RUN/latest or an imported agent.</source>
        <translation>请选择 bot:NAME、snapshot:ID、run:RUN/latest，或已导入的智能体。</translation>
    </message>
    <message>
        <source>%1 plays %2, not %3.</source>
        <translation>%1 玩的是 %2，而不是 %3。</translation>
    </message>
    <message>
        <source>It cannot take part here.</source>
        <translation>它不能在这里参加。</translation>
    </message>
    <message>
        <source>Choose an agent of this game.</source>
        <translation>请选择此游戏的智能体。</translation>
    </message>
    <message>
        <source>%1 is no network that can go on learning.</source>
        <translation>%1 不是可以继续学习的网络。</translation>
    </message>
    <message>
        <source>Nothing was started.</source>
        <translation>没有启动任何内容。</translation>
    </message>
    <message>
        <source>Start from snapshot:ID or run:RUN/latest.</source>
        <translation>请从 snapshot:ID 或 run:RUN/latest 开始。</translation>
    </message>
    <message>
        <source>The opponent %1, whom this run is rated against, is not as it was.</source>
        <translation>用来给此运行评级的对手 %1 与原来不同。</translation>
    </message>
    <message>
        <source>Its results so far and those to come would not be of the same agent.</source>
        <translation>已有的结果与今后的结果将不属于同一个智能体。</translation>
    </message>
    <message>
        <source>Bring the former agent back, or start a new run from the last snapshot.</source>
        <translation>请恢复原来的智能体，或从最后的快照开始新的运行。</translation>
    </message>
    <message>
        <source>%1 cannot be changed while the run goes on.</source>
        <translation>运行进行中不能更改 %1。</translation>
    </message>
    <message>
        <source>It shapes the run from its first step; the run goes on as it is.</source>
        <translation>它从第一步起就决定了运行的形态；运行按原样继续。</translation>
    </message>
    <message>
        <source>Where this run was computed is not known.</source>
        <translation>不知道此运行是在哪里计算的。</translation>
    </message>
    <message>
        <source>An older version of the program ran it, which did not keep it.</source>
        <translation>它由较旧版本的程序运行，当时没有保存这一信息。</translation>
    </message>
    <message>
        <source>Its options are known; run it again to learn the rest.</source>
        <translation>它的选项是已知的；重新运行一次即可得知其余信息。</translation>
    </message>
    <message>
        <source>There is no preset %1.</source>
        <translation>没有预设 %1。</translation>
    </message>
    <message>
        <source>List them with: ludus-cli presets.</source>
        <translation>可用以下命令列出：ludus-cli presets。</translation>
    </message>
    <message>
        <source>Did you mean %1?</source>
        <translation>您是否想写 %1？</translation>
    </message>
    <message>
        <source>The run %1 does not wait in the queue.</source>
        <translation>运行 %1 不在队列中等待。</translation>
    </message>
    <message>
        <source>It was started or taken out meanwhile; nothing was changed.</source>
        <translation>它在此期间已启动或被移出；没有任何改动。</translation>
    </message>
    <message>
        <source>Look at it in the list of runs.</source>
        <translation>请在运行列表中查看。</translation>
    </message>
    <message>
        <source>The run %1 has used up its budget.</source>
        <translation>运行 %1 的预算已用尽。</translation>
    </message>
    <message>
        <source>It is finished; there is nothing left of it to go on with.</source>
        <translation>它已完成，没有可以继续的内容。</translation>
    </message>
    <message>
        <source>Train on in a new run, starting with: --from run:%1/latest</source>
        <translation>请在新的运行中接着训练，以此开始：--from run:%1/latest</translation>
    </message>
    <message>
        <source>Start it anew; it has no snapshot either.</source>
        <translation>请重新启动它；它也没有快照。</translation>
    </message>
    <message>
        <source>Start a new run from its last snapshot, with: --from run:%1/latest</source>
        <translation>请从它最后的快照开始新的运行：--from run:%1/latest</translation>
    </message>
    <message>
        <source>The run %1 has no checkpoint.</source>
        <translation>运行 %1 没有检查点。</translation>
    </message>
    <message>
        <source>It ended before the first one, its file forbids them, or an older Ludus ran it: what it finished is kept, but it cannot go on from there.</source>
        <translation>它在第一个检查点之前就已结束，或其文件禁止检查点，或由较旧的 Ludus 运行：已完成的内容全部保留，但无法从那里继续。</translation>
    </message>
    <message>
        <source>%1 Or else: %2</source>
        <translation>%1 或者：%2</translation>
    </message>
    <message>
        <source>No checkpoint of the run %1 can be used. %2</source>
        <translation>运行 %1 的检查点都不可用。%2</translation>
    </message>
    <message>
        <source>What it finished is kept, but it cannot go on from where it was.</source>
        <translation>已完成的内容全部保留，但无法从原处继续。</translation>
    </message>
    <message>
        <source>The checkpoint at %1 steps holds the state of another moment.</source>
        <translation>%1 步处的检查点保存的是另一时刻的状态。</translation>
    </message>
    <message>
        <source>The run cannot go on from it.</source>
        <translation>运行无法从它继续。</translation>
    </message>
    <message>
        <source>Resume from another checkpoint.</source>
        <translation>请从其他检查点继续。</translation>
    </message>
    <message>
        <source>%1 names %2, which is no bot of %3.</source>
        <translation>%1 中的 %2 不是 %3 的机器人。</translation>
    </message>
    <message>
        <source>Without it the run cannot begin.</source>
        <translation>没有它，运行无法开始。</translation>
    </message>
    <message>
        <source>This game has no bots; leave the list empty.</source>
        <translation>此游戏没有机器人；请将列表留空。</translation>
    </message>
    <message>
        <source>Its bots are: %1.</source>
        <translation>它的机器人有：%1。</translation>
    </message>
    <message>
        <source>run.until looks at %1, whose points are means over %2 s.</source>
        <translation>run.until 依据 %1，而它的每个点是 %2 秒内的均值。</translation>
    </message>
    <message>
        <source>Whatever depends on time cannot be repeated.</source>
        <translation>凡是取决于时间的，都无法重现。</translation>
    </message>
    <message>
        <source>Set record.metric_seconds to 0, or run.deterministic to false.</source>
        <translation>请将 record.metric_seconds 设为 0，或将 run.deterministic 设为 false。</translation>
    </message>
    <message>
        <source>game.name is %1, a game whose sides are not alike.</source>
        <translation>game.name 为 %1，这个游戏的双方不对等。</translation>
    </message>
    <message>
        <source>Self-play trains one network for both sides and rates them as one.</source>
        <translation>自我对弈为双方训练同一个网络，并作为一个整体评级。</translation>
    </message>
    <message>
        <source>Choose a game with equal sides.</source>
        <translation>请选择双方对等的游戏。</translation>
    </message>
    <message>
        <source>run.seconds and run.steps are both 0: the run has no limit.</source>
        <translation>run.seconds 与 run.steps 均为 0：运行没有上限。</translation>
    </message>
    <message>
        <source>It would never end by itself.</source>
        <translation>它永远不会自行结束。</translation>
    </message>
    <message>
        <source>Give one of them.</source>
        <translation>请给出其中一个。</translation>
    </message>
    <message>
        <source>run.deterministic is true, with run.steps at %1 and run.seconds at %2.</source>
        <translation>run.deterministic 为 true，而 run.steps 为 %1，run.seconds 为 %2。</translation>
    </message>
    <message>
        <source>Whatever depends on time cannot be repeated, and so not on a budget of seconds.</source>
        <translation>凡是取决于时间的，都无法重现，因此不能以秒数为预算。</translation>
    </message>
    <message>
        <source>Give run.steps a number and set run.seconds to 0, or set run.deterministic to false.</source>
        <translation>请给 run.steps 一个数值并将 run.seconds 设为 0，或将 run.deterministic 设为 false。</translation>
    </message>
    <message>
        <source>%1 is no assignment.</source>
        <translation>%1 不是赋值。</translation>
    </message>
    <message>
        <source>No option was changed.</source>
        <translation>没有更改任何选项。</translation>
    </message>
    <message>
        <source>Write it as key=value, for example run.seed=2.</source>
        <translation>请写成 key=value，例如 run.seed=2。</translation>
    </message>
    <message>
        <source>%1 is an empty list.</source>
        <translation>%1 是空列表。</translation>
    </message>
    <message>
        <source>A list of values makes a run for each of them, and so none at all.</source>
        <translation>列表中的每个值产生一个运行，因此这里一个也没有。</translation>
    </message>
    <message>
        <source>Give it one value, or several between the brackets.</source>
        <translation>请给它一个值，或在方括号中给出多个值。</translation>
    </message>
    <message>
        <source>The lists of this file make %1 runs.</source>
        <translation>此文件中的列表会产生 %1 个运行。</translation>
    </message>
    <message>
        <source>At most %1 runs are set up at once.</source>
        <translation>一次最多设置 %1 个运行。</translation>
    </message>
    <message>
        <source>Shorten the lists, or set the runs up in parts.</source>
        <translation>请缩短列表，或分批设置运行。</translation>
    </message>
    <message>
        <source>The checkpoint has format %1, this program reads format %2.</source>
        <translation>检查点的格式为 %1，本程序读取的格式为 %2。</translation>
    </message>
    <message>
        <source>It was written by another version of the program.</source>
        <translation>它由另一版本的程序写入。</translation>
    </message>
    <message>
        <source>Resume with that version, or start a new run from the last snapshot.</source>
        <translation>请用那个版本继续，或从最后的快照开始新的运行。</translation>
    </message>
    <message>
        <source>Loading the checkpoint broke off: %1.</source>
        <translation>加载检查点时中断：%1。</translation>
    </message>
    <message>
        <source>The checkpoint is of %1 slots in %2 blocks and %3 shards, the run has %4 in %5 and %6.</source>
        <translation>检查点有 %1 个槽位、%2 个块、%3 个分片，而运行有 %4 个槽位、%5 个块、%6 个分片。</translation>
    </message>
    <message>
        <source>It belongs to another run.</source>
        <translation>它属于另一个运行。</translation>
    </message>
    <message>
        <source>The file %1 of the workspace is missing.</source>
        <translation>工作区的文件 %1 缺失。</translation>
    </message>
    <message>
        <source>The weights or replay it held cannot be used; everything else can.</source>
        <translation>其中的权重或回放无法使用；其余内容均可使用。</translation>
    </message>
    <message>
        <source>Restore the file from a backup, or train or record again.</source>
        <translation>请从备份恢复该文件，或重新训练或录制。</translation>
    </message>
    <message>
        <source>The file %1 does not hold what was stored.</source>
        <translation>文件 %1 的内容与当初存储的不符。</translation>
    </message>
    <message>
        <source>It was cut short or changed, so that the weights or replay in it are not used.</source>
        <translation>它被截断或改动过，因此其中的权重或回放未被采用。</translation>
    </message>
    <message>
        <source>The plain measurement in %1 failed.</source>
        <translation>在 %1 中的基准测量失败。</translation>
    </message>
    <message>
        <source>The disk of the workspace %1 is full.</source>
        <translation>工作区 %1 所在的磁盘已满。</translation>
    </message>
    <message>
        <source>The database of the workspace %1 could not be used: %2.</source>
        <translation>无法使用工作区 %1 的数据库：%2。</translation>
    </message>
    <message>
        <source>The database of the workspace %1 is damaged.</source>
        <translation>工作区 %1 的数据库已损坏。</translation>
    </message>
    <message>
        <source>Runs and curves stored there cannot be read; the files under artefacts are untouched.</source>
        <translation>其中的运行与曲线无法读取；artefacts 下的文件不受影响。</translation>
    </message>
    <message>
        <source>Restore studio.db from a backup, or move it away to start with an empty workspace.</source>
        <translation>请从备份恢复 studio.db，或将它移走，以空的工作区重新开始。</translation>
    </message>
    <message>
        <source>The workspace %1 is in use by another program.</source>
        <translation>工作区 %1 正被其他程序使用。</translation>
    </message>
    <message>
        <source>It was waited for, but its database stayed locked.</source>
        <translation>已等待过，但其数据库仍被锁定。</translation>
    </message>
    <message>
        <source>Close the other program, or try again.</source>
        <translation>请关闭另一个程序，或重试。</translation>
    </message>
    <message>
        <source>The workspace %1 is a file.</source>
        <translation>工作区 %1 是一个文件。</translation>
    </message>
    <message>
        <source>A workspace is a folder, so nothing can be kept there.</source>
        <translation>工作区应是文件夹，因此那里无法保存任何内容。</translation>
    </message>
    <message>
        <source>Name a folder; one that is not there yet is made.</source>
        <translation>请指定一个文件夹；若不存在会自动创建。</translation>
    </message>
    <message>
        <source>This user may not write there.</source>
        <translation>当前用户无权写入那里。</translation>
    </message>
    <message>
        <source>Change the permissions of the folder or choose another workspace.</source>
        <translation>请更改该文件夹的权限，或选择其他工作区。</translation>
    </message>
    <message>
        <source>What was asked for was not done; everything stored before is kept.</source>
        <translation>所要求的操作没有执行；之前存储的内容全部保留。</translation>
    </message>
    <message>
        <source>Storing failed: %1.</source>
        <translation>存储失败：%1。</translation>
    </message>
    <message>
        <source>Everything finished so far is kept in memory.</source>
        <translation>到目前为止已完成的内容全部保留在内存中。</translation>
    </message>
    <message>
        <source>Storing is tried again by itself.</source>
        <translation>会自动重新尝试存储。</translation>
    </message>
    <message>
        <source>The workspace %1 was written by a newer Ludus (its version is %2, this program knows %3).</source>
        <translation>工作区 %1 由较新的 Ludus 写入（其版本为 %2，本程序支持到 %3）。</translation>
    </message>
    <message>
        <source>It is left untouched, because this program could not keep all that is in it.</source>
        <translation>它未被改动，因为本程序无法完整保留其中的内容。</translation>
    </message>
    <message>
        <source>Update Ludus, or choose another workspace.</source>
        <translation>请更新 Ludus，或选择其他工作区。</translation>
    </message>
    <message>
        <source>The workspace %1 was written by an older Ludus.</source>
        <translation>工作区 %1 由较旧的 Ludus 写入。</translation>
    </message>
    <message>
        <source>It has to be brought up to date first, and it cannot be written.</source>
        <translation>它须先更新到当前版本，但无法写入。</translation>
    </message>
    <message>
        <source>Open it once where it can be written, or copy it.</source>
        <translation>请在可写之处打开它一次，或复制一份。</translation>
    </message>
    <message>
        <source>The file studio.db in %1 is not a database of Ludus.</source>
        <translation>%1 中的文件 studio.db 不是 Ludus 的数据库。</translation>
    </message>
    <message>
        <source>It is left untouched.</source>
        <translation>它未被改动。</translation>
    </message>
    <message>
        <source>Choose another folder, or move that file away.</source>
        <translation>请选择其他文件夹，或将该文件移走。</translation>
    </message>
    <message>
        <source>There is no workspace in %1.</source>
        <translation>%1 中没有工作区。</translation>
    </message>
    <message>
        <source>It cannot be made there either: the folder is not writable or was opened for reading only.</source>
        <translation>也无法在那里创建：该文件夹不可写，或以只读方式打开。</translation>
    </message>
    <message>
        <source>Check the path, or choose a folder you may write to.</source>
        <translation>请检查路径，或选择一个您可写的文件夹。</translation>
    </message>
    <message>
        <source>The workspace %1 is open for reading only.</source>
        <translation>工作区 %1 以只读方式打开。</translation>
    </message>
    <message>
        <source>Its runs can be watched, but nothing can be added or changed.</source>
        <translation>可以观看其中的运行，但不能添加或更改任何内容。</translation>
    </message>
    <message>
        <source>Make the folder writable, or choose another workspace.</source>
        <translation>请将该文件夹设为可写，或选择其他工作区。</translation>
    </message>
    <message>
        <source>There is no run %1 in this workspace.</source>
        <translation>此工作区中没有运行 %1。</translation>
    </message>
    <message>
        <source>It was deleted, or it belongs to another workspace.</source>
        <translation>它已被删除，或属于其他工作区。</translation>
    </message>
    <message>
        <source>The command `ludus-cli runs` lists all runs with their numbers and names.</source>
        <translation>命令 `ludus-cli runs` 会列出全部运行的编号与名称。</translation>
    </message>
    <message>
        <source>There is no agent %1 in this workspace.</source>
        <translation>此工作区中没有智能体 %1。</translation>
    </message>
    <message>
        <source>It was removed, or never imported here.</source>
        <translation>它已被移除，或从未导入到这里。</translation>
    </message>
    <message>
        <source>The command `ludus-cli agent list` lists all of them.</source>
        <translation>命令 `ludus-cli agent list` 会列出全部智能体。</translation>
    </message>
    <message>
        <source>There is already an agent %1.</source>
        <translation>智能体 %1 已存在。</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>没有任何改动。</translation>
    </message>
    <message>
        <source>Choose another name, or remove the other agent first.</source>
        <translation>请选择其他名称，或先移除已有的智能体。</translation>
    </message>
    <message>
        <source>Database: %1</source>
        <translation>数据库：%1</translation>
    </message>
    <message>
        <source>There is no checkpoint of run %1 at step %2.</source>
        <translation>运行 %1 在第 %2 步没有检查点。</translation>
    </message>
    <message>
        <source>A newer one replaced it, or the run was resumed from an earlier one.</source>
        <translation>它已被较新的检查点取代，或运行曾从更早的检查点继续。</translation>
    </message>
    <message>
        <source>Resume from the latest checkpoint.</source>
        <translation>请从最新的检查点继续。</translation>
    </message>
    <message>
        <source>There is no match %1 in this workspace.</source>
        <translation>此工作区中没有对局 %1。</translation>
    </message>
    <message>
        <source>Its run was deleted, or taken back to an earlier checkpoint.</source>
        <translation>它所属的运行已被删除，或退回到了更早的检查点。</translation>
    </message>
    <message>
        <source>Choose another match.</source>
        <translation>请选择其他对局。</translation>
    </message>
    <message>
        <source>The run %1 belongs to another program (process %2).</source>
        <translation>运行 %1 属于其他程序（进程 %2）。</translation>
    </message>
    <message>
        <source>Only one program at a time may carry on or delete a run.</source>
        <translation>同一时间只能由一个程序继续或删除一个运行。</translation>
    </message>
    <message>
        <source>Stop the run there first, or wait until it has ended.</source>
        <translation>请先在那里停止该运行，或等待它结束。</translation>
    </message>
    <message>
        <source>This program does not own run %1 any more.</source>
        <translation>本程序不再拥有运行 %1。</translation>
    </message>
    <message>
        <source>Another program has taken it over, or it was deleted.</source>
        <translation>它已由其他程序接管，或已被删除。</translation>
    </message>
    <message>
        <source>Carry on there, or start a new run.</source>
        <translation>请在那里继续，或开始新的运行。</translation>
    </message>
    <message>
        <source>A run cannot be named &quot;%1&quot;.</source>
        <translation>运行不能命名为“%1”。</translation>
    </message>
    <message>
        <source>A name must not be empty, a mere number, or that of another run.</source>
        <translation>名称不能为空，不能只是数字，也不能与其他运行重名。</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>请选择其他名称。</translation>
    </message>
    <message>
        <source>The run %1 does not go on at present.</source>
        <translation>运行 %1 目前没有在进行。</translation>
    </message>
    <message>
        <source>Only a run that goes on can be changed.</source>
        <translation>只有进行中的运行才能更改。</translation>
    </message>
    <message>
        <source>Resume it first, or start a copy of it with the other value.</source>
        <translation>请先继续该运行，或用新的值启动它的副本。</translation>
    </message>
    <message>
        <source>The file that was asked for was freed to make room.</source>
        <translation>所要求的文件已因腾出空间而被清理。</translation>
    </message>
    <message>
        <source>The weights or replay it held are gone; results and curves stay.</source>
        <translation>其中的权重或回放已不存在；结果与曲线仍在。</translation>
    </message>
    <message>
        <source>Choose another snapshot; the newest and the best of a run are always kept.</source>
        <translation>请选择其他快照；每个运行最新的和最好的快照始终保留。</translation>
    </message>
    <message>
        <source>The league would never do what is asked.</source>
        <translation>联盟永远做不到所要求的事。</translation>
    </message>
    <message>
        <source>A main agent&apos;s period is to last at least %1 and at most %2 steps.</source>
        <translation>主智能体的学习周期被设为最少 %1 步、最多 %2 步。</translation>
    </message>
    <message>
        <source>Make main_max_steps as large as main_min_steps, or larger.</source>
        <translation>请让 main_max_steps 不小于 main_min_steps。</translation>
    </message>
    <message>
        <source>An exploiter&apos;s period is to last at least %1 and at most %2 steps.</source>
        <translation>利用者的学习周期被设为最少 %1 步、最多 %2 步。</translation>
    </message>
    <message>
        <source>Make exploiter_max_steps as large as exploiter_min_steps, or larger.</source>
        <translation>请让 exploiter_max_steps 不小于 exploiter_min_steps。</translation>
    </message>
    <message>
        <source>The inheritance window begins at %1 and ends at %2.</source>
        <translation>继承窗口从 %1 开始，到 %2 结束。</translation>
    </message>
    <message>
        <source>Make window_high as large as window_low, or larger.</source>
        <translation>请让 window_high 不小于 window_low。</translation>
    </message>
    <message>
        <source>All three shares of a main agent&apos;s matches are 0.</source>
        <translation>主智能体对局的三个占比都是 0。</translation>
    </message>
    <message>
        <source>Give at least one of them a share, or choose alphastar or tstarbot_x.</source>
        <translation>请至少给其中一个设占比，或选择 alphastar 或 tstarbot_x。</translation>
    </message>
    <message>
        <source>There are specific exploiters, but no bots to train their starts.</source>
        <translation>有专项利用者，却没有用来训练其起点的机器人。</translation>
    </message>
    <message>
        <source>Name at least one bot of the game in specific_bots.</source>
        <translation>请在 specific_bots 中至少写一个该游戏的机器人。</translation>
    </message>
    <message>
        <source>A checkpoint is damaged, or of another program: %1 cannot be read.</source>
        <translation>检查点已损坏，或属于其他程序：%1无法读取。</translation>
    </message>
    <message>
        <source>The workspace %1 was moved away or deleted while it is in use.</source>
        <translation>工作区 %1 在使用中被移走或删除。</translation>
    </message>
    <message>
        <source>Nothing more can be kept there; what is finished waits in memory.</source>
        <translation>那里无法再保存任何内容；已完成的内容在内存中等待。</translation>
    </message>
    <message>
        <source>Move it back, then storing goes on by itself, or open it where it is now.</source>
        <translation>请把它移回原处，保存会自动继续；或在新位置打开它。</translation>
    </message>
    <message>
        <source>Line %1: %2 is an option of runs that train by %3, and this one trains by %4.</source>
        <translation>第 %1 行：%2 是以 %3 方式训练的运行的选项，而本运行以 %4 方式训练。</translation>
    </message>
    <message>
        <source>%1 is an option of runs that train by %2, and this one trains by %3.</source>
        <translation>%1 是以 %2 方式训练的运行的选项，而本运行以 %3 方式训练。</translation>
    </message>
    <message>
        <source>It would change nothing here.</source>
        <translation>它在这里不会起任何作用。</translation>
    </message>
    <message>
        <source>Set run.training to %1, or take the table [%2] out.</source>
        <translation>把 run.training 设为 %1，或者删去 [%2] 表。</translation>
    </message>
    <message>
        <source>game.name is %1, a game without two equal sides.</source>
        <translation>game.name 是 %1，这个游戏没有对等的两方。</translation>
    </message>
    <message>
        <source>Players of a league meet each other on either side and are rated as one.</source>
        <translation>联盟中的玩家会在任意一方与彼此对局，并按同一个评分计算。</translation>
    </message>
    <message>
        <source>Choose a game with two equal sides.</source>
        <translation>请选择双方对等的游戏。</translation>
    </message>
    <message>
        <source>%1 and %2 snapshots with %3 matches of each pair are more than %4 matches.</source>
        <translation>%1 和 %2 个快照，每个配对 %3 场对局，总数超过 %4 场。</translation>
    </message>
    <message>
        <source>So many are not kept in memory at once.</source>
        <translation>一次无法在内存中保存这么多对局。</translation>
    </message>
    <message>
        <source>Let fewer snapshots play, or fewer matches of each pair.</source>
        <translation>请减少参与对局的快照数，或减少每个配对的对局数。</translation>
    </message>
    <message>
        <source>%1 plays %2 and %3 plays %4, or with other options.</source>
        <translation>%1 的游戏是 %2，%3 的游戏是 %4，或选项不同。</translation>
    </message>
    <message>
        <source>Their snapshots cannot play each other.</source>
        <translation>它们的快照无法彼此对局。</translation>
    </message>
    <message>
        <source>Choose two leagues of one game with the same options and two sides.</source>
        <translation>请选择同一游戏、选项相同且有两方的两个联盟。</translation>
    </message>
    <message>
        <source>The league %1 has no snapshot that could play.</source>
        <translation>联盟 %1 没有可以参与对局的快照。</translation>
    </message>
    <message>
        <source>Its root is not frozen yet, or its files were let go of.</source>
        <translation>它的根尚未冻结，或其文件已被清理。</translation>
    </message>
    <message>
        <source>Let it train longer, or choose another one.</source>
        <translation>请让它训练更久，或另选一个。</translation>
    </message>
    <message>
        <source>The match broke off: %1</source>
        <translation>对局中断：%1</translation>
    </message>
    <message>
        <source>No result was kept.</source>
        <translation>没有保留任何结果。</translation>
    </message>
    <message>
        <source>Check the snapshots with: ludus-cli doctor</source>
        <translation>请检查快照：ludus-cli doctor</translation>
    </message>
    <message>
        <source>The run %1 is no league: it trains by self-play.</source>
        <translation>运行 %1 不是联盟：它以自我对弈训练。</translation>
    </message>
    <message>
        <source>There are no draws and no verdicts to tell of.</source>
        <translation>没有可供说明的抽取与评判。</translation>
    </message>
    <message>
        <source>Choose a run of a league; ludus-cli presets lists those that begin one.</source>
        <translation>请选择联盟的运行；ludus-cli presets 会列出能够开始联盟的预设。</translation>
    </message>
    <message>
        <source>Training is paused; what is not stored yet waits in memory.</source>
        <translation>训练已暂停；尚未存储的内容保留在内存中。</translation>
    </message>
    <message>
        <source>Free some space on this disk, then choose Resume.</source>
        <translation>请在该磁盘上腾出一些空间，然后选择“继续”。</translation>
    </message>
    <message>
        <source>Move it back, then choose Resume.</source>
        <translation>请将其移回原处，然后选择“继续”。</translation>
    </message>
    <message>
        <source>The run %1 stays paused, because nothing can be stored. %2</source>
        <translation>运行 %1 保持暂停，因为无法存储任何内容。%2</translation>
    </message>
    <message>
        <source>Nothing more can be stored there; what is stored already stays.</source>
        <translation>那里已无法再存储任何内容；已存储的内容保持不变。</translation>
    </message>
    <message>
        <source>Run files are opened here: TOML, written as UTF-8 text.</source>
        <translation>这里打开的是运行文件：以 UTF-8 文本书写的 TOML。</translation>
    </message>
    <message>
        <source>%1 is a recorded match, not a run file.</source>
        <translation>%1 是录制的对局，不是运行文件。</translation>
    </message>
    <message>
        <source>Matches of a workspace are watched under Replays; what is in a file of its own is told by: ludus-cli replay info FILE</source>
        <translation>工作区中的对局在“回放”中观看；单独文件的内容可用以下命令查看：ludus-cli replay info FILE</translation>
    </message>
    <message>
        <source>%1 is not a text file.</source>
        <translation>%1 不是文本文件。</translation>
    </message>
    <message>
        <source>Choose a run file, or begin with a preset.</source>
        <translation>请选择一个运行文件，或从预设开始。</translation>
    </message>
    <message>
        <source>minimum_games is %1, but at a decay of %2 all matches of two players weigh less than %3.</source>
        <translation>minimum_games 为 %1，但衰减为 %2 时，两名玩家之间全部对局的权重之和小于 %3。</translation>
    </message>
    <message>
        <source>Every win rate would count as one half for ever.</source>
        <translation>所有胜率将永远按二分之一计。</translation>
    </message>
    <message>
        <source>Make minimum_games smaller than %1, or decay larger.</source>
        <translation>请让 minimum_games 小于 %1，或增大 decay。</translation>
    </message>
    <message>
        <source>exploiter_floor is %1, above win_threshold at %2.</source>
        <translation>exploiter_floor 为 %1，高于 win_threshold 的 %2。</translation>
    </message>
    <message>
        <source>A main agent would be too strong for an exploiter that has already won its period.</source>
        <translation>对已经赢下本周期的利用者来说，主智能体仍会被视为过强。</translation>
    </message>
    <message>
        <source>Make exploiter_floor as small as win_threshold, or smaller.</source>
        <translation>请让 exploiter_floor 不大于 win_threshold。</translation>
    </message>
</context>
<context>
    <name>Export</name>
    <message>
        <source>The animation could not be encoded: %1.</source>
        <translation>无法编码动画：%1。</translation>
    </message>
    <message>
        <source>No file was written.</source>
        <translation>没有写入文件。</translation>
    </message>
    <message>
        <source>Choose a smaller width or a shorter range.</source>
        <translation>请选择较小的宽度或较短的范围。</translation>
    </message>
    <message>
        <source>%1 could not be written: %2.</source>
        <translation>无法写入 %1：%2。</translation>
    </message>
    <message>
        <source>The match itself is untouched.</source>
        <translation>对局本身不受影响。</translation>
    </message>
    <message>
        <source>Choose another place, or free room there.</source>
        <translation>请选择其他位置，或在那里腾出空间。</translation>
    </message>
    <message>
        <source>The program ffmpeg is not installed.</source>
        <translation>未安装程序 ffmpeg。</translation>
    </message>
    <message>
        <source>Install ffmpeg, or choose an animated WebP.</source>
        <translation>请安装 ffmpeg，或选择动态 WebP。</translation>
    </message>
    <message>
        <source>ffmpeg could not make the film: %1.</source>
        <translation>ffmpeg 未能生成视频：%1。</translation>
    </message>
    <message>
        <source>Choose the other kind of film, or an animated WebP.</source>
        <translation>请选择另一种视频格式，或动态 WebP。</translation>
    </message>
</context>
<context>
    <name>Game</name>
    <message numerus="yes">
        <source>%n action(s)</source>
        <translation>
            <numerusform>%n 个动作</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 actions</source>
        <translation>动作 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n input(s)</source>
        <translation>
            <numerusform>%n 个输入</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 v %2</source>
        <comment>numbers of players</comment>
        <translation>%1 对 %2</translation>
    </message>
</context>
<context>
    <name>League</name>
    <message>
        <source>The run %1 is no league: it trains by self-play.</source>
        <translation>运行 %1 不是联盟：它以自我对弈训练。</translation>
    </message>
    <message>
        <source>There are no draws and no verdicts to tell of.</source>
        <translation>没有可供说明的抽取与评判。</translation>
    </message>
    <message>
        <source>Start a run from a preset of a league.</source>
        <translation>请从联盟的预设开始运行。</translation>
    </message>
</context>
<context>
    <name>Learner</name>
    <message>
        <source>The stored state of the learner cannot be used: %1.</source>
        <translation>学习者所存储的状态无法使用：%1。</translation>
    </message>
    <message>
        <source>The checkpoint is damaged, or belongs to another network.</source>
        <translation>检查点已损坏，或属于另一个网络。</translation>
    </message>
    <message>
        <source>Resume from an earlier checkpoint, or start a new run from the last snapshot.</source>
        <translation>请从更早的检查点继续，或从最后的快照开始新的运行。</translation>
    </message>
    <message>
        <source>The network to start from has another shape than the one to train.</source>
        <translation>作为起点的网络与要训练的网络形状不同。</translation>
    </message>
    <message>
        <source>It was made for another game or with other hidden layers.</source>
        <translation>它是为其他游戏或以其他隐藏层建立的。</translation>
    </message>
    <message>
        <source>Set learner.hidden, learner.activation and learner.separate_critic as they were, or start afresh.</source>
        <translation>请将 learner.hidden、learner.activation 与 learner.separate_critic 设回原值，或从头开始。</translation>
    </message>
</context>
<context>
    <name>Log</name>
    <message>
        <source>An event could not be stored: %1.</source>
        <translation>无法存储一个事件：%1。</translation>
    </message>
</context>
<context>
    <name>Math</name>
    <message>
        <source>A linear program of %1 rows and %2 variables has no optimum that could be found.</source>
        <translation>%1 行、%2 个变量的线性规划未能求得最优解。</translation>
    </message>
    <message>
        <source>A game with unknown payoffs has no equilibrium.</source>
        <translation>收益未知的博弈没有均衡。</translation>
    </message>
    <message>
        <source>The equilibrium of a game of %1 and %2 strategies was not found: a best response still gains %3.</source>
        <translation>未能求得 %1 与 %2 个策略的博弈的均衡：最佳应对仍可获益 %3。</translation>
    </message>
</context>
<context>
    <name>Network</name>
    <message>
        <source>This is not a usable network file: %1.</source>
        <translation>这不是可用的网络文件：%1。</translation>
    </message>
    <message>
        <source>The file is damaged, or another program wrote it.</source>
        <translation>文件已损坏，或由其他程序写入。</translation>
    </message>
    <message>
        <source>Restore the file from a copy, or choose another agent.</source>
        <translation>请从副本恢复该文件，或选择其他智能体。</translation>
    </message>
</context>
<context>
    <name>Option</name>
    <message>
        <source>Choose a value from %1 to %2.</source>
        <translation>请选择 %1 到 %2 之间的值。</translation>
    </message>
    <message>
        <source>Choose a value of at least %1.</source>
        <translation>请选择不小于 %1 的值。</translation>
    </message>
    <message>
        <source>Choose a value of at most %1.</source>
        <translation>请选择不大于 %1 的值。</translation>
    </message>
    <message>
        <source>Choose a finite number.</source>
        <translation>请选择有限的数值。</translation>
    </message>
    <message>
        <source>%1 cannot be %2.</source>
        <translation>%1 不能是 %2。</translation>
    </message>
    <message>
        <source>Line %1: %2 cannot be %3.</source>
        <translation>第 %1 行：%2 不能是 %3。</translation>
    </message>
    <message>
        <source>The value lies outside the range of this option.</source>
        <translation>该值超出此选项的范围。</translation>
    </message>
    <message>
        <source>It is none of the choices.</source>
        <translation>它不在可选项之中。</translation>
    </message>
    <message>
        <source>Choose one of: %1.</source>
        <translation>请从以下选择：%1。</translation>
    </message>
    <message>
        <source>Write true or false.</source>
        <translation>请写 true 或 false。</translation>
    </message>
    <message>
        <source>Write a whole number without a decimal point, for example 64.</source>
        <translation>请写不带小数点的整数，例如 64。</translation>
    </message>
    <message>
        <source>Write a number, for example 0.5 or 3e-4.</source>
        <translation>请写一个数字，例如 0.5 或 3e-4。</translation>
    </message>
    <message>
        <source>Write a text in quotes, for example &quot;name&quot;.</source>
        <translation>请写一段放在引号中的文本，例如 &quot;name&quot;。</translation>
    </message>
    <message>
        <source>Write whole numbers in brackets, for example [64, 64].</source>
        <translation>请在方括号中写整数，例如 [64, 64]。</translation>
    </message>
    <message>
        <source>Write numbers in brackets, for example [0.5, 1.0].</source>
        <translation>请在方括号中写数字，例如 [0.5, 1.0]。</translation>
    </message>
    <message>
        <source>Write texts in quotes and brackets, for example [&quot;a&quot;, &quot;b&quot;].</source>
        <translation>请在方括号中写放在引号内的文本，例如 [&quot;a&quot;, &quot;b&quot;]。</translation>
    </message>
    <message>
        <source>%1 must be %2, but is %3.</source>
        <translation>%1 应为 %2，但实际为 %3。</translation>
    </message>
    <message>
        <source>Line %1: %2 must be %3, but is %4.</source>
        <translation>第 %1 行：%2 应为 %3，但实际为 %4。</translation>
    </message>
    <message>
        <source>The value is of another kind.</source>
        <translation>该值的类型不同。</translation>
    </message>
    <message>
        <source>There is no option %1.</source>
        <translation>没有名为 %1 的选项。</translation>
    </message>
    <message>
        <source>Line %1: there is no option %2.</source>
        <translation>第 %1 行：没有名为 %2 的选项。</translation>
    </message>
    <message>
        <source>Nothing was started with it.</source>
        <translation>没有以它启动任何内容。</translation>
    </message>
    <message>
        <source>Run &quot;ludus-cli options&quot; to see every option.</source>
        <translation>运行“ludus-cli options”可查看全部选项。</translation>
    </message>
    <message>
        <source>Did you mean %1?</source>
        <translation>您是否想写 %1？</translation>
    </message>
    <message>
        <source>Snapshot every</source>
        <translation>快照间隔</translation>
    </message>
    <message>
        <source>How often the learner&apos;s weights are frozen and enter the window of opponents.</source>
        <translation>多久冻结一次学习者的权重，使其进入对手窗口。</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>窗口</translation>
    </message>
    <message>
        <source>How many of the newest snapshots may be met; older ones leave the pool.</source>
        <translation>可能遇到的最新快照个数；更旧的离开对手池。</translation>
    </message>
    <message>
        <source>Play against the latest</source>
        <translation>与最新权重对局</translation>
    </message>
    <message>
        <source>Share of play against the newest weights; the rest meets the window.</source>
        <translation>与最新权重对局的比例；其余与窗口中的快照对局。</translation>
    </message>
    <message>
        <source>Swap every</source>
        <translation>更换间隔</translation>
    </message>
    <message>
        <source>How long a block of slots keeps its opponent before a new draw. Running episodes are finished first.</source>
        <translation>一块槽位在重新抽取之前保持同一对手多久。进行中的回合会先打完。</translation>
    </message>
    <message>
        <source>Learn from both seats</source>
        <translation>从双方席位学习</translation>
    </message>
    <message>
        <source>Against the newest weights both seats&apos; experience is used.</source>
        <translation>与最新权重对局时，双方席位的经验都会用到。</translation>
    </message>
    <message>
        <source>Bots</source>
        <translation>机器人</translation>
    </message>
    <message>
        <source>Scripted bots that are mixed in, for example bot:chaser.</source>
        <translation>混入的脚本机器人，例如 bot:chaser。</translation>
    </message>
    <message>
        <source>Share against bots</source>
        <translation>与机器人对局的比例</translation>
    </message>
    <message>
        <source>Share of play against the scripted bots above.</source>
        <translation>与上述脚本机器人对局的比例。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Name of the run in lists; left empty it becomes the game and a number.</source>
        <translation>运行在列表中的名称；留空则为游戏名加编号。</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Training time after which the run ends by itself, pauses excluded; 0 for no limit.</source>
        <translation>训练满此时间后运行自行结束，暂停不计；0 表示不限。</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>Decisions of learning seats after which the run ends by itself; 0 for no limit.</source>
        <translation>学习席位做满此数量的决策后运行自行结束；0 表示不限。</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>直到</translation>
    </message>
    <message>
        <source>The run ends by itself as soon as this holds for the newest point of a curve: elo &gt; 1300, or in several points in a row: elo &gt; 1300 for 3 evaluations. Empty: only the budgets end it.</source>
        <translation>一旦曲线最新的点满足此条件，运行就自行结束：elo &gt; 1300，或连续多个点：elo &gt; 1300 for 3 evaluations。留空：只由预算结束。</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>With a budget in steps the same seed, build and number of workers give the same training.</source>
        <translation>以步数为预算时，相同的种子、构建和工作线程数会得到相同的训练。</translation>
    </message>
    <message>
        <source>Workers</source>
        <translation>工作线程数</translation>
    </message>
    <message>
        <source>Threads that train; 0 for one a core.</source>
        <translation>用于训练的线程；0 表示每个核心一个。</translation>
    </message>
    <message>
        <source>Deterministic</source>
        <translation>确定性</translation>
    </message>
    <message>
        <source>What happens depends on steps and seed only, never on time, also when the run is interrupted and resumed; training then waits for matches that are late. Needs a budget of steps alone.</source>
        <translation>一切只取决于步数和种子，与时间无关，中断后继续也是如此；训练会等待迟到的对局。只能以步数为预算。</translation>
    </message>
    <message>
        <source>Evaluate every</source>
        <translation>评估间隔</translation>
    </message>
    <message>
        <source>How often a snapshot plays rated matches; they make the Elo curve. Late in a long run every 300th part of the steps so far. 0: only at start and end.</source>
        <translation>快照多久进行一次计分对局，Elo 曲线由此而来。长时间运行的后期为已有步数的 1/300。0：仅在开始和结束时。</translation>
    </message>
    <message>
        <source>Games</source>
        <translation>对局数</translation>
    </message>
    <message>
        <source>Matches per opponent and evaluation, in pairs of one seed with sides swapped.</source>
        <translation>每次评估对每个对手的对局数；同一种子打两场，互换双方。</translation>
    </message>
    <message>
        <source>Opponents</source>
        <translation>对手</translation>
    </message>
    <message>
        <source>Agents that every evaluated snapshot meets: bots or imported agents. Empty: all bots of the game.</source>
        <translation>每个被评估的快照都要对抗的智能体：机器人或已导入的智能体。留空：该游戏的全部机器人。</translation>
    </message>
    <message>
        <source>Earlier snapshots</source>
        <translation>更早的快照</translation>
    </message>
    <message>
        <source>How many of its earlier snapshots a snapshot meets, spread over the run.</source>
        <translation>一个快照与多少个自己更早的快照对局，它们在整个运行中均匀选取。</translation>
    </message>
    <message>
        <source>Greedy play</source>
        <translation>贪心动作</translation>
    </message>
    <message>
        <source>Evaluated agents take their likeliest action instead of drawing one.</source>
        <translation>被评估的智能体采取概率最高的动作，而不是抽取动作。</translation>
    </message>
    <message>
        <source>Record every</source>
        <translation>录制间隔</translation>
    </message>
    <message>
        <source>Every n-th evaluation match is kept as a replay; 0: none.</source>
        <translation>每 n 场评估对局保留一场为回放；0：不保留。</translation>
    </message>
    <message>
        <source>Curve points every</source>
        <translation>曲线点间隔</translation>
    </message>
    <message>
        <source>Metrics are averaged over this time before they are stored and shown; 0: every update.</source>
        <translation>指标在此时间内取平均后再存储和显示；0：每次更新。</translation>
    </message>
    <message>
        <source>Checkpoint every</source>
        <translation>检查点间隔</translation>
    </message>
    <message>
        <source>Training time between checkpoints, from which an interrupted run can be resumed; 0: only when it is paused or stopped.</source>
        <translation>检查点之间的训练时间，中断的运行可从检查点继续；0：仅在暂停或停止时。</translation>
    </message>
    <message>
        <source>Checkpoints kept</source>
        <translation>保留的检查点</translation>
    </message>
    <message>
        <source>So many of the newest checkpoints are kept, and the one with the best Elo; 0: none are taken, and the run cannot be resumed.</source>
        <translation>保留这么多个最新的检查点，外加 Elo 最高的一个；0：不写检查点，运行无法继续。</translation>
    </message>
    <message>
        <source>Load of the machine every</source>
        <translation>机器负载间隔</translation>
    </message>
    <message>
        <source>How often the use of processors, memory and graphics cards is measured and stored as curves; 0: never.</source>
        <translation>多久测量一次处理器、内存和显卡的使用情况并存为曲线；0：从不。</translation>
    </message>
    <message>
        <source>Alert when</source>
        <translation>提醒条件</translation>
    </message>
    <message>
        <source>Conditions on curves, each told once when it holds: entropy &lt; 0.05, or elo &gt; 1300 for 3 evaluations.</source>
        <translation>关于曲线的条件，每条成立时提醒一次：entropy &lt; 0.05，或 elo &gt; 1300 for 3 evaluations。</translation>
    </message>
    <message>
        <source>Alert at the end</source>
        <translation>结束时提醒</translation>
    </message>
    <message>
        <source>Tell when the run finishes or fails.</source>
        <translation>运行完成或失败时提醒。</translation>
    </message>
    <message>
        <source>Alert when it stalls</source>
        <translation>停滞时提醒</translation>
    </message>
    <message>
        <source>Tell when no update is learned for so long, pauses excluded; 0: never.</source>
        <translation>这么长时间没有完成更新时提醒，暂停不计；0：从不。</translation>
    </message>
    <message>
        <source>Alert on bad numbers</source>
        <translation>数值异常时提醒</translation>
    </message>
    <message>
        <source>Tell when an update gives a number that is not finite. The run then fails anyway, with its last good weights kept.</source>
        <translation>更新得出非有限数值时提醒。此时运行总会失败，并保留最后的有效权重。</translation>
    </message>
    <message>
        <source>Game</source>
        <translation>游戏</translation>
    </message>
    <message>
        <source>The game to be learned.</source>
        <translation>要学习的游戏。</translation>
    </message>
    <message>
        <source>Main agents</source>
        <translation>主智能体</translation>
    </message>
    <message>
        <source>Learners that never start again and must hold their own against everybody.</source>
        <translation>从不重置的学习者，必须能应对所有对手。</translation>
    </message>
    <message>
        <source>Main exploiters</source>
        <translation>主利用者</translation>
    </message>
    <message>
        <source>Learners that look for what beats the main agent of now, then start again.</source>
        <translation>寻找能击败当前主智能体的策略，然后重置的学习者。</translation>
    </message>
    <message>
        <source>League exploiters</source>
        <translation>联盟利用者</translation>
    </message>
    <message>
        <source>Learners that look for what beats the whole league; start again now and then.</source>
        <translation>寻找能击败整个联盟的策略、并不时重置的学习者。</translation>
    </message>
    <message>
        <source>Specific exploiters</source>
        <translation>专项利用者</translation>
    </message>
    <message>
        <source>Main exploiters that start from weights trained against a bot of their own.</source>
        <translation>从各自针对某个机器人训练出的权重出发的主利用者。</translation>
    </message>
    <message>
        <source>Evolutionary exploiters</source>
        <translation>进化利用者</translation>
    </message>
    <message>
        <source>Learners that go on from whichever of their kind does best against the main agent.</source>
        <translation>从同类中对主智能体表现最好者继续学习的学习者。</translation>
    </message>
    <message>
        <source>Adaptive evolutionary exploiters</source>
        <translation>自适应进化利用者</translation>
    </message>
    <message>
        <source>Learners that go on from a leaf of their kind that is about as strong as the main agent; without one they start again.</source>
        <translation>从同类中与主智能体实力相近的叶节点继续学习的学习者；没有这样的叶节点时重置。</translation>
    </message>
    <message>
        <source>Opponents of evolutionary exploiters</source>
        <translation>进化利用者的对手</translation>
    </message>
    <message>
        <source>Inheritance combines with the opponents and the start of this role.</source>
        <translation>继承与该角色的对手和起点结合使用。</translation>
    </message>
    <message>
        <source>Share of a main agent</source>
        <translation>主智能体的份额</translation>
    </message>
    <message>
        <source>Trained steps of a main agent for each step of an exploiter.</source>
        <translation>利用者每训练一步，主智能体训练的步数。</translation>
    </message>
    <message>
        <source>Common start</source>
        <translation>共同起点</translation>
    </message>
    <message>
        <source>Steps of self-play before the league begins; every reset goes back to these weights.</source>
        <translation>联盟开始前自我对弈的步数；每次重置都回到这些权重。</translation>
    </message>
    <message>
        <source>Bots of specific exploiters</source>
        <translation>专项利用者的机器人</translation>
    </message>
    <message>
        <source>Against which the starts of specific exploiters are trained, in turn.</source>
        <translation>依次用来训练专项利用者起点的对手。</translation>
    </message>
    <message>
        <source>Specific start</source>
        <translation>特定起点</translation>
    </message>
    <message>
        <source>Steps that a specific exploiter trains against its bot, from the common start.</source>
        <translation>专项利用者从共同起点出发、对其机器人训练的步数。</translation>
    </message>
    <message>
        <source>Main period, at least</source>
        <translation>主智能体周期下限</translation>
    </message>
    <message>
        <source>A main agent&apos;s learning period is not judged earlier. Equal to the most: by steps alone.</source>
        <translation>在此之前不评判主智能体的学习周期。与上限相等时只看步数。</translation>
    </message>
    <message>
        <source>Main period, at most</source>
        <translation>主智能体周期上限</translation>
    </message>
    <message>
        <source>Then a copy of a main agent enters the league in any case.</source>
        <translation>到此时主智能体的副本无论如何都进入联盟。</translation>
    </message>
    <message>
        <source>Exploiter period, at least</source>
        <translation>利用者周期下限</translation>
    </message>
    <message>
        <source>An exploiter&apos;s learning period is not judged earlier.</source>
        <translation>在此之前不评判利用者的学习周期。</translation>
    </message>
    <message>
        <source>Exploiter period, at most</source>
        <translation>利用者周期上限</translation>
    </message>
    <message>
        <source>Then a copy of an exploiter enters the league in any case.</source>
        <translation>到此时利用者的副本无论如何都进入联盟。</translation>
    </message>
    <message>
        <source>Win rate that ends a period</source>
        <translation>结束周期的胜率</translation>
    </message>
    <message>
        <source>Against those whom the role is judged by; the smallest of theirs must be above.</source>
        <translation>针对评判该角色的对手；其中最低的胜率必须高于此值。</translation>
    </message>
    <message>
        <source>Matches for a verdict</source>
        <translation>评判所需对局数</translation>
    </message>
    <message>
        <source>With fewer matches against somebody the win rate ends no period.</source>
        <translation>与某个对手的对局少于此数时，胜率不会结束周期。</translation>
    </message>
    <message>
        <source>Reset of league exploiters</source>
        <translation>联盟利用者的重置</translation>
    </message>
    <message>
        <source>Probability that a league exploiter starts again at the end of a period.</source>
        <translation>联盟利用者在周期结束时重置的概率。</translation>
    </message>
    <message>
        <source>Shares of a main agent&apos;s matches</source>
        <translation>主智能体对局的占比</translation>
    </message>
    <message>
        <source>Self-play, history, forgotten players: 35, 50, 15 % (alphastar), 25, 60, 15 % (tstarbot_x) or the three shares below (custom).</source>
        <translation>自我对弈、历史、被遗忘的玩家：35、50、15%（alphastar），25、60、15%（tstarbot_x），或下面的三个占比（custom）。</translation>
    </message>
    <message>
        <source>Share of self-play</source>
        <translation>自我对弈占比</translation>
    </message>
    <message>
        <source>Custom shares are divided by their sum.</source>
        <translation>自定义占比会除以它们的总和。</translation>
    </message>
    <message>
        <source>Share of history</source>
        <translation>历史占比</translation>
    </message>
    <message>
        <source>Prioritised fictitious self-play against all frozen players.</source>
        <translation>与所有冻结玩家进行优先虚拟自我对弈（PFSP）。</translation>
    </message>
    <message>
        <source>Share of forgotten players</source>
        <translation>被遗忘玩家占比</translation>
    </message>
    <message>
        <source>Frozen players that the main agent no longer beats; none: self-play.</source>
        <translation>主智能体不再能击败的冻结玩家；没有时自我对弈。</translation>
    </message>
    <message>
        <source>Weighting of history</source>
        <translation>历史的加权</translation>
    </message>
    <message>
        <source>Of the win rate x against a candidate: squared (1 - x)^2, variance x (1 - x), linear 1 - x, linear_capped min(1/2, 1 - x), uniform.</source>
        <translation>按对候选者的胜率 x：squared 为 (1 - x)^2，variance 为 x (1 - x)，linear 为 1 - x，linear_capped 为 min(1/2, 1 - x)，uniform 为均匀。</translation>
    </message>
    <message>
        <source>Forgotten exploiter below</source>
        <translation>被遗忘利用者的阈值</translation>
    </message>
    <message>
        <source>Frozen exploiters against which the main agent wins less than this.</source>
        <translation>主智能体对其胜率低于此值的冻结利用者。</translation>
    </message>
    <message>
        <source>Forgotten main agent below</source>
        <translation>被遗忘主智能体的阈值</translation>
    </message>
    <message>
        <source>Earlier selves against which the main agent wins less than this.</source>
        <translation>主智能体对其胜率低于此值的早期自身。</translation>
    </message>
    <message>
        <source>One forgotten lets all in</source>
        <translation>有一个被遗忘则全部入选</translation>
    </message>
    <message>
        <source>As in AlphaStar; else only the forgotten ones are candidates.</source>
        <translation>与 AlphaStar 相同；否则只有被遗忘的才是候选。</translation>
    </message>
    <message>
        <source>Main agent too strong below</source>
        <translation>主智能体过强的阈值</translation>
    </message>
    <message>
        <source>Below this win rate an exploiter meets earlier main agents instead.</source>
        <translation>胜率低于此值时，利用者改为与较早的主智能体对局。</translation>
    </message>
    <message>
        <source>And met all the same</source>
        <translation>仍然与其对局</translation>
    </message>
    <message>
        <source>Probability of the main agent of now although it is too strong.</source>
        <translation>当前主智能体虽过强仍被选中的概率。</translation>
    </message>
    <message>
        <source>Weighting of league exploiters</source>
        <translation>联盟利用者的加权</translation>
    </message>
    <message>
        <source>Of all frozen players, by the win rate against them.</source>
        <translation>在所有冻结玩家中，按对其胜率加权。</translation>
    </message>
    <message>
        <source>Inheritance window from</source>
        <translation>继承窗口下限</translation>
    </message>
    <message>
        <source>Smallest win rate against the main agent that is still inherited from.</source>
        <translation>仍可被继承的对主智能体的最低胜率。</translation>
    </message>
    <message>
        <source>Inheritance window to</source>
        <translation>继承窗口上限</translation>
    </message>
    <message>
        <source>Greatest win rate against the main agent that is still inherited from.</source>
        <translation>仍可被继承的对主智能体的最高胜率。</translation>
    </message>
    <message>
        <source>Matches for inheritance</source>
        <translation>继承所需对局数</translation>
    </message>
    <message>
        <source>Against the main agent of now; missing ones are played before anything is decided.</source>
        <translation>与当前主智能体的对局；不足的会先补打再作决定。</translation>
    </message>
    <message>
        <source>Candidates for inheritance</source>
        <translation>继承候选数</translation>
    </message>
    <message>
        <source>At most so many are looked at, those that fit best by what is known.</source>
        <translation>最多考察这么多个，取已知最合适的。</translation>
    </message>
    <message>
        <source>Fading of results</source>
        <translation>结果的衰减</translation>
    </message>
    <message>
        <source>Each match between two players multiplies the weight of their earlier ones.</source>
        <translation>两个玩家每打一场，之前对局的权重都乘以此值。</translation>
    </message>
    <message>
        <source>Matches for a win rate</source>
        <translation>计胜率所需对局数</translation>
    </message>
    <message>
        <source>With fewer the win rate counts as one half.</source>
        <translation>少于此数时胜率按一半计。</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>self_play: one learner that meets its own past. league: a population of learners with roles that meet each other. Each has options of its own.</source>
        <translation>self_play：一个学习者，与自己的过去对局。league：一群各有角色的学习者，彼此对局。两种方式各有自己的选项。</translation>
    </message>
</context>
<context>
    <name>Ppo</name>
    <message>
        <source>Hidden layers</source>
        <translation>隐藏层</translation>
    </message>
    <message>
        <source>Width of each hidden layer of the network, from the first to the last.</source>
        <translation>网络各隐藏层的宽度，从第一层到最后一层。</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>激活函数</translation>
    </message>
    <message>
        <source>What each hidden unit does with its sum.</source>
        <translation>每个隐藏单元如何处理其加权和。</translation>
    </message>
    <message>
        <source>Separate critic</source>
        <translation>独立的评论家</translation>
    </message>
    <message>
        <source>Whether the value estimate has hidden layers of its own.</source>
        <translation>价值估计是否有自己的隐藏层。</translation>
    </message>
    <message>
        <source>Normalise observations</source>
        <translation>归一化观测</translation>
    </message>
    <message>
        <source>Shift and scale each observed number by its running mean and deviation; they are stored with the weights.</source>
        <translation>用滑动均值与标准差平移并缩放观测的每个数字；它们与权重一起存储。</translation>
    </message>
    <message>
        <source>Gradients by</source>
        <translation>梯度计算方式</translation>
    </message>
    <message>
        <source>How gradients are computed: native is fastest for small networks, generic needs LibTorch. Auto is native while no hidden layer is wider than 256.</source>
        <translation>梯度如何计算：native 对小型网络最快，generic 需要 LibTorch。只要没有宽于 256 的隐藏层，auto 就等于 native。</translation>
    </message>
    <message>
        <source>Matches at once</source>
        <translation>同时进行的对局</translation>
    </message>
    <message>
        <source>Matches that are played side by side to collect experience.</source>
        <translation>为收集经验而并行进行的对局数。</translation>
    </message>
    <message>
        <source>Steps an update</source>
        <translation>每次更新的步数</translation>
    </message>
    <message>
        <source>Steps that each match advances between two updates of the weights.</source>
        <translation>每场对局在两次权重更新之间前进的步数。</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>训练轮数</translation>
    </message>
    <message>
        <source>How often each update goes through the collected experience.</source>
        <translation>每次更新将收集到的经验使用几遍。</translation>
    </message>
    <message>
        <source>Minibatches</source>
        <translation>小批量数</translation>
    </message>
    <message>
        <source>Parts into which the experience is cut in each epoch; the weights move once a part.</source>
        <translation>每轮将经验分成几份；每份更新一次权重。</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Size of the steps of the optimiser (Adam).</source>
        <translation>优化器（Adam）的步长。</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>学习率调度</translation>
    </message>
    <message>
        <source>How the learning rate moves to its final value over the run.</source>
        <translation>学习率在运行中如何变到最终值。</translation>
    </message>
    <message>
        <source>Final learning rate</source>
        <translation>最终学习率</translation>
    </message>
    <message>
        <source>Learning rate at the end of a linear or cosine schedule.</source>
        <translation>线性或余弦调度结束时的学习率。</translation>
    </message>
    <message>
        <source>Discount</source>
        <translation>折扣因子</translation>
    </message>
    <message>
        <source>Worth of a reward one step later; near 1 looks far ahead.</source>
        <translation>晚一步得到的奖励所值的比例；越接近 1 看得越远。</translation>
    </message>
    <message>
        <source>Trace decay</source>
        <translation>GAE λ</translation>
    </message>
    <message>
        <source>Lambda of the generalised advantage: 0 trusts the critic, 1 the rewards.</source>
        <translation>广义优势估计的 λ：0 信任评论家，1 信任奖励。</translation>
    </message>
    <message>
        <source>Clip range</source>
        <translation>裁剪范围</translation>
    </message>
    <message>
        <source>How far an update may move the probability of an action, as a ratio.</source>
        <translation>一次更新最多将动作的概率改变多少，以比率计。</translation>
    </message>
    <message>
        <source>Value clip range</source>
        <translation>价值裁剪范围</translation>
    </message>
    <message>
        <source>How far an update may move a value estimate; 0 does not limit it.</source>
        <translation>一次更新最多将价值估计改变多少；0 表示不限制。</translation>
    </message>
    <message>
        <source>Weight of the value loss</source>
        <translation>价值损失权重</translation>
    </message>
    <message>
        <source>Share of the critic&apos;s error in the total loss.</source>
        <translation>评论家的误差在总损失中的比重。</translation>
    </message>
    <message>
        <source>Entropy bonus</source>
        <translation>熵奖励</translation>
    </message>
    <message>
        <source>Reward for staying undecided, which keeps the agent exploring.</source>
        <translation>对保持犹豫的奖励，使智能体继续探索。</translation>
    </message>
    <message>
        <source>Final entropy bonus</source>
        <translation>最终熵奖励</translation>
    </message>
    <message>
        <source>Entropy bonus at the end of the run, reached along a straight line.</source>
        <translation>运行结束时的熵奖励，沿直线变化到此值。</translation>
    </message>
    <message>
        <source>Largest gradient norm</source>
        <translation>最大梯度范数</translation>
    </message>
    <message>
        <source>A longer gradient is shortened to this; 0 leaves it as it is.</source>
        <translation>更长的梯度会缩短到此值；0 表示保持原样。</translation>
    </message>
    <message>
        <source>Target divergence</source>
        <translation>目标散度</translation>
    </message>
    <message>
        <source>An update ends early once the policy has moved 1.5 times this far (KL divergence); 0 never does.</source>
        <translation>策略变化达到此值的 1.5 倍（KL 散度）时更新提前结束；0 表示从不提前。</translation>
    </message>
    <message>
        <source>Normalise advantages</source>
        <translation>归一化优势</translation>
    </message>
    <message>
        <source>Scale the advantages of each minibatch to mean 0 and deviation 1.</source>
        <translation>将每个小批量的优势缩放为均值 0、标准差 1。</translation>
    </message>
    <message>
        <source>learner.hidden has %1 layers.</source>
        <translation>learner.hidden 有 %1 层。</translation>
    </message>
    <message>
        <source>Networks of more than 16 hidden layers do not learn with this method.</source>
        <translation>超过 16 个隐藏层的网络用此方法学不会。</translation>
    </message>
    <message>
        <source>Give at most 16 widths, for example [64, 64].</source>
        <translation>请最多给出 16 个宽度，例如 [64, 64]。</translation>
    </message>
    <message>
        <source>learner.hidden has a layer of width %1.</source>
        <translation>learner.hidden 中有一层的宽度为 %1。</translation>
    </message>
    <message>
        <source>A layer has from 1 to %1 units.</source>
        <translation>一层有 1 到 %1 个单元。</translation>
    </message>
    <message>
        <source>Give widths in this range, for example [64, 64].</source>
        <translation>请给出此范围内的宽度，例如 [64, 64]。</translation>
    </message>
    <message>
        <source>learner.minibatches is %1, but an update has only %2 rows.</source>
        <translation>learner.minibatches 为 %1，但一次更新只有 %2 行。</translation>
    </message>
    <message>
        <source>The rows of an update are learner.slots times learner.steps; each minibatch needs one.</source>
        <translation>一次更新的行数为 learner.slots 乘以 learner.steps；每个小批量至少需要一行。</translation>
    </message>
    <message>
        <source>Set learner.minibatches to at most %1, or raise learner.steps.</source>
        <translation>请将 learner.minibatches 设为不大于 %1，或增大 learner.steps。</translation>
    </message>
    <message>
        <source>learner.final_learning_rate is above learner.learning_rate.</source>
        <translation>learner.final_learning_rate 大于 learner.learning_rate。</translation>
    </message>
    <message>
        <source>A schedule lowers the learning rate over the run.</source>
        <translation>调度会在运行中降低学习率。</translation>
    </message>
    <message>
        <source>Set learner.final_learning_rate to at most %1.</source>
        <translation>请将 learner.final_learning_rate 设为不大于 %1。</translation>
    </message>
</context>
<context>
    <name>Preset</name>
    <message>
        <source>Rock-paper-scissors: self-play goes round in circles, the exact answer is known</source>
        <translation>石头剪刀布：自我对弈会循环打转，精确解已知</translation>
    </message>
    <message>
        <source>Slime Volleyball learned from self-play alone, in ten minutes</source>
        <translation>仅靠自我对弈学会史莱姆排球，十分钟</translation>
    </message>
    <message>
        <source>Soccer Twos learned from self-play alone, in ten minutes</source>
        <translation>仅靠自我对弈学会双人足球，十分钟</translation>
    </message>
    <message>
        <source>Biased rock-paper-scissors, a table of your own, by self-play</source>
        <translation>不对称石头剪刀布（自定义收益表），自我对弈</translation>
    </message>
    <message>
        <source>Rock-paper-scissors in a small AlphaStar league</source>
        <translation>石头剪刀布，小型 AlphaStar 联盟</translation>
    </message>
    <message>
        <source>Rock-paper-scissors against four kinds of exploiters</source>
        <translation>石头剪刀布，对抗四种利用者</translation>
    </message>
    <message>
        <source>Rock-paper-scissors against exploiters that inherit</source>
        <translation>石头剪刀布，对抗会继承的利用者</translation>
    </message>
    <message>
        <source>Slime Volleyball in a small AlphaStar league, in half an hour</source>
        <translation>史莱姆排球，小型 AlphaStar 联盟，半小时</translation>
    </message>
    <message>
        <source>Slime Volleyball against four kinds of exploiters, in half an hour</source>
        <translation>史莱姆排球，对抗四种利用者，半小时</translation>
    </message>
    <message>
        <source>Slime Volleyball against exploiters that inherit, in half an hour</source>
        <translation>史莱姆排球，对抗会继承的利用者，半小时</translation>
    </message>
    <message>
        <source>Soccer Twos in a small AlphaStar league, in half an hour</source>
        <translation>双人足球，小型 AlphaStar 联盟，半小时</translation>
    </message>
    <message>
        <source>Soccer Twos against four kinds of exploiters, in half an hour</source>
        <translation>双人足球，对抗四种利用者，半小时</translation>
    </message>
    <message>
        <source>Soccer Twos against exploiters that inherit, in half an hour</source>
        <translation>双人足球，对抗会继承的利用者，半小时</translation>
    </message>
    <message>
        <source>Biased rock-paper-scissors, a table of your own, against four kinds of exploiters</source>
        <translation>不对称石头剪刀布（自定义收益表），对抗四种利用者</translation>
    </message>
    <message>
        <source>Biased rock-paper-scissors, a table of your own, in a small AlphaStar league</source>
        <translation>不对称石头剪刀布（自定义收益表），小型 AlphaStar 联盟</translation>
    </message>
    <message>
        <source>Biased rock-paper-scissors, a table of your own, against exploiters that inherit</source>
        <translation>不对称石头剪刀布（自定义收益表），对抗会继承的利用者</translation>
    </message>
</context>
<context>
    <name>Query</name>
    <message>
        <source>is</source>
        <translation>等于</translation>
    </message>
    <message>
        <source>is not</source>
        <translation>不等于</translation>
    </message>
    <message>
        <source>has this pattern in it</source>
        <translation>含有与此模式匹配的部分</translation>
    </message>
    <message>
        <source>has not this pattern in it</source>
        <translation>不含与此模式匹配的部分</translation>
    </message>
    <message>
        <source>is more than, later than</source>
        <translation>大于、晚于</translation>
    </message>
    <message>
        <source>is at least, not before</source>
        <translation>不小于、不早于</translation>
    </message>
    <message>
        <source>is less than, before</source>
        <translation>小于、早于</translation>
    </message>
    <message>
        <source>is at most, not after</source>
        <translation>不大于、不晚于</translation>
    </message>
    <message>
        <source>is one of a list</source>
        <translation>列表中的一个</translation>
    </message>
    <message>
        <source>the opposite of what follows</source>
        <translation>与其后内容相反</translation>
    </message>
    <message>
        <source>both must hold</source>
        <translation>两者都须成立</translation>
    </message>
    <message>
        <source>one must hold</source>
        <translation>其一成立即可</translation>
    </message>
    <message>
        <source>Write a duration such as 20 min or 3 h.</source>
        <translation>请写时长，例如 20 min 或 3 h。</translation>
    </message>
    <message>
        <source>Write a date such as 2026-11-20, today, or an age such as 3 d ago.</source>
        <translation>请写日期，例如 2026-11-20 或 today，或时间差，例如 3 d ago。</translation>
    </message>
    <message>
        <source>Write yes or no.</source>
        <translation>请写 yes 或 no。</translation>
    </message>
    <message>
        <source>Write a number such as 1300, 1.5M or 50 %.</source>
        <translation>请写数字，例如 1300、1.5M 或 50%。</translation>
    </message>
    <message>
        <source>The filter is too long.</source>
        <translation>筛选条件太长。</translation>
    </message>
    <message>
        <source>Shorten it.</source>
        <translation>请将它缩短。</translation>
    </message>
    <message>
        <source>A quotation mark is not closed.</source>
        <translation>引号没有闭合。</translation>
    </message>
    <message>
        <source>Close it.</source>
        <translation>请将它闭合。</translation>
    </message>
    <message>
        <source>A ) closes nothing.</source>
        <translation>多余的 )。</translation>
    </message>
    <message>
        <source>Remove it.</source>
        <translation>请将它删除。</translation>
    </message>
    <message>
        <source>%1 cannot stand here.</source>
        <translation>%1 不能出现在此处。</translation>
    </message>
    <message>
        <source>Put it between quotation marks to search for it.</source>
        <translation>若要搜索它，请放在引号中。</translation>
    </message>
    <message>
        <source>The filter has too many brackets in each other.</source>
        <translation>筛选条件的括号嵌套过多。</translation>
    </message>
    <message>
        <source>Write it with fewer of them.</source>
        <translation>请减少嵌套。</translation>
    </message>
    <message>
        <source>A ( is not closed.</source>
        <translation>( 没有闭合。</translation>
    </message>
    <message>
        <source>The filter ends too early.</source>
        <translation>筛选条件过早结束。</translation>
    </message>
    <message>
        <source>Write a field or a word to search for.</source>
        <translation>请写一个字段，或要搜索的词。</translation>
    </message>
    <message>
        <source>Before %1 stands nothing that it could be about.</source>
        <translation>%1 之前没有它所针对的内容。</translation>
    </message>
    <message>
        <source>Write a field such as %1 before it.</source>
        <translation>请在它之前写一个字段，例如 %1。</translation>
    </message>
    <message>
        <source>There is no field %1.</source>
        <translation>没有名为 %1 的字段。</translation>
    </message>
    <message>
        <source>Did you mean %1?</source>
        <translation>您是否想写 %1？</translation>
    </message>
    <message>
        <source>Press Ctrl+Space for the fields there are.</source>
        <translation>按 Ctrl+Space 查看可用的字段。</translation>
    </message>
    <message>
        <source>%1 cannot be compared by %2.</source>
        <translation>%1 不能用 %2 比较。</translation>
    </message>
    <message>
        <source>It is a text: write = != ~ !~ or in.</source>
        <translation>它是文本：请写 =、!=、~、!~ 或 in。</translation>
    </message>
    <message>
        <source>It is no text: write = != or what orders it.</source>
        <translation>它不是文本：请写 =、!= 或大小比较。</translation>
    </message>
    <message>
        <source>After %1 a value is missing.</source>
        <translation>%1 之后缺少值。</translation>
    </message>
    <message>
        <source>Write the text that it is compared with.</source>
        <translation>请写要与之比较的文本。</translation>
    </message>
    <message>
        <source>%1 is no value.</source>
        <translation>%1 不是值。</translation>
    </message>
    <message>
        <source>%1 is neither yes nor no.</source>
        <translation>%1 既不是 yes 也不是 no。</translation>
    </message>
    <message>
        <source>%1 is no duration.</source>
        <translation>%1 不是时长。</translation>
    </message>
    <message>
        <source>%1 is no number.</source>
        <translation>%1 不是数字。</translation>
    </message>
    <message>
        <source>%1 is no point in time.</source>
        <translation>%1 不是时间点。</translation>
    </message>
    <message>
        <source>After in a list is missing.</source>
        <translation>in 之后缺少列表。</translation>
    </message>
    <message>
        <source>Write it between brackets: %1 in (one, two).</source>
        <translation>请写在括号中：%1 in (one, two)。</translation>
    </message>
    <message>
        <source>The list of %1 is not closed.</source>
        <translation>%1 的列表没有闭合。</translation>
    </message>
    <message>
        <source>Put commas between its values and ) behind the last one.</source>
        <translation>请在各值之间写逗号，并在最后一个之后写 )。</translation>
    </message>
    <message>
        <source>The pattern cannot be searched for.</source>
        <translation>无法按此模式搜索。</translation>
    </message>
    <message>
        <source>Write \ before a sign that stands for itself.</source>
        <translation>若某个符号表示其本身，请在前面写 \。</translation>
    </message>
    <message>
        <source>A ) in the pattern closes nothing.</source>
        <translation>模式中有多余的 )。</translation>
    </message>
    <message>
        <source>The pattern has too many brackets in each other.</source>
        <translation>模式的括号嵌套过多。</translation>
    </message>
    <message>
        <source>The pattern is too large.</source>
        <translation>模式过大。</translation>
    </message>
    <message>
        <source>The pattern repeats from %1 to %2 times, which is not possible.</source>
        <translation>模式要求重复 %1 到 %2 次，这不可能。</translation>
    </message>
    <message>
        <source>A ( in the pattern is not closed.</source>
        <translation>模式中的 ( 没有闭合。</translation>
    </message>
    <message>
        <source>The pattern repeats nothing: before *, + or ? must stand what is repeated.</source>
        <translation>模式没有可重复的内容：*、+ 或 ? 之前必须写要重复的内容。</translation>
    </message>
    <message>
        <source>The pattern ends with a \ that stands before nothing.</source>
        <translation>模式末尾的 \ 之后没有内容。</translation>
    </message>
    <message>
        <source>The pattern refers back to a group (\%1), which is not offered here.</source>
        <translation>模式引用了分组（\%1），此处不支持。</translation>
    </message>
    <message>
        <source>A range in the pattern&apos;s [ ] runs backwards.</source>
        <translation>模式的 [ ] 中有范围首尾颠倒。</translation>
    </message>
    <message>
        <source>A [ in the pattern is not closed.</source>
        <translation>模式中的 [ 没有闭合。</translation>
    </message>
    <message>
        <source>One of those who played; opponent, score, won, lost and drawn are seen from its side, otherwise from side 0</source>
        <translation>参加对局的一个智能体；opponent、score、won、lost 和 drawn 从它这一方来看，否则从 0 方来看</translation>
    </message>
    <message>
        <source>The other side</source>
        <translation>另一方</translation>
    </message>
    <message>
        <source>Name of the game</source>
        <translation>游戏名称</translation>
    </message>
    <message>
        <source>Name of the run that played it</source>
        <translation>进行该对局的运行的名称</translation>
    </message>
    <message>
        <source>Score of the side</source>
        <translation>该方的得分</translation>
    </message>
    <message>
        <source>The side scored more than the other</source>
        <translation>该方得分高于另一方</translation>
    </message>
    <message>
        <source>The side scored less than the other</source>
        <translation>该方得分低于另一方</translation>
    </message>
    <message>
        <source>Both sides scored the same</source>
        <translation>双方得分相同</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>帧数</translation>
    </message>
    <message>
        <source>Why it was played</source>
        <translation>对局的目的</translation>
    </message>
    <message>
        <source>Steps of the run when it was played</source>
        <translation>对局时运行的步数</translation>
    </message>
    <message>
        <source>Seed of the match</source>
        <translation>对局的种子</translation>
    </message>
    <message>
        <source>When it was played</source>
        <translation>对局的时间</translation>
    </message>
    <message>
        <source>It has a replay</source>
        <translation>有回放</translation>
    </message>
    <message>
        <source>Its replay is kept for good</source>
        <translation>回放永久保留</translation>
    </message>
    <message>
        <source>%1 must be asked of something.</source>
        <translation>%1 必须针对某个对象。</translation>
    </message>
    <message>
        <source>Write for example %1.</source>
        <translation>例如写成 %1。</translation>
    </message>
    <message>
        <source>After %1 a name is missing.</source>
        <translation>%1 之后缺少名称。</translation>
    </message>
    <message>
        <source>Press Ctrl+Space for the names there are.</source>
        <translation>按 Ctrl+Space 查看可用的名称。</translation>
    </message>
    <message>
        <source>Close it. A name of several words stands between quotation marks.</source>
        <translation>请补上结尾。由多个词组成的名称要放在引号内。</translation>
    </message>
</context>
<context>
    <name>QueryTexts</name>
    <message>
        <source>No run has a curve called %1: nothing is known of it.</source>
        <translation>没有运行有名为 %1 的曲线：对它一无所知。</translation>
    </message>
</context>
<context>
    <name>Run</name>
    <message>
        <source>Matrix products run at %1 GFLOP/s only (%2), so that training takes several times longer. Install OpenBLAS: apt-get install libopenblas0-pthread.</source>
        <translation>矩阵乘法只有 %1 GFLOP/s（%2），训练因此会慢数倍。请安装 OpenBLAS：apt-get install libopenblas0-pthread。</translation>
    </message>
    <message>
        <source>Evaluation at %1 steps finished</source>
        <translation>第 %1 步的评估已完成</translation>
    </message>
    <message>
        <source>The checkpoint at %1 steps cannot be used; the run goes on from another one. %2</source>
        <translation>%1 步处的检查点不可用；运行从另一个检查点继续。%2</translation>
    </message>
    <message>
        <source>%1 broke off: %2. The run cannot go on; everything it finished is kept, its last weights as a snapshot. Mend the cause, then start from that snapshot.</source>
        <translation>%1时中断：%2。运行无法继续；已完成的内容全部保留，最后的权重存为快照。请排除原因，然后从该快照开始。</translation>
    </message>
    <message>
        <source>Paused: %1</source>
        <translation>已暂停：%1</translation>
    </message>
    <message>
        <source>Left for later. Resuming it goes on from its newest checkpoint.</source>
        <translation>留待以后。继续时会从最新的检查点接着训练。</translation>
    </message>
    <message>
        <source>Resumed at %1 steps</source>
        <translation>从第 %1 步继续</translation>
    </message>
    <message>
        <source>Playing evaluation matches</source>
        <translation>进行评估对局</translation>
    </message>
    <message>
        <source>Playing training episodes</source>
        <translation>进行训练回合</translation>
    </message>
    <message>
        <source>Learning</source>
        <translation>学习</translation>
    </message>
    <message>
        <source>Update %1 produced a number that is not finite (policy loss %2, value loss %3). The weights before it are kept as the last snapshot. Start again from there with a lower learning rate or stronger gradient clipping.</source>
        <translation>第 %1 次更新得出非有限的数值（策略损失 %2，价值损失 %3）。此前的权重已保留为最后的快照。请从那里以更低的学习率或更强的梯度裁剪重新开始。</translation>
    </message>
    <message>
        <source>Update %1 gave a number that is not finite</source>
        <translation>第 %1 次更新得出非有限的数值</translation>
    </message>
    <message>
        <source>Snapshot %1 frozen at %2 steps</source>
        <translation>快照 %1 冻结于第 %2 步</translation>
    </message>
    <message>
        <source>%1: it is %2</source>
        <translation>%1：当前为 %2</translation>
    </message>
    <message>
        <source>%1 came true at %2 steps: it is %3.</source>
        <translation>%1 在第 %2 步成立：当前为 %3。</translation>
    </message>
    <message>
        <source>No update for %1 s</source>
        <translation>已 %1 秒没有更新</translation>
    </message>
    <message>
        <source>Finished after %1 steps</source>
        <translation>已完成，共 %1 步</translation>
    </message>
    <message>
        <source>Failed: %1</source>
        <translation>失败：%1</translation>
    </message>
    <message>
        <source>the self-play</source>
        <translation>自我对弈部分</translation>
    </message>
    <message>
        <source>the evaluation</source>
        <translation>评估部分</translation>
    </message>
    <message>
        <source>the file</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>the running episodes</source>
        <translation>进行中的回合</translation>
    </message>
    <message>
        <source>the curves</source>
        <translation>曲线</translation>
    </message>
    <message>
        <source>the counters</source>
        <translation>计数器</translation>
    </message>
    <message>
        <source>the league</source>
        <translation>联盟</translation>
    </message>
    <message>
        <source>the payoff</source>
        <translation>收益矩阵</translation>
    </message>
    <message>
        <source>No player is left that could learn. The snapshots are kept; the log says what happened to each.</source>
        <translation>已没有能够继续学习的玩家。快照都已保留；日志说明了每个玩家的情况。</translation>
    </message>
    <message>
        <source>It was to go on from snapshot %1, whose weights cannot be had.</source>
        <translation>它本应从快照 %1 继续，但该快照的权重无法取得。</translation>
    </message>
    <message>
        <source>%1 learns no more, the others go on. %2</source>
        <translation>%1 不再学习，其他玩家继续。%2</translation>
    </message>
    <message>
        <source>Snapshot %1 is nobody&apos;s opponent any more. %2</source>
        <translation>快照 %1 不再作为任何人的对手。%2</translation>
    </message>
    <message>
        <source>Playing matches for a decision</source>
        <translation>为裁定进行对局</translation>
    </message>
    <message>
        <source>Matches against it cannot be played.</source>
        <translation>无法与它进行对局。</translation>
    </message>
    <message>
        <source>Snapshot %1 of %2 frozen at %3 steps</source>
        <translation>%2 的快照 %1 在 %3 步时冻结</translation>
    </message>
    <message>
        <source>Another program asked for %1 = %2, which is not taken. %3</source>
        <translation>另一个程序要求 %1 = %2，未被采纳。%3</translation>
    </message>
    <message>
        <source>The common start takes %1 steps (league.root_steps), and the run ends at %2 (run.steps): there never is a league. Make run.steps larger, or league.root_steps smaller.</source>
        <translation>共同起点需要 %1 步（league.root_steps），而运行在 %2 步（run.steps）结束：联盟永远不会开始。请增大 run.steps，或减小 league.root_steps。</translation>
    </message>
</context>
<context>
    <name>RunFields</name>
    <message>
        <source>what the run is called</source>
        <translation>运行的名称</translation>
    </message>
    <message>
        <source>the game that is learned</source>
        <translation>所学的游戏</translation>
    </message>
    <message>
        <source>the preset that it began with</source>
        <translation>开始时所用的预设</translation>
    </message>
    <message>
        <source>running, paused, finished, failed ...</source>
        <translation>running（运行中）、paused（已暂停）、finished（已完成）、failed（失败）等</translation>
    </message>
    <message>
        <source>rating of the newest snapshot, random play at 0</source>
        <translation>最新快照的评分，随机动作为 0</translation>
    </message>
    <message>
        <source>standard error of that rating</source>
        <translation>该评分的标准误</translation>
    </message>
    <message>
        <source>steps done so far</source>
        <translation>至今完成的步数</translation>
    </message>
    <message>
        <source>training time without pauses</source>
        <translation>不含暂停的训练时间</translation>
    </message>
    <message>
        <source>seed of all that is drawn by lot</source>
        <translation>全部随机性的种子</translation>
    </message>
    <message>
        <source>when it began</source>
        <translation>开始时间</translation>
    </message>
    <message>
        <source>when it ended</source>
        <translation>结束时间</translation>
    </message>
    <message>
        <source>how many snapshots it has</source>
        <translation>快照数量</translation>
    </message>
    <message>
        <source>tags that people gave it</source>
        <translation>人为添加的标签</translation>
    </message>
    <message>
        <source>notes about it</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>why it failed or ended early</source>
        <translation>失败或提前结束的原因</translation>
    </message>
    <message>
        <source>runs that were set up together share it</source>
        <translation>一起设置的运行共有的批次</translation>
    </message>
    <message>
        <source>the agent whose weights it began with</source>
        <translation>起始权重所属的智能体</translation>
    </message>
    <message>
        <source>put away; else such runs are not listed</source>
        <translation>已归档；否则不会列出这样的运行</translation>
    </message>
    <message>
        <source>its program ended before it, it can go on</source>
        <translation>程序先于它结束，可以继续</translation>
    </message>
    <message>
        <source>runs in this window</source>
        <translation>在本窗口中运行</translation>
    </message>
    <message>
        <source>newest value of a curve</source>
        <translation>曲线的最新值</translation>
    </message>
    <message>
        <source>largest value of a curve, of a loss the smallest</source>
        <translation>曲线的最大值，损失则取最小值</translation>
    </message>
    <message>
        <source>largest value of a curve</source>
        <translation>曲线的最大值</translation>
    </message>
    <message>
        <source>smallest value of a curve</source>
        <translation>曲线的最小值</translation>
    </message>
</context>
<context>
    <name>RunState</name>
    <message>
        <source>Crashed</source>
        <translation>已崩溃</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation>已中断</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>正在停止</translation>
    </message>
</context>
<context>
    <name>Runs</name>
    <message>
        <source>Elo from %1 to %2</source>
        <translation>Elo 从 %1 到 %2</translation>
    </message>
    <message>
        <source>own file</source>
        <translation>自己的文件</translation>
    </message>
    <message>
        <source>%1: newest value</source>
        <translation>%1：最新值</translation>
    </message>
    <message>
        <source>%1: largest value, of a loss the smallest</source>
        <translation>%1：最大值，损失则取最小值</translation>
    </message>
    <message>
        <source>%1: largest value</source>
        <translation>%1：最大值</translation>
    </message>
    <message>
        <source>%1: smallest value</source>
        <translation>%1：最小值</translation>
    </message>
</context>
<context>
    <name>Sprt</name>
    <message>
        <source>A usual test: from 0 to 5, alpha and beta 0.05.</source>
        <translation>常用的设置：从 0 到 5，alpha 与 beta 均为 0.05。</translation>
    </message>
    <message>
        <source>The two Elo values of the test must lie between -%1 and %1.</source>
        <translation>检验的两个 Elo 值必须在 -%1 与 %1 之间。</translation>
    </message>
    <message>
        <source>The first Elo value of the test (%1) must be below the second (%2).</source>
        <translation>检验的第一个 Elo 值（%1）必须小于第二个（%2）。</translation>
    </message>
    <message>
        <source>alpha and beta must lie above 0 and below 1.</source>
        <translation>alpha 与 beta 必须大于 0 且小于 1。</translation>
    </message>
    <message>
        <source>alpha and beta must be below 1 together.</source>
        <translation>alpha 与 beta 之和必须小于 1。</translation>
    </message>
</context>
<context>
    <name>Torch</name>
    <message>
        <source>The learning module %1 cannot be opened: %2.</source>
        <translation>无法打开学习模块 %1：%2。</translation>
    </message>
    <message>
        <source>What needs LibTorch is not available: training with learner.path = generic.</source>
        <translation>需要 LibTorch 的功能不可用：learner.path = generic 的训练。</translation>
    </message>
    <message>
        <source>Install LibTorch (package libtorch-dev), build again, or set LUDUS_MODULE_DIR to the folder of the module.</source>
        <translation>请安装 LibTorch（软件包 libtorch-dev）并重新构建，或将 LUDUS_MODULE_DIR 设为该模块所在的文件夹。</translation>
    </message>
</context>
<context>
    <name>Unit</name>
    <message>
        <source>s</source>
        <translation>秒</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>步</translation>
    </message>
    <message>
        <source>matches</source>
        <translation>场</translation>
    </message>
    <message>
        <source>snapshots</source>
        <translation>个快照</translation>
    </message>
</context>
<context>
    <name>Why</name>
    <message>
        <source>common start</source>
        <translation>共同起点</translation>
    </message>
    <message>
        <source>self-play</source>
        <translation>自我对弈</translation>
    </message>
    <message>
        <source>main agent of now</source>
        <translation>当前主智能体</translation>
    </message>
    <message>
        <source>history</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>forgotten exploiters</source>
        <translation>被遗忘的利用者</translation>
    </message>
    <message>
        <source>forgotten main agents</source>
        <translation>被遗忘的主智能体</translation>
    </message>
    <message>
        <source>earlier main agents</source>
        <translation>较早的主智能体</translation>
    </message>
    <message>
        <source>scripted bot</source>
        <translation>脚本机器人</translation>
    </message>
    <message>
        <source>evaluation</source>
        <translation>评估</translation>
    </message>
    <message>
        <source>goes on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>frozen, goes on</source>
        <translation>已冻结，继续</translation>
    </message>
    <message>
        <source>frozen, starts again</source>
        <translation>已冻结，重置</translation>
    </message>
    <message>
        <source>frozen, inherits</source>
        <translation>已冻结，继承</translation>
    </message>
    <message>
        <source>matches are missing</source>
        <translation>对局不足</translation>
    </message>
    <message>
        <source>frozen out</source>
        <translation>停止参与</translation>
    </message>
    <message>
        <source>snapshot lost</source>
        <translation>快照丢失</translation>
    </message>
    <message>
        <source>most steps</source>
        <translation>达到最多步数</translation>
    </message>
    <message>
        <source>win rate</source>
        <translation>胜率</translation>
    </message>
    <message>
        <source>common start made</source>
        <translation>共同起点已就绪</translation>
    </message>
    <message>
        <source>own start made</source>
        <translation>自己的起点已就绪</translation>
    </message>
    <message>
        <source>diverged</source>
        <translation>已发散</translation>
    </message>
    <message>
        <source>weights missing</source>
        <translation>权重缺失</translation>
    </message>
    <message>
        <source>matches cannot be played</source>
        <translation>无法进行对局</translation>
    </message>
    <message>
        <source>Fewest steps of a period reached</source>
        <translation>已达到周期的最少步数</translation>
    </message>
    <message>
        <source>Most steps of a period reached</source>
        <translation>已达到周期的最多步数</translation>
    </message>
    <message>
        <source>Smallest win rate above the limit</source>
        <translation>最低胜率高于阈值</translation>
    </message>
    <message>
        <source>Enough matches against each</source>
        <translation>与每个对手的对局数足够</translation>
    </message>
    <message>
        <source>Number below the chance of a reset</source>
        <translation>随机数小于重置概率</translation>
    </message>
    <message>
        <source>Enough matches of each candidate</source>
        <translation>每个候选者的对局数足够</translation>
    </message>
    <message>
        <source>Win rate not below the window</source>
        <translation>胜率不低于窗口</translation>
    </message>
    <message>
        <source>Win rate not above the window</source>
        <translation>胜率不高于窗口</translation>
    </message>
    <message>
        <source>Steps of the start reached</source>
        <translation>已达到训练起点的步数</translation>
    </message>
    <message>
        <source>%1 plays itself to make the common start.</source>
        <translation>%1 与自己对局，以训练出共同起点。</translation>
    </message>
    <message>
        <source>%1 meets %2 to make its own start.</source>
        <translation>%1 与 %2 对局，以训练出自己的起点。</translation>
    </message>
    <message>
        <source>%1 meets %2 because a verdict waits for it.</source>
        <translation>%1 与 %2 对局，因为有评判在等待结果。</translation>
    </message>
    <message>
        <source>%1 meets itself.</source>
        <translation>%1 与自己对局。</translation>
    </message>
    <message>
        <source>%1 meets %2.</source>
        <translation>%1 与 %2 对局。</translation>
    </message>
    <message>
        <source>%1 goes on in period %2.</source>
        <translation>%1 在第 %2 周期继续。</translation>
    </message>
    <message>
        <source>A copy of %1 became the common start of all learners.</source>
        <translation>%1 的副本成为全部学习者的共同起点。</translation>
    </message>
    <message>
        <source>A copy of %1 became its own start.</source>
        <translation>%1 的副本成为它自己的起点。</translation>
    </message>
    <message>
        <source>A copy of %1 entered the league at the end of period %2; %1 went on with its weights.</source>
        <translation>第 %2 周期结束时，%1 的副本进入联盟；%1 以自己的权重继续。</translation>
    </message>
    <message>
        <source>A copy of %1 entered the league at the end of period %2; %1 started again from %3.</source>
        <translation>第 %2 周期结束时，%1 的副本进入联盟；%1 从 %3 重新开始。</translation>
    </message>
    <message>
        <source>A copy of %1 entered the league at the end of period %2; %1 went on from %3.</source>
        <translation>第 %2 周期结束时，%1 的副本进入联盟；%1 从 %3 继续。</translation>
    </message>
    <message>
        <source>At the end of period %2 of %1 matches were missing; they are played first.</source>
        <translation>%1 的第 %2 周期结束时对局不足；先补打缺少的对局。</translation>
    </message>
    <message>
        <source>%1 was frozen out: it learns no more, the others go on.</source>
        <translation>%1 已停止参与：它不再学习，其他学习者继续。</translation>
    </message>
    <message>
        <source>The snapshot %1 was lost and is nobody&apos;s opponent any more.</source>
        <translation>快照 %1 已丢失，不再是任何人的对手。</translation>
    </message>
    <message>
        <source>The period had as many steps as it may have.</source>
        <translation>该周期已达到允许的最多步数。</translation>
    </message>
    <message>
        <source>Its smallest win rate was above the limit.</source>
        <translation>它的最低胜率高于阈值。</translation>
    </message>
    <message>
        <source>It was trained for as many steps as were asked for.</source>
        <translation>它已训练满所要求的步数。</translation>
    </message>
    <message>
        <source>An update gave a number that is not finite.</source>
        <translation>某次更新得出非有限的数值。</translation>
    </message>
    <message>
        <source>Its weights could not be read.</source>
        <translation>它的权重无法读取。</translation>
    </message>
    <message>
        <source>Matches that its verdict waited for could not be played.</source>
        <translation>评判所等待的对局无法进行。</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>value and half width</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 至 %2</translation>
    </message>
</context>
<context>
    <name>agents</name>
    <message>
        <source>The agent %1 does not fit: %2.</source>
        <translation>智能体 %1 不适合：%2。</translation>
    </message>
    <message>
        <source>It cannot take a side in a match of this game.</source>
        <translation>它不能在此游戏的对局中占据一方。</translation>
    </message>
    <message>
        <source>Choose the game that the agent was made for, or another agent.</source>
        <translation>请选择该智能体所属的游戏，或选择其他智能体。</translation>
    </message>
    <message>
        <source>The agent %1 cannot be read: %2.</source>
        <translation>无法读取智能体 %1：%2。</translation>
    </message>
    <message>
        <source>Its file is damaged or of another kind, so it cannot play.</source>
        <translation>它的文件已损坏或属于其他类型，因此不能参加对局。</translation>
    </message>
    <message>
        <source>Get the file again and import it anew.</source>
        <translation>请重新获取该文件并再次导入。</translation>
    </message>
</context>
<context>
    <name>games</name>
    <message>
        <source>Inputs</source>
        <translation>输入数</translation>
    </message>
    <message>
        <source>Numbers an observation has.</source>
        <translation>一次观测包含的数字个数。</translation>
    </message>
    <message>
        <source>Density</source>
        <translation>密度</translation>
    </message>
    <message>
        <source>Share of ones among zeros in an observation; 0 fills it with numbers from -1 to 1.</source>
        <translation>观测中 1 相对于 0 的比例；0 表示用 -1 到 1 之间的数字填充。</translation>
    </message>
    <message>
        <source>Free</source>
        <translation>零开销</translation>
    </message>
    <message>
        <source>A game of no cost, by which learners are measured.</source>
        <translation>没有计算开销的游戏，用来测量学习者。</translation>
    </message>
    <message>
        <source>The game has no complete table of payoffs, so it cannot be played.</source>
        <translation>游戏没有完整的收益矩阵，因此无法进行。</translation>
    </message>
    <message>
        <source>Write one number a cell, blanks between numbers and &quot;;&quot; between rows, for example &quot;0 -1 1; 1 0 -1; -1 1 0&quot;.</source>
        <translation>请每格写一个数字，数字之间用空格、行之间用“;”分隔，例如“0 -1 1; 1 0 -1; -1 1 0”。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; in the payoff table is not a number.</source>
        <translation>收益矩阵中的“%1”不是数字。</translation>
    </message>
    <message>
        <source>The payoff table has an empty row, rows of different lengths, or more than %1 rows or columns.</source>
        <translation>收益矩阵中有空行或长度不同的行，或者行或列超过 %1。</translation>
    </message>
    <message>
        <source>Payoffs of the row side</source>
        <translation>行方的收益</translation>
    </message>
    <message>
        <source>What the row side gets, a number a cell, rows separated by &quot;;&quot;.</source>
        <translation>行方所得，每格一个数字，行之间用“;”分隔。</translation>
    </message>
    <message>
        <source>Payoffs of the column side</source>
        <translation>列方的收益</translation>
    </message>
    <message>
        <source>What the column side gets, in the same form. Empty: what the row side loses.</source>
        <translation>列方所得，写法相同。留空：等于行方所失。</translation>
    </message>
    <message>
        <source>Rounds</source>
        <translation>轮数</translation>
    </message>
    <message>
        <source>Rounds an episode. With more than one, each side sees the last choices.</source>
        <translation>每个回合的轮数。多于一轮时，双方都能看到上一轮的选择。</translation>
    </message>
    <message>
        <source>Rock-paper-scissors</source>
        <translation>石头剪刀布</translation>
    </message>
    <message>
        <source>Each choice beats one and loses to the other; only even play is safe.</source>
        <translation>每种选择胜一种、负一种；只有均匀出招才是安全的。</translation>
    </message>
    <message>
        <source>Matching pennies</source>
        <translation>猜硬币</translation>
    </message>
    <message>
        <source>The row side wins when both coins show the same, the column side when not.</source>
        <translation>两枚硬币相同则行方获胜，不同则列方获胜。</translation>
    </message>
    <message>
        <source>Matrix game</source>
        <translation>矩阵博弈</translation>
    </message>
    <message>
        <source>Both sides choose at once, and a table of your own says what each gets.</source>
        <translation>双方同时选择，各自所得由您自己的表格决定。</translation>
    </message>
    <message>
        <source>The payoff tables of the two sides differ in size.</source>
        <translation>双方的收益矩阵大小不同。</translation>
    </message>
    <message>
        <source>There is no game &quot;%1&quot;.</source>
        <translation>没有名为“%1”的游戏。</translation>
    </message>
    <message>
        <source>Nothing was started.</source>
        <translation>没有启动任何内容。</translation>
    </message>
    <message>
        <source>Did you mean &quot;%1&quot;? The games are: %2.</source>
        <translation>您是否想写“%1”？可用的游戏有：%2。</translation>
    </message>
    <message>
        <source>The games are: %1.</source>
        <translation>可用的游戏有：%1。</translation>
    </message>
    <message>
        <source>%1 has no bot &quot;%2&quot;.</source>
        <translation>%1 没有名为“%2”的机器人。</translation>
    </message>
    <message>
        <source>It cannot take part in a match.</source>
        <translation>它不能参加对局。</translation>
    </message>
    <message>
        <source>Did you mean &quot;%1&quot;? Its bots are: %2.</source>
        <translation>您是否想写“%1”？它的机器人有：%2。</translation>
    </message>
    <message>
        <source>Its bots are: %1.</source>
        <translation>它的机器人有：%1。</translation>
    </message>
    <message>
        <source>A stored state of %1 is damaged, or is of another game or version.</source>
        <translation>%1 的一个已存储状态已损坏，或来自其他游戏或版本。</translation>
    </message>
    <message>
        <source>The match cannot be continued from it.</source>
        <translation>对局无法从它继续。</translation>
    </message>
    <message>
        <source>Start the match anew, or play from a state stored earlier.</source>
        <translation>请重新开始对局，或从更早存储的状态继续。</translation>
    </message>
    <message>
        <source>Slime Volleyball</source>
        <translation>史莱姆排球</translation>
    </message>
    <message>
        <source>Two slimes keep a ball in the air; whoever lets it touch the ground loses one of five lives.</source>
        <translation>两只史莱姆让球保持在空中；谁让球落地，谁就失去五条命中的一条。</translation>
    </message>
    <message>
        <source>Players a side</source>
        <translation>每方球员数</translation>
    </message>
    <message>
        <source>How many players each team has.</source>
        <translation>每队有多少名球员。</translation>
    </message>
    <message>
        <source>A player who begins to touch the ball is paid 0.2 times this; matches are decided by goals alone.</source>
        <translation>球员开始触球时得到此值的 0.2 倍；胜负只由进球决定。</translation>
    </message>
    <message>
        <source>Soccer Twos</source>
        <translation>双人足球</translation>
    </message>
    <message>
        <source>Two teams that see by rays push and kick a ball; the first goal wins.</source>
        <translation>两队通过射线观察，推球和踢球；先进球者获胜。</translation>
    </message>
    <message>
        <source>Reward for a touch</source>
        <translation>触球奖励</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>左方</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>右方</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>point for %1</source>
        <translation>得分：%1</translation>
    </message>
    <message>
        <source>point for the left side</source>
        <translation>左方得分</translation>
    </message>
    <message>
        <source>point for the right side</source>
        <translation>右方得分</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>蓝方</translation>
    </message>
    <message>
        <source>Orange</source>
        <translation>橙方</translation>
    </message>
    <message>
        <source>Goals</source>
        <translation>进球</translation>
    </message>
    <message>
        <source>goal for %1</source>
        <translation>进球：%1</translation>
    </message>
    <message>
        <source>goal for Blue</source>
        <translation>蓝方进球</translation>
    </message>
    <message>
        <source>goal for Orange</source>
        <translation>橙方进球</translation>
    </message>
    <message>
        <source>Row player</source>
        <translation>行玩家</translation>
    </message>
    <message>
        <source>Column player</source>
        <translation>列玩家</translation>
    </message>
    <message>
        <source>Payoff</source>
        <translation>收益</translation>
    </message>
    <message>
        <source>payoff for %1</source>
        <translation>%1 获得收益</translation>
    </message>
    <message>
        <source>payoff for the row player</source>
        <translation>行玩家获得收益</translation>
    </message>
    <message>
        <source>payoff for the column player</source>
        <translation>列玩家获得收益</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>比分</translation>
    </message>
    <message>
        <source>point for Blue</source>
        <translation>蓝方得分</translation>
    </message>
    <message>
        <source>point for Orange</source>
        <translation>橙方得分</translation>
    </message>
    <message>
        <source>Both roles</source>
        <translation>双重角色</translation>
    </message>
    <message>
        <source>Each side chooses a row and a column at once and gets the mean of both roles. The sides are alike then, whatever the table.</source>
        <translation>每一方同时选择一行和一列，得到两种角色收益的平均值。这样无论收益表如何，双方都是对等的。</translation>
    </message>
    <message>
        <source>In both roles the payoff table has more than %1 choices.</source>
        <translation>在双重角色下，收益表的选择超过 %1 个。</translation>
    </message>
</context>
<context>
    <name>ludus::bridges::CompareBridge</name>
    <message>
        <source>No further curve</source>
        <translation>没有其他曲线</translation>
    </message>
    <message>
        <source>None of these runs has another curve.</source>
        <translation>这些运行都没有其他曲线。</translation>
    </message>
    <message>
        <source>95 % band</source>
        <translation>95% 置信带</translation>
    </message>
    <message>
        <source>standard deviation</source>
        <translation>标准差</translation>
    </message>
    <message>
        <source>standard error</source>
        <translation>标准误</translation>
    </message>
    <message>
        <source>smallest to largest</source>
        <translation>最小至最大</translation>
    </message>
    <message>
        <source>%1 (n %2)</source>
        <translation>%1（n=%2）</translation>
    </message>
    <message>
        <source>each run</source>
        <translation>每个运行</translation>
    </message>
    <message>
        <source>sweep</source>
        <translation>批次</translation>
    </message>
    <message>
        <source>tag</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>game</source>
        <translation>游戏</translation>
    </message>
    <message>
        <source>preset</source>
        <translation>预设</translation>
    </message>
    <message>
        <source>Option</source>
        <translation>选项</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>组</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>运行数</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>均值</translation>
    </message>
    <message>
        <source>95 % interval, Student&apos;s t</source>
        <translation>95% 区间，Student t 分布</translation>
    </message>
    <message>
        <source>Interquartile mean</source>
        <translation>四分位均值</translation>
    </message>
    <message>
        <source>Mean of the middle half, 95 % bootstrap interval over runs</source>
        <translation>中间一半的均值，按运行自助抽样的 95% 区间</translation>
    </message>
    <message>
        <source>Best</source>
        <translation>最好</translation>
    </message>
    <message>
        <source>Worst</source>
        <translation>最差</translation>
    </message>
    <message>
        <source>%1 (%2 to %3)</source>
        <comment>estimate and interval</comment>
        <translation>%1（%2 至 %3）</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>组</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差值</translation>
    </message>
    <message>
        <source>Of the means, 95 % interval (Welch)</source>
        <translation>均值之差，95% 区间（Welch）</translation>
    </message>
    <message>
        <source>p (Welch)</source>
        <translation>p（Welch）</translation>
    </message>
    <message>
        <source>Welch&apos;s t test, two-sided</source>
        <translation>Welch t 检验，双侧</translation>
    </message>
    <message>
        <source>p (ranks)</source>
        <translation>p（秩）</translation>
    </message>
    <message>
        <source>Mann and Whitney&apos;s U test, two-sided</source>
        <translation>Mann-Whitney U 检验，双侧</translation>
    </message>
    <message>
        <source>p adjusted</source>
        <translation>校正后的 p</translation>
    </message>
    <message>
        <source>p (ranks) after Holm&apos;s correction for the number of pairs</source>
        <translation>按组对的数量作 Holm 校正后的 p（秩）</translation>
    </message>
    <message>
        <source>Improvement</source>
        <translation>改进概率</translation>
    </message>
    <message>
        <source>Chance that a run of the first group scores above one of the second, 95 % bootstrap interval</source>
        <translation>第一组的运行得分高于第二组的概率，自助抽样的 95% 区间</translation>
    </message>
    <message>
        <source>%1 against %2</source>
        <comment>groups</comment>
        <translation>%1 对 %2</translation>
    </message>
    <message>
        <source>Group the runs to compare groups: several seeds of one setting make one.</source>
        <translation>要比较各组，请先把运行分组：同一设置的多个种子构成一组。</translation>
    </message>
    <message>
        <source>Tests need two groups with at least two runs each.</source>
        <translation>检验需要两个组，每组至少两个运行。</translation>
    </message>
    <message>
        <source>Last value of %1 of each run</source>
        <translation>每个运行中 %1 的最后值</translation>
    </message>
    <message>
        <source>Best value of %1 of each run</source>
        <translation>每个运行中 %1 的最好值</translation>
    </message>
</context>
<context>
    <name>ludus::bridges::ConfigBridge</name>
    <message>
        <source>0: no limit</source>
        <translation>0：不限</translation>
    </message>
    <message>
        <source>0 or more</source>
        <translation>不小于 0</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 至 %2</translation>
    </message>
    <message>
        <source>at least %1</source>
        <translation>至少 %1</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Game</source>
        <translation>游戏</translation>
    </message>
    <message>
        <source>Self-play</source>
        <translation>自我对弈</translation>
    </message>
    <message>
        <source>Learning</source>
        <translation>学习</translation>
    </message>
    <message>
        <source>Evaluation</source>
        <translation>评估</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>录制</translation>
    </message>
    <message>
        <source>who the learner meets</source>
        <translation>学习者与谁对战</translation>
    </message>
    <message>
        <source>what the Elo curve is made of</source>
        <translation>Elo 曲线由此得出</translation>
    </message>
    <message>
        <source>Evaluation and replays</source>
        <translation>评估与回放</translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>提醒</translation>
    </message>
    <message>
        <source>what the run tells about itself</source>
        <translation>运行会就什么给出提醒</translation>
    </message>
    <message>
        <source>A random seed</source>
        <translation>随机取一个种子</translation>
    </message>
    <message numerus="yes">
        <source>%n value(s), a run each</source>
        <translation>
            <numerusform>%n 个值，各启动一个运行</numerusform>
        </translation>
    </message>
    <message>
        <source>such as elo &gt; 1300</source>
        <translation>例如 elo &gt; 1300</translation>
    </message>
    <message>
        <source>League</source>
        <translation>联盟</translation>
    </message>
    <message>
        <source>who learns, who meets whom, when a period ends</source>
        <translation>谁在学习、谁与谁对局、一个周期何时结束</translation>
    </message>
</context>
<context>
    <name>ludus::bridges::DiskBridge</name>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Together</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>Files that only this run uses; those that others use too are in no row</source>
        <translation>只有此运行使用的文件；与其他运行共用的文件不计入任何一行</translation>
    </message>
    <message>
        <source>Replays</source>
        <translation>回放</translation>
    </message>
    <message>
        <source>Checkpoints</source>
        <translation>检查点</translation>
    </message>
    <message>
        <source>Snapshots</source>
        <translation>快照</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>In the database, roughly</source>
        <translation>在数据库中，约数</translation>
    </message>
    <message numerus="yes">
        <source>%n replay(s)</source>
        <translation>
            <numerusform>%n 个回放</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n checkpoint(s)</source>
        <translation>
            <numerusform>%n 个检查点</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n snapshot(s)</source>
        <translation>
            <numerusform>%n 个快照</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n left-over file(s)</source>
        <translation>
            <numerusform>%n 个残留文件</numerusform>
        </translation>
    </message>
    <message>
        <source>, </source>
        <comment>between the parts of a list</comment>
        <translation>、</translation>
    </message>
</context>
<context>
    <name>ludus::bridges::EloOverlay</name>
    <message>
        <source>Elo</source>
        <translation>Elo</translation>
    </message>
    <message>
        <source>None of these runs was rated yet.</source>
        <translation>这些运行都还没有评分。</translation>
    </message>
</context>
<context>
    <name>ludus::bridges::ExportJob</name>
    <message>
        <source>the folder cannot be made</source>
        <translation>无法创建该文件夹</translation>
    </message>
    <message>
        <source>the disk refuses it</source>
        <translation>磁盘拒绝写入</translation>
    </message>
</context>
<context>
    <name>ludus::bridges::LeagueBridge</name>
    <message>
        <source>random = 0</source>
        <translation>random = 0</translation>
    </message>
    <message>
        <source>The stored events of this league contradict each other from event %1 on. What is shown of later ones is a guess.</source>
        <translation>此联盟保存的事件从事件 %1 起互相矛盾。其后显示的内容只是推测。</translation>
    </message>
    <message>
        <source>root</source>
        <translation>根</translation>
    </message>
    <message>
        <source>untrained</source>
        <translation>未训练</translation>
    </message>
    <message>
        <source>start</source>
        <translation>起点</translation>
    </message>
    <message>
        <source>end</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>%1·%2</source>
        <extracomment>A frozen player: its learner and the period that it closed, &quot;ME 1·10&quot;</extracomment>
        <translation>%1·%2</translation>
    </message>
    <message>
        <source>now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>others</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>bots</source>
        <translation>机器人</translation>
    </message>
    <message>
        <source>Elo by role</source>
        <translation>各角色的 Elo</translation>
    </message>
    <message>
        <source>anchor: random = 0, 95 % band of the main agent</source>
        <translation>基准：random = 0，主智能体的 95% 置信带</translation>
    </message>
    <message>
        <source>No evaluation yet. The first is being played.</source>
        <translation>还没有评估。第一次正在进行。</translation>
    </message>
    <message>
        <source>Forgetting</source>
        <translation>遗忘</translation>
    </message>
    <message>
        <source>main agent against its earlier selves when it was frozen</source>
        <translation>主智能体在被冻结时对较早的自己</translation>
    </message>
    <message>
        <source>Nothing yet: the main agent has to be frozen twice.</source>
        <translation>尚无数据：主智能体须被冻结两次。</translation>
    </message>
    <message>
        <source>win rate of the row, both sides</source>
        <translation>行方的胜率，两方合并</translation>
    </message>
    <message>
        <source>column wins</source>
        <translation>列方胜</translation>
    </message>
    <message>
        <source>row wins</source>
        <translation>行方胜</translation>
    </message>
    <message>
        <source>win rate of the row on side 0 less that on side 1</source>
        <translation>行方在 0 方的胜率减去在 1 方的胜率</translation>
    </message>
    <message>
        <source>win rate of the frozen main agent</source>
        <translation>被冻结的主智能体的胜率</translation>
    </message>
    <message>
        <source>its earlier self wins</source>
        <translation>较早的自己胜</translation>
    </message>
    <message>
        <source>it wins</source>
        <translation>它胜</translation>
    </message>
    <message>
        <source>share of matches</source>
        <translation>对局占比</translation>
    </message>
    <message>
        <source>weight in the equilibrium</source>
        <translation>在均衡中的权重</translation>
    </message>
    <message>
        <source>%1 v %2</source>
        <translation>%1 对 %2</translation>
    </message>
    <message>
        <source>row</source>
        <translation>行</translation>
    </message>
    <message>
        <source>column</source>
        <translation>列</translation>
    </message>
    <message>
        <source>side 0</source>
        <translation>0 方</translation>
    </message>
    <message>
        <source>side 1</source>
        <translation>1 方</translation>
    </message>
    <message>
        <source>frozen main agent</source>
        <translation>被冻结的主智能体</translation>
    </message>
    <message>
        <source>earlier self</source>
        <translation>较早的自己</translation>
    </message>
    <message>
        <source>%1, period %2</source>
        <translation>%1，第 %2 周期</translation>
    </message>
    <message>
        <source>snapshot</source>
        <translation>快照</translation>
    </message>
    <message>
        <source>opponent</source>
        <translation>对手</translation>
    </message>
    <message>
        <source>period</source>
        <translation>周期</translation>
    </message>
    <message>
        <source>weight</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>pairs with enough matches</source>
        <translation>对局数足够的配对</translation>
    </message>
    <message>
        <source>snapshots looked at</source>
        <translation>所考虑的快照</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <extracomment>of the snapshots, so many of so many</extracomment>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>effective diversity</source>
        <translation>有效多样性</translation>
    </message>
    <message>
        <source>random</source>
        <translation>random</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>均值</translation>
    </message>
    <message>
        <source>smallest</source>
        <translation>最低</translation>
    </message>
    <message>
        <source>the common root</source>
        <translation>共同的根</translation>
    </message>
    <message>
        <source>end of period %1</source>
        <translation>第 %1 周期结束</translation>
    </message>
    <message>
        <source>first weights</source>
        <translation>初始权重</translation>
    </message>
    <message>
        <source>start of its own</source>
        <translation>自己的起点</translation>
    </message>
    <message>
        <source>frozen when the run ended</source>
        <translation>运行结束时冻结</translation>
    </message>
    <message>
        <source>not met any more</source>
        <translation>不再被选为对手</translation>
    </message>
    <message>
        <source>Elo %1</source>
        <translation>Elo %1</translation>
    </message>
    <message numerus="yes">
        <source>%n match(es)</source>
        <translation>
            <numerusform>%n 场对局</numerusform>
        </translation>
    </message>
    <message>
        <source>learning</source>
        <translation>学习中</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
</context>
<context>
    <name>ludus::bridges::LeagueComparisonBridge</name>
    <message>
        <source>Measure</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Not played yet</source>
        <translation>尚未对局</translation>
    </message>
    <message>
        <source>Relative performance</source>
        <translation>相对种群表现</translation>
    </message>
    <message>
        <source>Win rate, all pairs</source>
        <translation>全部配对的胜率</translation>
    </message>
    <message>
        <source>Of all matches between the two, each pair as much as any other</source>
        <translation>两个联盟之间的全部对局，各配对同等计入</translation>
    </message>
    <message>
        <source>Elo</source>
        <translation>Elo</translation>
    </message>
    <message>
        <source>Of the main agent&apos;s newest snapshot</source>
        <translation>主智能体最新的快照</translation>
    </message>
    <message>
        <source>Best Elo</source>
        <translation>最高 Elo</translation>
    </message>
    <message>
        <source>Of all its snapshots</source>
        <translation>全部快照中</translation>
    </message>
    <message>
        <source>Diversity</source>
        <translation>多样性</translation>
    </message>
    <message>
        <source>What its snapshots win from each other within their equilibrium: 0 when one beats all others, 0.33 when three beat each other in a circle</source>
        <translation>快照在其均衡中彼此能赢多少：其中一个击败其余全部时为 0，三个循环相克时为 0.33</translation>
    </message>
    <message>
        <source>Win rate of the main agent against its own frozen past, smallest over its opponents</source>
        <translation>主智能体对冻结的自己的胜率，取各对手中的最低值</translation>
    </message>
    <message>
        <source>Own past, smallest</source>
        <translation>自身历史，最低</translation>
    </message>
    <message>
        <source>Own past, mean</source>
        <translation>自身历史，平均</translation>
    </message>
    <message>
        <source>Win rate of the main agent against its own frozen past</source>
        <translation>主智能体对冻结的自己的胜率</translation>
    </message>
    <message>
        <source>Own past, ever</source>
        <translation>自身历史，历次最低</translation>
    </message>
    <message>
        <source>The smallest of all its learning periods</source>
        <translation>全部学习周期中的最低值</translation>
    </message>
    <message>
        <source>at %1 steps</source>
        <translation>在 %1 步时</translation>
    </message>
    <message>
        <source>Cycles</source>
        <translation>循环相克</translation>
    </message>
    <message>
        <source>Three snapshots of which each beats the next in more than 55 %, of all threes within the equilibrium</source>
        <translation>三个快照，每个都以超过 55% 的胜率击败下一个；占均衡中全部三元组之数</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>cycles of triples</comment>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Pairs with a win rate</source>
        <translation>有胜率的配对</translation>
    </message>
    <message>
        <source>Of its own snapshots; the others count as even</source>
        <translation>自己的快照之间；其余按势均力敌计</translation>
    </message>
    <message>
        <source>Snapshots</source>
        <translation>快照</translation>
    </message>
    <message>
        <source>Those that can play, of all</source>
        <translation>能够参与对局的快照数与总数</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>snapshots that can play, of all</comment>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Forgetting</source>
        <translation>遗忘</translation>
    </message>
    <message>
        <source>smallest against own past</source>
        <translation>对自身历史的最低胜率</translation>
    </message>
    <message>
        <source>No main agent has a past to play against yet: it begins with the second freeze.</source>
        <translation>还没有主智能体有可对局的历史：从第二次冻结起才有。</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>run and player</comment>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>snapshot and league</comment>
        <translation>%2 的 %1</translation>
    </message>
    <message>
        <source>Elo %1</source>
        <translation>Elo %1</translation>
    </message>
    <message>
        <source>weight %1 in the equilibrium</source>
        <translation>在均衡中的权重 %1</translation>
    </message>
    <message>
        <source>win rate of the row</source>
        <translation>行方的胜率</translation>
    </message>
    <message>
        <source>row wins</source>
        <translation>行方胜</translation>
    </message>
    <message>
        <source>%1 v %2</source>
        <comment>snapshots of two leagues</comment>
        <translation>%1 对 %2</translation>
    </message>
    <message>
        <source>not played</source>
        <translation>未对局</translation>
    </message>
    <message>
        <source>n</source>
        <translation>n</translation>
    </message>
    <message>
        <source>won</source>
        <translation>胜</translation>
    </message>
    <message>
        <source>drawn</source>
        <translation>平</translation>
    </message>
    <message>
        <source>lost</source>
        <translation>负</translation>
    </message>
    <message numerus="yes">
        <source>The best %1 of %2 against the best %3 of %4, %n match(es) of each pair.</source>
        <translation>
            <numerusform>%2 最好的 %1 个快照对 %4 最好的 %3 个快照，每个配对 %n 场对局。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The newest %1 of %2 against the newest %3 of %4, %n match(es) of each pair.</source>
        <translation>
            <numerusform>%2 最新的 %1 个快照对 %4 最新的 %3 个快照，每个配对 %n 场对局。</numerusform>
        </translation>
    </message>
    <message>
        <source>Stopped: %1 of %2 matches were finished; pairs without any count as even.</source>
        <translation>已停止：完成了 %2 场对局中的 %1 场；没有对局的配对按势均力敌计。</translation>
    </message>
    <message>
        <source>What a league surely wins when both choose their best mixture of snapshots</source>
        <translation>双方都选最佳的快照混合策略时，一个联盟必能赢得的</translation>
    </message>
    <message>
        <source>from −1 to 1; 0 is even</source>
        <translation>从 −1 到 1；0 为势均力敌</translation>
    </message>
    <message>
        <source>… as a win rate</source>
        <translation>换算成胜率</translation>
    </message>
    <message>
        <source>95 % bootstrap interval %1 to %2: the matches of each pair drawn anew, %3 times</source>
        <extracomment>How far the relative performance of two leagues can be trusted.</extracomment>
        <translation>95% 自助区间 %1 到 %2：每一对的对局重新抽取 %3 次</translation>
    </message>
    <message>
        <source>No interval: with so many pairs it would take minutes</source>
        <translation>没有区间：对数太多，需要几分钟</translation>
    </message>
    <message>
        <source>No interval: it was stopped before everything was finished</source>
        <translation>没有区间：未全部完成就已停止</translation>
    </message>
</context>
<context>
    <name>ludus::bridges::LiveForm</name>
    <message>
        <source>End</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>Self-play</source>
        <translation>自我对弈</translation>
    </message>
    <message>
        <source>Learning</source>
        <translation>学习</translation>
    </message>
    <message>
        <source>Evaluation</source>
        <translation>评估</translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>提醒</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>录制</translation>
    </message>
    <message>
        <source>League</source>
        <translation>联盟</translation>
    </message>
</context>
<context>
    <name>ludus::bridges::MachineCheck</name>
    <message numerus="yes">
        <source>%n thread(s)</source>
        <translation>
            <numerusform>%n 个线程</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>%1 free on the disk of the workspace</source>
        <translation>工作区所在磁盘剩余 %1</translation>
    </message>
    <message>
        <source>A day of training with replays takes about 2 GB: free some room, or keep the workspace on another disk.</source>
        <translation>训练一天并录制回放约需 2 GB：请释放一些空间，或把工作区放到其他磁盘。</translation>
    </message>
    <message>
        <source>The disk can only be read: choose a workspace elsewhere.</source>
        <translation>该磁盘只读：请选择别处的工作区。</translation>
    </message>
    <message>
        <source>LibTorch is missing</source>
        <translation>缺少 LibTorch</translation>
    </message>
    <message>
        <source>%1, %2 GFLOP/s on one core</source>
        <translation>%1，单核 %2 GFLOP/s</translation>
    </message>
    <message>
        <source>Large networks train several times slower than they could. Install OpenBLAS: apt-get install libopenblas0-pthread</source>
        <translation>大型网络的训练速度比应有的慢数倍。请安装 OpenBLAS：apt-get install libopenblas0-pthread</translation>
    </message>
    <message>
        <source>LibTorch %1</source>
        <translation>LibTorch %1</translation>
    </message>
    <message>
        <source>Qt %1</source>
        <translation>Qt %1</translation>
    </message>
    <message>
        <source>Linear algebra and LibTorch could not be looked at</source>
        <translation>未能检查线性代数库与 LibTorch</translation>
    </message>
    <message>
        <source>The program ludus-cli, which looks at them, is missing beside this one or did not answer. Install Ludus again, or run: ludus-cli doctor</source>
        <translation>负责检查的程序 ludus-cli 不在本程序旁边，或没有应答。请重新安装 Ludus，或运行：ludus-cli doctor</translation>
    </message>
    <message>
        <source>Networks with layers of at most 256 train without it.</source>
        <translation>层宽不超过 256 的网络不需要它即可训练。</translation>
    </message>
</context>
<context>
    <name>ludus::bridges::MatchBridge</name>
    <message>
        <source>%1 against %2</source>
        <translation>%1 对 %2</translation>
    </message>
    <message>
        <source>seed %1</source>
        <translation>种子 %1</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>action, probability</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>agent, number of the player</comment>
        <translation>%1，%2 号</translation>
    </message>
    <message>
        <source>value of %1 drops by %2</source>
        <translation>%1 的价值下降 %2</translation>
    </message>
    <message>
        <source>value estimate</source>
        <translation>价值估计</translation>
    </message>
</context>
<context>
    <name>ludus::bridges::MatchListBridge</name>
    <message>
        <source>Score</source>
        <translation>比分</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>帧数</translation>
    </message>
    <message>
        <source>Game</source>
        <translation>游戏</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>At step</source>
        <translation>所在步数</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>Played</source>
        <translation>对局时间</translation>
    </message>
    <message>
        <source>Pinned: its replay is never thinned out</source>
        <translation>已固定：其回放不会被清理</translation>
    </message>
    <message>
        <source>Blue side</source>
        <translation>蓝方</translation>
    </message>
    <message>
        <source>Orange side</source>
        <translation>橙方</translation>
    </message>
    <message>
        <source>Goals or points of the blue and of the orange side; with signs, by how much one was ahead</source>
        <translation>蓝方与橙方的进球或得分；带符号时表示领先多少</translation>
    </message>
</context>
<context>
    <name>ludus::bridges::RunBridge</name>
    <message>
        <source>Running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Finishing open matches</source>
        <translation>正在打完进行中的对局</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Finished: %1</source>
        <translation>已完成：%1</translation>
    </message>
    <message>
        <source>Aborted</source>
        <translation>已中止</translation>
    </message>
    <message>
        <source>Failed: %1</source>
        <translation>失败：%1</translation>
    </message>
    <message>
        <source>Alert: %1</source>
        <translation>提醒：%1</translation>
    </message>
    <message>
        <source>learner</source>
        <translation>学习者</translation>
    </message>
    <message>
        <source> against </source>
        <translation> 对 </translation>
    </message>
    <message>
        <source>%1: %2 → %3</source>
        <extracomment>An option of a running run was changed: its name, the old and the new value.</extracomment>
        <translation>%1：%2 → %3</translation>
    </message>
    <message>
        <source>Waiting for the first update: about 2 s.</source>
        <translation>正在等待第一次更新：约 2 秒。</translation>
    </message>
    <message>
        <source>Waiting for the first episode to end.</source>
        <translation>正在等待第一个回合结束。</translation>
    </message>
    <message>
        <source>No evaluation yet. The first is being played.</source>
        <translation>还没有评估。第一次正在进行。</translation>
    </message>
    <message>
        <source>Elo</source>
        <translation>Elo</translation>
    </message>
    <message>
        <source>95 % band, joint fit, random at 0</source>
        <translation>95% 置信带，联合拟合，random 为 0</translation>
    </message>
    <message>
        <source>Win rate in training</source>
        <translation>训练中的胜率</translation>
    </message>
    <message>
        <source>draws count half</source>
        <translation>平局计一半</translation>
    </message>
    <message>
        <source>Score in evaluation</source>
        <translation>评估得分</translation>
    </message>
    <message>
        <source>mean of points won minus lost, 95 % band</source>
        <translation>得分减失分的均值，95% 置信带</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>回报</translation>
    </message>
    <message>
        <source>per episode</source>
        <translation>每回合</translation>
    </message>
    <message>
        <source>Episode length</source>
        <translation>回合长度</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>步</translation>
    </message>
    <message>
        <source>Losses</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Entropy</source>
        <translation>熵</translation>
    </message>
    <message>
        <source>nats</source>
        <translation>nat</translation>
    </message>
    <message>
        <source>Steps per second</source>
        <translation>每秒步数</translation>
    </message>
    <message>
        <source>No measurement of the machine yet.</source>
        <translation>还没有对本机的测量。</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>负载</translation>
    </message>
    <message>
        <source>share of the machine</source>
        <translation>占本机的比例</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>bytes</source>
        <translation>字节</translation>
    </message>
    <message>
        <source>This run has no such metric.</source>
        <translation>此运行没有这个指标。</translation>
    </message>
    <message>
        <source>all episodes</source>
        <translation>全部回合</translation>
    </message>
    <message>
        <source>value</source>
        <translation>价值</translation>
    </message>
    <message>
        <source>policy</source>
        <translation>策略</translation>
    </message>
    <message>
        <source>training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>graphics card</source>
        <translation>显卡</translation>
    </message>
    <message>
        <source>this program</source>
        <translation>本程序</translation>
    </message>
    <message>
        <source>own past</source>
        <translation>自身历史</translation>
    </message>
    <message>
        <source>all programs</source>
        <translation>全部程序</translation>
    </message>
    <message>
        <source>This run was not evaluated.</source>
        <translation>此运行没有评估。</translation>
    </message>
    <message>
        <source>Nothing of this was measured.</source>
        <translation>没有测量此项。</translation>
    </message>
    <message>
        <source>Nothing of this has been measured so far.</source>
        <translation>此项尚未测量。</translation>
    </message>
    <message>
        <source>%1 value</source>
        <extracomment>A learner and which of its losses.</extracomment>
        <translation>%1 价值</translation>
    </message>
    <message>
        <source>%1 policy</source>
        <translation>%1 策略</translation>
    </message>
    <message>
        <source>frozen players</source>
        <translation>冻结玩家</translation>
    </message>
    <message>
        <source>%1 v %2</source>
        <extracomment>A learner of a league and whom it met.</extracomment>
        <translation>%1 对 %2</translation>
    </message>
</context>
<context>
    <name>ludus::bridges::RunDesk</name>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Change tags</source>
        <translation>更改标签</translation>
    </message>
    <message>
        <source>Add a tag</source>
        <translation>添加标签</translation>
    </message>
    <message>
        <source>Remove a tag</source>
        <translation>移除标签</translation>
    </message>
    <message>
        <source>Change the note</source>
        <translation>更改备注</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>归档</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>恢复</translation>
    </message>
</context>
<context>
    <name>ludus::bridges::RunsBridge</name>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Game</source>
        <translation>游戏</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>预设</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>Elo</source>
        <translation>Elo</translation>
    </message>
    <message>
        <source>Newest snapshot, 95 % interval, random at 0</source>
        <translation>最新的快照，95% 区间，random 为 0</translation>
    </message>
    <message>
        <source>Elo curve</source>
        <translation>Elo 曲线</translation>
    </message>
    <message>
        <source>Elo of the snapshots from the first to the newest, each run on its own scale</source>
        <translation>从第一个到最新的快照的 Elo，各运行按各自的刻度</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>开始时间</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message numerus="yes">
        <source>%n run(s)</source>
        <translation>
            <numerusform>%n 个运行</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 running</source>
        <translation>%1 个运行中</translation>
    </message>
    <message>
        <source>%1 failed</source>
        <translation>%1 个失败</translation>
    </message>
    <message>
        <source>mean %1</source>
        <translation>平均 %1</translation>
    </message>
    <message>
        <source>%1 and %2 more</source>
        <translation>%1，另有 %2 个</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Sweep</source>
        <translation>批次</translation>
    </message>
</context>
<context>
    <name>ludus::bridges::ViewerBridge</name>
    <message>
        <source>scripted bot</source>
        <translation>脚本机器人</translation>
    </message>
    <message>
        <source>imported</source>
        <translation>已导入</translation>
    </message>
    <message>
        <source>newest of %1</source>
        <translation>%1 最新的快照</translation>
    </message>
    <message numerus="yes">
        <source>%n snapshot(s)</source>
        <translation>
            <numerusform>%n 个快照</numerusform>
        </translation>
    </message>
    <message>
        <source>best of %1</source>
        <translation>%1 最好的快照</translation>
    </message>
    <message>
        <source>%1, at %2 steps</source>
        <translation>%1，%2 步时</translation>
    </message>
    <message numerus="yes">
        <source>%n match(es)</source>
        <translation>
            <numerusform>%n 场对局</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 and %2 against %3</source>
        <translation>%1 与 %2 对 %3</translation>
    </message>
    <message>
        <source>seed %1</source>
        <translation>种子 %1</translation>
    </message>
    <message>
        <source>same seed %1</source>
        <translation>同一种子 %1</translation>
    </message>
    <message>
        <source>different seeds</source>
        <translation>不同的种子</translation>
    </message>
    <message>
        <source>seed %1  ·  %2</source>
        <translation>种子 %1  ·  %2</translation>
    </message>
</context>
<context>
    <name>ludus::bridges::WhatIfBridge</name>
    <message>
        <source>Opponents</source>
        <translation>对手</translation>
    </message>
    <message>
        <source>Main agents</source>
        <translation>主智能体</translation>
    </message>
    <message>
        <source>whom they meet</source>
        <translation>与谁对局</translation>
    </message>
    <message>
        <source>Exploiters</source>
        <translation>利用者</translation>
    </message>
    <message>
        <source>Periods</source>
        <translation>周期</translation>
    </message>
    <message>
        <source>Learning periods</source>
        <translation>学习周期</translation>
    </message>
    <message>
        <source>no draw depends on them</source>
        <translation>不影响任何抽取</translation>
    </message>
    <message>
        <source>Inheritance</source>
        <translation>继承</translation>
    </message>
    <message>
        <source>no draw depends on it</source>
        <translation>不影响任何抽取</translation>
    </message>
    <message>
        <source>The run waits in the queue. Its options can be changed here once it has begun.</source>
        <translation>运行正在队列中等待。开始之后可在这里更改它的选项。</translation>
    </message>
    <message>
        <source>The run rests. Resume it to change its options while it goes on, or start another one with them.</source>
        <translation>运行已中断。继续运行后可在训练中更改选项，也可用这些选项另开一个运行。</translation>
    </message>
    <message>
        <source>The run is about to end: its options change no more. Start another one with them.</source>
        <translation>运行即将结束：选项不再改变。请用这些选项另开一个运行。</translation>
    </message>
    <message>
        <source>The run has ended: its options change no more. Start another one with them.</source>
        <translation>运行已结束：选项不再改变。请用这些选项另开一个运行。</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 至 %2</translation>
    </message>
    <message>
        <source>%1: %2 → %3</source>
        <comment>an option, its former value, its new one</comment>
        <translation>%1：%2 → %3</translation>
    </message>
    <message>
        <source>Applied: %1. The run obeys from step %2 on; it confirmed that at %3.</source>
        <extracomment>%1: a list of options with their values, %2: steps of the run, %3: a time of day</extracomment>
        <translation>已应用：%1。运行从第 %2 步起照此执行，并于 %3 确认。</translation>
    </message>
</context>
<context>
    <name>ludus::bridges::WhyBridge</name>
    <message>
        <source>Step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>Steps of the run</source>
        <translation>运行的步数</translation>
    </message>
    <message>
        <source>Learner</source>
        <translation>学习者</translation>
    </message>
    <message>
        <source>Opponent</source>
        <translation>对手</translation>
    </message>
    <message>
        <source>Found in</source>
        <translation>途径</translation>
    </message>
    <message>
        <source>Probability</source>
        <translation>概率</translation>
    </message>
    <message>
        <source>Of the opponent among those who could be found there</source>
        <translation>该对手在这一途径的全部候选者中的概率</translation>
    </message>
    <message>
        <source>Win rate</source>
        <translation>胜率</translation>
    </message>
    <message>
        <source>Of the learner against it, as believed then</source>
        <translation>学习者对它的胜率，按当时的估计</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>周期</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>评判</translation>
    </message>
    <message>
        <source>Because of</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Goes on from</source>
        <translation>继续自</translation>
    </message>
    <message>
        <source>Nothing was drawn yet. The first draw comes with the first match.</source>
        <translation>尚未抽取。第一次抽取随第一场对局而来。</translation>
    </message>
    <message>
        <source>This run has no verdict %1. It may have been taken back to an earlier checkpoint.</source>
        <translation>此运行没有评判 %1。它可能已退回较早的检查点。</translation>
    </message>
    <message>
        <source>This run has no draw %1. It may have been taken back to an earlier checkpoint.</source>
        <translation>此运行没有抽取 %1。它可能已退回较早的检查点。</translation>
    </message>
    <message>
        <source>%1 v %2 at %3 steps</source>
        <translation>%1 对 %2，%3 步时</translation>
    </message>
</context>
<context>
    <name>ludus::format</name>
    <message>
        <source>%1&#xa0;%</source>
        <extracomment>A share in percent; %1 is the number. Chinese writes no space.</extracomment>
        <translation>%1%</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 d</source>
        <translation>%1 天</translation>
    </message>
    <message>
        <source>%1 d %2 h</source>
        <translation>%1 天 %2 小时</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 小时</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 小时 %2 分</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 分钟</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 分 %2 秒</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>刚刚</translation>
    </message>
    <message>
        <source>%1 s ago</source>
        <translation>%1 秒前</translation>
    </message>
    <message>
        <source>%1 min ago</source>
        <translation>%1 分钟前</translation>
    </message>
    <message>
        <source>%1 h ago</source>
        <translation>%1 小时前</translation>
    </message>
    <message>
        <source>%1 %2/s</source>
        <translation>%1 %2/秒</translation>
    </message>
    <message>
        <source>, </source>
        <extracomment>Between the parts of a list. Chinese: a full-width comma without a blank.</extracomment>
        <translation>，</translation>
    </message>
</context>
<context>
    <name>ludus::metric</name>
    <message>
        <source>Return</source>
        <translation>回报</translation>
    </message>
    <message>
        <source>per episode</source>
        <translation>每回合</translation>
    </message>
    <message>
        <source>Episode length</source>
        <translation>回合长度</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>步</translation>
    </message>
    <message>
        <source>Policy loss</source>
        <translation>策略损失</translation>
    </message>
    <message>
        <source>size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Value loss</source>
        <translation>价值损失</translation>
    </message>
    <message>
        <source>Entropy</source>
        <translation>熵</translation>
    </message>
    <message>
        <source>nats</source>
        <translation>nat</translation>
    </message>
    <message>
        <source>KL divergence</source>
        <translation>KL 散度</translation>
    </message>
    <message>
        <source>old against new policy</source>
        <translation>旧策略对新策略</translation>
    </message>
    <message>
        <source>Clipped share</source>
        <translation>裁剪比例</translation>
    </message>
    <message>
        <source>of all samples</source>
        <translation>占全部采样</translation>
    </message>
    <message>
        <source>Gradient norm</source>
        <translation>梯度范数</translation>
    </message>
    <message>
        <source>before clipping</source>
        <translation>裁剪之前</translation>
    </message>
    <message>
        <source>Explained variance</source>
        <translation>解释方差</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Steps per second</source>
        <translation>每秒步数</translation>
    </message>
    <message>
        <source>Elo when it was measured</source>
        <translation>测量时的 Elo</translation>
    </message>
    <message>
        <source>95 % band</source>
        <translation>95% 置信带</translation>
    </message>
    <message>
        <source>Processor, this program</source>
        <translation>处理器，本程序</translation>
    </message>
    <message>
        <source>Processor, all programs</source>
        <translation>处理器，全部程序</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>bytes</source>
        <translation>字节</translation>
    </message>
    <message>
        <source>Graphics card</source>
        <translation>显卡</translation>
    </message>
    <message>
        <source>Memory of the graphics card</source>
        <translation>显存</translation>
    </message>
    <message>
        <source>Win rate against %1</source>
        <translation>对 %1 的胜率</translation>
    </message>
    <message>
        <source>draws count half</source>
        <translation>平局计一半</translation>
    </message>
    <message>
        <source>Score against %1</source>
        <translation>对 %1 的得分</translation>
    </message>
    <message>
        <source>Elo</source>
        <translation>Elo</translation>
    </message>
    <message>
        <source>Win rate against own past</source>
        <translation>对自身历史的胜率</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <extracomment>A metric and the learner of a league that it is of.</extracomment>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Win rate against frozen players</source>
        <translation>对冻结玩家的胜率</translation>
    </message>
</context>
<context>
    <name>ludus::models::FormModel</name>
    <message>
        <source>%1 is the least allowed value.</source>
        <translation>允许的最小值为 %1。</translation>
    </message>
    <message>
        <source>%1 is the greatest allowed value.</source>
        <translation>允许的最大值为 %1。</translation>
    </message>
    <message>
        <source>Use %1</source>
        <translation>改用 %1</translation>
    </message>
    <message>
        <source>“%1” is not a whole number.</source>
        <translation>“%1”不是整数。</translation>
    </message>
    <message>
        <source>“%1” is not a number.</source>
        <translation>“%1”不是数字。</translation>
    </message>
    <message>
        <source>There is no choice called “%1”.</source>
        <translation>没有名为“%1”的可选项。</translation>
    </message>
    <message>
        <source>on</source>
        <translation>开</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
</context>
<context>
    <name>ludus::models::LeagueModel</name>
    <message>
        <source>main agent</source>
        <translation>主智能体</translation>
    </message>
    <message>
        <source>main exploiter</source>
        <translation>主利用者</translation>
    </message>
    <message>
        <source>league exploiter</source>
        <translation>联盟利用者</translation>
    </message>
    <message>
        <source>specific exploiter</source>
        <translation>专项利用者</translation>
    </message>
    <message>
        <source>evolutionary exploiter</source>
        <translation>进化利用者</translation>
    </message>
    <message>
        <source>adaptive evolutionary exploiter</source>
        <translation>自适应进化利用者</translation>
    </message>
    <message>
        <source>foreign agent</source>
        <translation>外来智能体</translation>
    </message>
    <message>
        <source>scripted bot</source>
        <translation>脚本机器人</translation>
    </message>
    <message>
        <source>human</source>
        <translation>人类</translation>
    </message>
    <message>
        <source>from the root</source>
        <translation>来自根</translation>
    </message>
    <message>
        <source>from its own start</source>
        <translation>来自自己的起点</translation>
    </message>
    <message>
        <source>went on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>inherited</source>
        <translation>继承</translation>
    </message>
    <message>
        <source>loaded</source>
        <translation>已载入</translation>
    </message>
    <message>
        <source>period %1</source>
        <translation>第 %1 周期</translation>
    </message>
    <message>
        <source>not met any more</source>
        <translation>不再被选为对手</translation>
    </message>
    <message>
        <source>leaf</source>
        <translation>叶</translation>
    </message>
    <message>
        <source>learning</source>
        <translation>学习中</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Elo %1</source>
        <translation>Elo %1</translation>
    </message>
    <message numerus="yes">
        <source>%n match(es)</source>
        <translation>
            <numerusform>%n 场对局</numerusform>
        </translation>
    </message>
    <message>
        <source>wins %1 against the main agent</source>
        <translation>对主智能体的胜率为 %1</translation>
    </message>
</context>
<context>
    <name>ludus::models::MatrixModel</name>
    <message>
        <source>%1 %2</source>
        <extracomment>A value and the half width of its interval: 61 % ±7.</extracomment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>row and column</comment>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>the same one</source>
        <translation>同一个</translation>
    </message>
    <message>
        <source>prior only</source>
        <translation>仅先验</translation>
    </message>
    <message>
        <source>n</source>
        <translation>n</translation>
    </message>
    <message>
        <source>nothing known</source>
        <translation>尚无数据</translation>
    </message>
    <message>
        <source>gap</source>
        <translation>差距</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>name and value</comment>
        <extracomment>A name and its value in a read-out: side 0 64 %.</extracomment>
        <translation>%1 %2</translation>
    </message>
</context>
<context>
    <name>ludus::pages::CompareLeagues</name>
    <message>
        <source>steps</source>
        <translation>步</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>matches played</comment>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Leagues</source>
        <translation>联盟</translation>
    </message>
    <message>
        <source>Measures of the leagues</source>
        <translation>联盟的指标</translation>
    </message>
    <message>
        <source>Which snapshots of each league play</source>
        <translation>每个联盟由哪些快照参与对局</translation>
    </message>
    <message>
        <source>the newest</source>
        <translation>最新的</translation>
    </message>
    <message>
        <source>the best</source>
        <translation>最好的</translation>
    </message>
    <message>
        <source>Snapshots of each league that play; all of them where there are fewer</source>
        <translation>每个联盟参与对局的快照数；不足时取全部</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Matches of each pair of snapshots, sides swapped; best an even number</source>
        <translation>每对快照的对局数，双方互换；最好为偶数</translation>
    </message>
    <message>
        <source>per pair: </source>
        <comment>matches</comment>
        <translation>每个配对： </translation>
    </message>
    <message>
        <source>Play them against each other</source>
        <translation>让它们对局</translation>
    </message>
    <message>
        <source>Matches played</source>
        <translation>已进行的对局</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Win rates of snapshots</source>
        <translation>快照的胜率</translation>
    </message>
    <message>
        <source>Win rates between the snapshots of two leagues</source>
        <translation>两个联盟的快照之间的胜率</translation>
    </message>
    <message>
        <source>Show row</source>
        <comment>in its league</comment>
        <translation>显示行方</translation>
    </message>
    <message>
        <source>Show column</source>
        <comment>in its league</comment>
        <translation>显示列方</translation>
    </message>
    <message>
        <source>Reading the snapshots</source>
        <translation>正在读取快照</translation>
    </message>
    <message>
        <source>%1 against %2</source>
        <comment>leagues</comment>
        <translation>%1 对 %2</translation>
    </message>
    <message>
        <source>rows %1, columns %2</source>
        <comment>leagues</comment>
        <translation>行 %1，列 %2</translation>
    </message>
    <message>
        <source>Only one of these runs is a league. Add a second league of the same game: their snapshots can play each other then, and it is told which league is ahead.</source>
        <translation>这些运行中只有一个是联盟。请添加同一游戏的第二个联盟：双方的快照便可彼此对局，并得出哪个联盟领先。</translation>
    </message>
    <message>
        <source>Snapshots of the two leagues have not played each other yet. Every pair plays on both sides; what follows is the relative performance: what each league wins with its best mixture of snapshots.</source>
        <translation>两个联盟的快照尚未彼此对局。每个配对双方都各执一次；由此得出相对种群表现：每个联盟以最佳的快照混合能赢得多少。</translation>
    </message>
</context>
<context>
    <name>ludus::pages::ComparePage</name>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Nothing to compare yet</source>
        <translation>还没有可比较的内容</translation>
    </message>
    <message>
        <source>Tick two runs in Experiments and choose Compare, or add runs here: their curves, the options in which they differ and whether groups of seeds really differ stand side by side.</source>
        <translation>在“实验”中勾选两个运行并选择“比较”，或在这里添加运行：它们的曲线、不同的选项，以及各组种子之间是否真有差异，都会并排显示。</translation>
    </message>
    <message>
        <source>Choose runs</source>
        <translation>选择运行</translation>
    </message>
    <message>
        <source>Add runs</source>
        <translation>添加运行</translation>
    </message>
    <message>
        <source>Save report</source>
        <translation>保存报告</translation>
    </message>
    <message>
        <source>Charts, groups, tests and options as one PDF</source>
        <translation>图表、组、检验和选项合为一个 PDF</translation>
    </message>
    <message>
        <source>Group by</source>
        <translation>分组</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>线</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>均值</translation>
    </message>
    <message>
        <source>median</source>
        <translation>中位数</translation>
    </message>
    <message>
        <source>interquartile mean</source>
        <translation>四分位均值</translation>
    </message>
    <message>
        <source>Band</source>
        <translation>误差带</translation>
    </message>
    <message>
        <source>95 % interval</source>
        <translation>95% 区间</translation>
    </message>
    <message>
        <source>standard deviation</source>
        <translation>标准差</translation>
    </message>
    <message>
        <source>standard error</source>
        <translation>标准误</translation>
    </message>
    <message>
        <source>smallest to largest</source>
        <translation>最小至最大</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Judged by</source>
        <translation>评判依据</translation>
    </message>
    <message>
        <source>last value</source>
        <translation>最后值</translation>
    </message>
    <message>
        <source>best value</source>
        <translation>最好值</translation>
    </message>
    <message>
        <source>of</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Reset zoom</source>
        <translation>重置缩放</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>步</translation>
    </message>
    <message>
        <source>Show another curve</source>
        <translation>显示其他曲线</translation>
    </message>
    <message>
        <source>Options</source>
        <translation>选项</translation>
    </message>
    <message>
        <source>that differ</source>
        <translation>取值不同的</translation>
    </message>
    <message>
        <source>Options that differ</source>
        <translation>不同的选项</translation>
    </message>
    <message>
        <source>Show all options</source>
        <translation>显示全部选项</translation>
    </message>
    <message>
        <source>all of them</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Copy table</source>
        <translation>复制表格</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>组</translation>
    </message>
    <message>
        <source>Tests of pairs of groups</source>
        <translation>两组之间的检验</translation>
    </message>
    <message>
        <source>Parallel coordinates</source>
        <translation>平行坐标</translation>
    </message>
    <message>
        <source>drag along an axis to filter</source>
        <translation>沿轴拖动即可筛选</translation>
    </message>
    <message>
        <source>These runs differ in no option but their score.</source>
        <translation>这些运行除得分外没有不同的选项。</translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation>清除筛选</translation>
    </message>
    <message>
        <source>There is no other run</source>
        <translation>没有其他运行</translation>
    </message>
    <message>
        <source>Take away</source>
        <translation>移除</translation>
    </message>
    <message numerus="yes">
        <source>%n run(s)</source>
        <translation>
            <numerusform>%n 个运行</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n group(s)</source>
        <translation>
            <numerusform>%n 个组</numerusform>
        </translation>
    </message>
    <message>
        <source>the first %1 of those chosen</source>
        <translation>所选运行中的前 %1 个</translation>
    </message>
    <message>
        <source>PDF files (*.pdf)</source>
        <translation>PDF 文件 (*.pdf)</translation>
    </message>
    <message numerus="yes">
        <source>Comparison of %n run(s)</source>
        <translation>
            <numerusform>%n 个运行的比较</numerusform>
        </translation>
    </message>
    <message>
        <source>Tests</source>
        <translation>检验</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Leagues</source>
        <translation>联盟</translation>
    </message>
    <message>
        <source>Shows what the leagues among these runs are worth</source>
        <translation>显示这些运行中各联盟的实力</translation>
    </message>
</context>
<context>
    <name>ludus::pages::DiskBar</name>
    <message>
        <source>What takes room</source>
        <translation>什么占用空间</translation>
    </message>
</context>
<context>
    <name>ludus::pages::DiskPage</name>
    <message>
        <source>Disk</source>
        <translation>磁盘</translation>
    </message>
    <message>
        <source>Nothing to free</source>
        <translation>没有可释放的</translation>
    </message>
    <message>
        <source>No files yet</source>
        <translation>还没有文件</translation>
    </message>
    <message>
        <source>Runs leave replays, checkpoints and snapshots. Here you see what they take and decide how many of them are kept.</source>
        <translation>运行会留下回放、检查点和快照。在这里可以看到它们占用多少空间，并决定保留多少。</translation>
    </message>
    <message>
        <source>New experiment</source>
        <translation>新建实验</translation>
    </message>
    <message>
        <source>Free room on the disk</source>
        <translation>释放磁盘空间</translation>
    </message>
    <message>
        <source>What takes room</source>
        <translation>什么占用空间</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>files that no other run uses</source>
        <translation>没有其他运行使用的文件</translation>
    </message>
    <message>
        <source>Room that each run takes</source>
        <translation>每个运行占用的空间</translation>
    </message>
    <message>
        <source>No runs. What is there belongs to imported agents or friendly matches.</source>
        <translation>没有运行。现有内容属于导入的智能体或友谊赛。</translation>
    </message>
    <message>
        <source>At most</source>
        <translation>最多</translation>
    </message>
    <message>
        <source>per run</source>
        <translation>每个运行</translation>
    </message>
    <message>
        <source>Replays</source>
        <translation>回放</translation>
    </message>
    <message>
        <source>Checkpoints</source>
        <translation>检查点</translation>
    </message>
    <message>
        <source>Snapshots</source>
        <translation>快照</translation>
    </message>
    <message>
        <source>An empty field keeps everything. The oldest go first; snapshots are thinned out evenly over the steps.</source>
        <translation>留空则全部保留。最旧的先清理；快照按步数均匀抽稀。</translation>
    </message>
    <message>
        <source>Only in the selected runs</source>
        <translation>只在所选的运行中</translation>
    </message>
    <message>
        <source>Keep to this after every run and at the start</source>
        <translation>每个运行结束后和程序启动时都照此执行</translation>
    </message>
    <message>
        <source>Always kept: pinned replays with the snapshots that play in them, the newest and the best snapshot and the newest checkpoint of every run, and whatever a run needs that is unfinished or could be resumed.</source>
        <translation>始终保留：被固定的回放及其中出场的快照，每个运行最新的和最好的快照与最新的检查点，以及未完成或可以继续的运行所需的一切。</translation>
    </message>
    <message>
        <source>What is kept</source>
        <translation>保留什么</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>GB</source>
        <translation>GB</translation>
    </message>
    <message>
        <source>%1: at most per run</source>
        <translation>%1：每个运行最多</translation>
    </message>
    <message>
        <source>%1: at most in the whole workspace, in GB</source>
        <translation>%1：整个工作区最多，以 GB 计</translation>
    </message>
    <message>
        <source>%1 used</source>
        <translation>已用 %1</translation>
    </message>
    <message>
        <source>%1 free on this disk</source>
        <translation>此磁盘剩余 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n 个文件</numerusform>
        </translation>
    </message>
    <message>
        <source>Agents</source>
        <translation>智能体</translation>
    </message>
    <message>
        <source>Database</source>
        <translation>数据库</translation>
    </message>
    <message>
        <source>all curves and results</source>
        <translation>全部曲线和结果</translation>
    </message>
    <message>
        <source>Left over</source>
        <translation>残留</translation>
    </message>
    <message>
        <source>Only %1 are free on the disk of this workspace. When it is full, training pauses and everything finished is kept. Free some room here or elsewhere.</source>
        <translation>工作区所在磁盘只剩 %1。磁盘已满时训练会暂停，已完成的内容全部保留。请在这里或别处释放一些空间。</translation>
    </message>
    <message>
        <source>A number, or nothing to keep everything</source>
        <translation>填写数字；留空则全部保留</translation>
    </message>
    <message>
        <source>A field is no number. Write how many are kept, or leave it empty to keep everything.</source>
        <translation>有一项不是数字。请写明保留多少，或留空以全部保留。</translation>
    </message>
    <message>
        <source>Everything there is fits: nothing would be freed.</source>
        <translation>现有内容都在限制之内：没有可释放的。</translation>
    </message>
    <message>
        <source>%1 would be freed: %2.</source>
        <translation>将释放 %1：%2。</translation>
    </message>
    <message>
        <source>Free %1: %2</source>
        <translation>释放 %1：%2</translation>
    </message>
    <message>
        <source>Free room</source>
        <translation>释放空间</translation>
    </message>
    <message>
        <source>Delete %1 for good?</source>
        <translation>永久删除 %1？</translation>
    </message>
    <message>
        <source>This frees %1. Runs, curves and results stay; matches without a replay can no longer be watched.</source>
        <translation>这将释放 %1。运行、曲线和结果仍会保留；没有回放的对局将无法再观看。</translation>
    </message>
    <message>
        <source>Free %1</source>
        <translation>释放 %1</translation>
    </message>
    <message>
        <source>Keep everything</source>
        <translation>全部保留</translation>
    </message>
    <message>
        <source>Freed by the limits below: %1 (%2).</source>
        <translation>已按下面的限制释放 %1（%2）。</translation>
    </message>
    <message>
        <source>There was nothing left to free.</source>
        <translation>已没有可释放的内容。</translation>
    </message>
    <message>
        <source>Freed %1: %2.</source>
        <translation>已释放 %1：%2。</translation>
    </message>
    <message>
        <source>in all</source>
        <translation>总共</translation>
    </message>
</context>
<context>
    <name>ludus::pages::ExperimentsPage</name>
    <message>
        <source>Experiments</source>
        <translation>实验</translation>
    </message>
    <message>
        <source>New experiment</source>
        <translation>新建实验</translation>
    </message>
    <message>
        <source>No runs yet</source>
        <translation>还没有运行</translation>
    </message>
    <message>
        <source>Start with a preset: Slime Volleyball teaches itself from scratch and beats the scripted bots within a few minutes.</source>
        <translation>从一个预设开始：史莱姆排球从零自学，几分钟内就能击败脚本机器人。</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Game</source>
        <translation>游戏</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>预设</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message numerus="yes">
        <source>%n run(s)</source>
        <translation>
            <numerusform>%n 个运行</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 running</source>
        <translation>%1 个运行中</translation>
    </message>
    <message>
        <source>%1 interrupted</source>
        <translation>%1 个已中断</translation>
    </message>
    <message>
        <source>%1 failed</source>
        <translation>%1 个失败</translation>
    </message>
    <message>
        <source>%1 at %2 steps</source>
        <translation>%1（%2 步时）</translation>
    </message>
    <message>
        <source>%1 more</source>
        <translation>另有 %1 个</translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) interrupted: %1.</source>
        <translation>
            <numerusform>%n 个运行已中断：%1。</numerusform>
        </translation>
    </message>
    <message>
        <source>Resume all</source>
        <translation>全部继续</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>暂不</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) deleted.</source>
        <translation>
            <numerusform>已删除 %n 个运行。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n run(s)</source>
        <translation>
            <numerusform>%1 个运行，共 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 queued</source>
        <translation>%1 个排队中</translation>
    </message>
    <message numerus="yes">
        <source>%n archived</source>
        <translation>
            <numerusform>%n 个已归档</numerusform>
        </translation>
    </message>
    <message>
        <source>All runs are archived.</source>
        <translation>所有运行都已归档。</translation>
    </message>
    <message>
        <source>No run is found by this filter.</source>
        <translation>没有符合此筛选条件的运行。</translation>
    </message>
    <message>
        <source>Show the archived runs</source>
        <translation>显示已归档的运行</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>归档</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Filter runs</source>
        <translation>筛选运行</translation>
    </message>
    <message>
        <source>Compare the ticked runs</source>
        <translation>比较勾选的运行</translation>
    </message>
    <message>
        <source>Tag the selected runs</source>
        <translation>给所选的运行加标签</translation>
    </message>
    <message>
        <source>Archive the selected runs</source>
        <translation>归档所选的运行</translation>
    </message>
    <message>
        <source>New experiment from this run</source>
        <translation>以此运行新建实验</translation>
    </message>
    <message>
        <source>Delete the selected runs</source>
        <translation>删除所选的运行</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Save as a view</source>
        <translation>保存为视图</translation>
    </message>
    <message>
        <source>Compare %1</source>
        <translation>比较 %1 个</translation>
    </message>
    <message>
        <source>Tick two runs with Space, or select them.</source>
        <translation>用 Space 勾选两个运行，或选中它们。</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Restore the selected runs</source>
        <translation>恢复所选的运行</translation>
    </message>
    <message numerus="yes">
        <source>%n selected:</source>
        <translation>
            <numerusform>已选 %n 个：</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo: %1</source>
        <translation>撤销：%1</translation>
    </message>
    <message numerus="yes">
        <source>Tag for %n run(s)</source>
        <translation>
            <numerusform>给 %n 个运行的标签</numerusform>
        </translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>copy of %1</source>
        <translation>%1 的副本</translation>
    </message>
    <message>
        <source>A run that goes on cannot be deleted: %1. Stop it first.</source>
        <translation>无法删除正在进行的运行：%1。请先停止它。</translation>
    </message>
    <message>
        <source>Delete runs</source>
        <translation>删除运行</translation>
    </message>
    <message>
        <source>Delete %1 and %2 of files?</source>
        <translation>删除 %1 及 %2 的文件？</translation>
    </message>
    <message numerus="yes">
        <source>Delete %n run(s) and %1 of files?</source>
        <translation>
            <numerusform>删除 %n 个运行及 %1 的文件？</numerusform>
        </translation>
    </message>
    <message>
        <source>Curves, snapshots, replays and checkpoints go with them. This cannot be undone; Archive only puts runs out of sight.</source>
        <translation>曲线、快照、回放和检查点会一并删除。此操作无法撤销；“归档”只是隐藏运行。</translation>
    </message>
    <message>
        <source>Delete for good</source>
        <translation>永久删除</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Its replays</source>
        <translation>它的回放</translation>
    </message>
    <message>
        <source>Remove a tag</source>
        <translation>移除标签</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Sweep</source>
        <translation>批次</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>without tags</source>
        <translation>没有标签</translation>
    </message>
    <message>
        <source>Filter: words, or game = slime_volley and elo &gt; 1300</source>
        <translation>筛选：单词，或 game = slime_volley and elo &gt; 1300</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>分组</translation>
    </message>
    <message>
        <source>View: %1</source>
        <translation>视图：%1</translation>
    </message>
    <message>
        <source>All runs</source>
        <translation>全部运行</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Group: %1</source>
        <translation>分组：%1</translation>
    </message>
    <message>
        <source>Options: %1</source>
        <translation>选项：%1</translation>
    </message>
    <message>
        <source>%1 (shown first)</source>
        <translation>%1（默认显示）</translation>
    </message>
    <message>
        <source>Another version of this program wrote this view.</source>
        <translation>此视图由本程序的其他版本写入。</translation>
    </message>
    <message>
        <source>Save as a view ...</source>
        <translation>保存为视图…</translation>
    </message>
    <message>
        <source>Save the changes</source>
        <translation>保存更改</translation>
    </message>
    <message>
        <source>Rename this view ...</source>
        <translation>重命名此视图…</translation>
    </message>
    <message>
        <source>Name of the view</source>
        <translation>视图的名称</translation>
    </message>
    <message>
        <source>There is a view of this name already. Choose another name.</source>
        <translation>已有同名的视图。请换一个名称。</translation>
    </message>
    <message>
        <source>Do not show it first any more</source>
        <translation>不再默认显示</translation>
    </message>
    <message>
        <source>Show it first</source>
        <translation>默认显示</translation>
    </message>
    <message>
        <source>Delete this view</source>
        <translation>删除此视图</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>%1, changed</source>
        <translation>%1，已更改</translation>
    </message>
    <message>
        <source>Sweep %1</source>
        <comment>its number</comment>
        <translation>批次 %1</translation>
    </message>
</context>
<context>
    <name>ludus::pages::Export</name>
    <message>
        <source>Saved as %1.</source>
        <translation>已保存为 %1。</translation>
    </message>
    <message>
        <source>%1 could not be written. Check the folder and its free space, then try again.</source>
        <translation>无法写入 %1。请检查该文件夹及其剩余空间，然后重试。</translation>
    </message>
</context>
<context>
    <name>ludus::pages::ExportStrip</name>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Animated WebP</source>
        <translation>WebP 动画</translation>
    </message>
    <message>
        <source>This frame as PNG</source>
        <translation>当前帧存为 PNG</translation>
    </message>
    <message>
        <source>This frame as SVG</source>
        <translation>当前帧存为 SVG</translation>
    </message>
    <message>
        <source>Numbered PNGs</source>
        <translation>编号的 PNG</translation>
    </message>
    <message>
        <source>Numbers as CSV</source>
        <translation>数值存为 CSV</translation>
    </message>
    <message>
        <source>Range</source>
        <translation>范围</translation>
    </message>
    <message>
        <source>Whole match</source>
        <translation>整场对局</translation>
    </message>
    <message>
        <source>Loop range</source>
        <translation>循环的范围</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>宽度</translation>
    </message>
    <message>
        <source>%1 px</source>
        <translation>%1 像素</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>%1 ×</source>
        <translation>%1 ×</translation>
    </message>
    <message>
        <source>File to write</source>
        <translation>要写入的文件</translation>
    </message>
    <message>
        <source>Choose the file</source>
        <translation>选择文件</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>写入</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Progress of the export</source>
        <translation>导出进度</translation>
    </message>
    <message>
        <source>Folder of the pictures</source>
        <translation>图片所在的文件夹</translation>
    </message>
    <message>
        <source>%1 is written.</source>
        <translation>已写入 %1。</translation>
    </message>
    <message>
        <source>the place refuses it</source>
        <translation>该位置拒绝写入</translation>
    </message>
    <message>
        <source>The export was cancelled.</source>
        <translation>导出已取消。</translation>
    </message>
    <message>
        <source>MP4 film</source>
        <translation>MP4 视频</translation>
    </message>
    <message>
        <source>WebM film</source>
        <translation>WebM 视频</translation>
    </message>
    <message>
        <source>%1 (needs ffmpeg)</source>
        <comment>kind of film</comment>
        <translation>%1（需要 ffmpeg）</translation>
    </message>
    <message>
        <source>Films are made by the program ffmpeg, which is not installed.</source>
        <translation>视频由程序 ffmpeg 生成，但它未安装。</translation>
    </message>
    <message>
        <source>the folder cannot be made</source>
        <translation>无法创建文件夹</translation>
    </message>
    <message>
        <source>There are files already. Those of the same name will be replaced.</source>
        <translation>那里已有文件，同名的文件将被替换。</translation>
    </message>
</context>
<context>
    <name>ludus::pages::HelpLibrary</name>
    <message>
        <source>en</source>
        <comment>language code</comment>
        <extracomment>The folder of the help&apos;s texts: the code of this language.</extracomment>
        <translation>zh_CN</translation>
    </message>
</context>
<context>
    <name>ludus::pages::HelpPage</name>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>后退</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>前进</translation>
    </message>
    <message>
        <source>Search the help</source>
        <translation>搜索帮助</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>目录</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>搜索结果</translation>
    </message>
    <message>
        <source>No text has all of these words.</source>
        <translation>没有同时包含这些词的内容。</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>正文</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
</context>
<context>
    <name>ludus::pages::LeagueBoard</name>
    <message>
        <source>What is this?</source>
        <translation>这是什么？</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>步</translation>
    </message>
</context>
<context>
    <name>ludus::pages::LeagueFoot</name>
    <message>
        <source>Open snapshot</source>
        <translation>打开快照</translation>
    </message>
    <message>
        <source>Open newest snapshot</source>
        <translation>打开最新的快照</translation>
    </message>
    <message>
        <source>Watch, record, save: what can be done with these weights</source>
        <translation>观看、录制、保存：可以用这些权重做的事</translation>
    </message>
    <message>
        <source>Select a snapshot first</source>
        <translation>请先选择快照</translation>
    </message>
    <message>
        <source>Watch its newest recorded match</source>
        <translation>观看它最新录制的对局</translation>
    </message>
    <message>
        <source>All its recorded matches</source>
        <translation>它的全部录制对局</translation>
    </message>
    <message>
        <source>Record matches of it…</source>
        <translation>录制它的对局…</translation>
    </message>
    <message>
        <source>Why it was frozen</source>
        <translation>为什么冻结它</translation>
    </message>
    <message>
        <source>Copy its name for the command line: %1</source>
        <translation>复制它在命令行中的名称：%1</translation>
    </message>
    <message>
        <source>Save its weights as a file…</source>
        <translation>将它的权重存为文件…</translation>
    </message>
    <message>
        <source>Select somebody in a picture</source>
        <translation>在图中选择一个成员</translation>
    </message>
</context>
<context>
    <name>ludus::pages::LeagueMoment</name>
    <message>
        <source>League graph</source>
        <translation>联盟图</translation>
    </message>
    <message>
        <source>Elo by role</source>
        <translation>各角色的 Elo</translation>
    </message>
    <message>
        <source>Lineage</source>
        <translation>谱系</translation>
    </message>
    <message>
        <source>Payoff</source>
        <translation>收益</translation>
    </message>
    <message>
        <source>Nobody is in this league yet.</source>
        <translation>此联盟中还没有任何玩家。</translation>
    </message>
    <message>
        <source>Edges: share of matches</source>
        <translation>连线：对局占比</translation>
    </message>
    <message>
        <source>Edges: how often the opponent wins</source>
        <translation>连线：对手获胜的频率</translation>
    </message>
    <message>
        <source>Nothing inherited yet. The first decision comes at the end of period 1.</source>
        <translation>尚无继承。第一次决定在第 1 周期结束时作出。</translation>
    </message>
    <message>
        <source>%1, win rate v main agent</source>
        <extracomment>Letters of roles, as AEE.</extracomment>
        <translation>%1，对主智能体的胜率</translation>
    </message>
    <message>
        <source>Nobody inherits in this league: it has no evolutionary exploiters.</source>
        <translation>此联盟中没有继承者：它没有进化利用者。</translation>
    </message>
    <message>
        <source>Order of rows and columns</source>
        <translation>行与列的顺序</translation>
    </message>
    <message>
        <source>Role, then age</source>
        <translation>先按角色，再按新旧</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>新旧</translation>
    </message>
    <message>
        <source>Rating</source>
        <translation>评分</translation>
    </message>
    <message>
        <source>No matches are counted yet.</source>
        <translation>尚未计入任何对局。</translation>
    </message>
    <message>
        <source>What the cells show</source>
        <translation>单元格显示的内容</translation>
    </message>
    <message>
        <source>Win rate</source>
        <translation>胜率</translation>
    </message>
    <message>
        <source>Side gap</source>
        <translation>先后手差</translation>
    </message>
    <message>
        <source>Win rate on the first side less that on the second one</source>
        <translation>作为第一方的胜率减去作为第二方的胜率</translation>
    </message>
    <message>
        <source>Watch</source>
        <translation>观看</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>录制</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>为什么</translation>
    </message>
    <message>
        <source>Matches</source>
        <translation>对局</translation>
    </message>
</context>
<context>
    <name>ludus::pages::LeagueOverTime</name>
    <message>
        <source>Opponents</source>
        <translation>对手</translation>
    </message>
    <message>
        <source>Against its own past</source>
        <translation>对自身历史</translation>
    </message>
    <message>
        <source>Forgetting</source>
        <translation>遗忘</translation>
    </message>
    <message>
        <source>Nash weights</source>
        <translation>纳什权重</translation>
    </message>
    <message>
        <source>No matches in training yet.</source>
        <translation>训练中还没有对局。</translation>
    </message>
    <message>
        <source>No equilibrium yet: it is found whenever a main agent is frozen.</source>
        <translation>还没有均衡：每次冻结主智能体时求得。</translation>
    </message>
    <message>
        <source>of %1, share of matches</source>
        <extracomment>Of the learner that is named.</extracomment>
        <translation>%1 的对局占比</translation>
    </message>
    <message>
        <source>The main agent has no past yet: it was not frozen twice.</source>
        <translation>主智能体还没有历史：它尚未被冻结两次。</translation>
    </message>
</context>
<context>
    <name>ludus::pages::LeaguePage</name>
    <message>
        <source>League</source>
        <translation>联盟</translation>
    </message>
    <message>
        <source>What would be drawn</source>
        <translation>将会抽到谁</translation>
    </message>
    <message>
        <source>Whom a learner would meet next, now and with other options</source>
        <translation>学习者接下来会遇到谁：按当前选项，以及换用其他选项时</translation>
    </message>
    <message>
        <source>Why this match</source>
        <translation>为什么是这场对局</translation>
    </message>
    <message>
        <source>How the newest match of the selected learner was drawn; why the selected snapshot was frozen</source>
        <translation>所选学习者最近的对手是怎样抽取的；所选快照为什么被冻结</translation>
    </message>
    <message>
        <source>New league</source>
        <translation>新建联盟</translation>
    </message>
    <message>
        <source>Open the newest league</source>
        <translation>打开最新的联盟</translation>
    </message>
    <message>
        <source>The league at a moment</source>
        <translation>某一时刻的联盟</translation>
    </message>
    <message>
        <source>The league over time</source>
        <translation>联盟的变化过程</translation>
    </message>
    <message>
        <source>Play the periods of the league</source>
        <translation>播放联盟的各周期</translation>
    </message>
    <message>
        <source>Follow the league as it is now</source>
        <translation>跟随联盟的当前状态</translation>
    </message>
    <message>
        <source>Reset zoom</source>
        <translation>重置缩放</translation>
    </message>
    <message>
        <source>Standard layout of the panels</source>
        <translation>面板的标准布局</translation>
    </message>
    <message>
        <source>Open the page of this run</source>
        <translation>打开此运行的页面</translation>
    </message>
    <message>
        <source>Finishing open matches</source>
        <translation>正在打完进行中的对局</translation>
    </message>
    <message numerus="yes">
        <source>%n learner(s)</source>
        <translation>
            <numerusform>%n 个学习者</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n snapshot(s)</source>
        <translation>
            <numerusform>%n 个快照</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 steps</source>
        <translation>%1 步，共 %2 步</translation>
    </message>
    <message>
        <source>%1 steps</source>
        <translation>%1 步</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>剩余 %1</translation>
    </message>
    <message>
        <source>This run has no league</source>
        <translation>此运行没有联盟</translation>
    </message>
    <message>
        <source>League presets train exploiters beside the main agent.</source>
        <translation>联盟预设在主智能体之外还训练利用者。</translation>
    </message>
    <message>
        <source>No league yet</source>
        <translation>还没有联盟</translation>
    </message>
    <message>
        <source>Who plays whom, who beats whom and who descends from whom stands here once a league trains: exploiters beside a main agent, and all of their past.</source>
        <translation>联盟开始训练后，这里显示谁与谁对局、谁能击败谁、谁继承自谁：主智能体与利用者，以及它们的全部历史。</translation>
    </message>
    <message>
        <source>Panels</source>
        <translation>面板</translation>
    </message>
    <message>
        <source>Standard layout</source>
        <translation>标准布局</translation>
    </message>
    <message>
        <source>Export page as PNG…</source>
        <translation>将页面导出为 PNG…</translation>
    </message>
    <message>
        <source>Export page as PDF…</source>
        <translation>将页面导出为 PDF…</translation>
    </message>
    <message>
        <source>Export page</source>
        <translation>导出页面</translation>
    </message>
    <message>
        <source>%1 files (*.%2)</source>
        <translation>%1 文件 (*.%2)</translation>
    </message>
</context>
<context>
    <name>ludus::pages::LeagueStrip</name>
    <message>
        <source>At a moment</source>
        <translation>某一时刻</translation>
    </message>
    <message>
        <source>Everything at the moment of the time line below</source>
        <translation>下方时间轴所在时刻的全部情况</translation>
    </message>
    <message>
        <source>Over time</source>
        <translation>变化过程</translation>
    </message>
    <message>
        <source>What has become of it since the league began</source>
        <translation>自联盟开始以来的演变</translation>
    </message>
    <message>
        <source>Panels and files of this page</source>
        <translation>本页的面板与文件</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>main</source>
        <translation>主智能体</translation>
    </message>
    <message>
        <source>main exploiter</source>
        <translation>主利用者</translation>
    </message>
    <message>
        <source>league exploiter</source>
        <translation>联盟利用者</translation>
    </message>
    <message>
        <source>specific</source>
        <translation>专项</translation>
    </message>
    <message>
        <source>evolutionary</source>
        <translation>进化</translation>
    </message>
    <message>
        <source>adaptive evol.</source>
        <translation>自适应进化</translation>
    </message>
    <message>
        <source>foreign</source>
        <translation>外来</translation>
    </message>
    <message>
        <source>bot</source>
        <translation>机器人</translation>
    </message>
    <message>
        <source>human</source>
        <translation>人类</translation>
    </message>
    <message>
        <source>Periods whose matches are counted</source>
        <translation>计入哪些周期的对局</translation>
    </message>
    <message>
        <source>Learning periods before the moment whose matches make the edges</source>
        <translation>连线取自所看时刻之前多少个学习周期的对局</translation>
    </message>
    <message>
        <source>last period</source>
        <translation>最近一个周期</translation>
    </message>
    <message>
        <source>last 2 periods</source>
        <translation>最近 2 个周期</translation>
    </message>
    <message>
        <source>last 5 periods</source>
        <translation>最近 5 个周期</translation>
    </message>
    <message>
        <source>all periods</source>
        <translation>全部周期</translation>
    </message>
    <message>
        <source>Size of the symbols</source>
        <translation>标记的大小</translation>
    </message>
    <message>
        <source>What makes a symbol large</source>
        <translation>标记大小表示什么</translation>
    </message>
    <message>
        <source>Size: Elo</source>
        <translation>大小：Elo</translation>
    </message>
    <message>
        <source>Size: matches</source>
        <translation>大小：对局数</translation>
    </message>
    <message>
        <source>Arrangement of the graph</source>
        <translation>联盟图的布局</translation>
    </message>
    <message>
        <source>A lane a learner along the periods, or everybody beside the one it comes from</source>
        <translation>每个学习者一条沿周期展开的泳道，或把每个成员放在其来源旁边</translation>
    </message>
    <message>
        <source>Time line</source>
        <translation>时间轴</translation>
    </message>
    <message>
        <source>Force</source>
        <translation>力导向</translation>
    </message>
    <message>
        <source>Learner</source>
        <translation>学习者</translation>
    </message>
    <message>
        <source>Whose opponents are shown</source>
        <translation>显示谁的对手</translation>
    </message>
</context>
<context>
    <name>ludus::pages::LeagueVerbs</name>
    <message>
        <source>%1 of %2</source>
        <comment>member, league</comment>
        <translation>%2 的 %1</translation>
    </message>
    <message>
        <source>%1 against %2</source>
        <translation>%1 对 %2</translation>
    </message>
    <message>
        <source>%1 is on the clipboard.</source>
        <translation>%1 已复制到剪贴板。</translation>
    </message>
    <message>
        <source>Save weights</source>
        <translation>保存权重</translation>
    </message>
    <message>
        <source>Weights (*.%1)</source>
        <translation>权重 (*.%1)</translation>
    </message>
</context>
<context>
    <name>ludus::pages::LineageCard</name>
    <message>
        <source>Nobody is selected. A click on a sign, or the arrow keys in the picture, show here where it comes from, what it reached and who inherited from it.</source>
        <translation>未选中任何成员。在图中点击一个标记或使用方向键，这里会显示它从哪里来、达到了什么水平、谁继承了它。</translation>
    </message>
    <message>
        <source>Show in the league</source>
        <translation>在联盟中显示</translation>
    </message>
    <message>
        <source>Frozen</source>
        <translation>冻结</translation>
    </message>
    <message>
        <source>Elo</source>
        <translation>Elo</translation>
    </message>
    <message>
        <source>Matches</source>
        <translation>对局</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>起点</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>路径</translation>
    </message>
    <message>
        <source>Heirs</source>
        <translation>继承者</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>为什么</translation>
    </message>
    <message>
        <source>Why it began with these weights</source>
        <translation>为什么从这些权重开始</translation>
    </message>
    <message>
        <source>Why it was frozen</source>
        <translation>为什么冻结它</translation>
    </message>
    <message>
        <source>Win rate against the main agent</source>
        <translation>对主智能体的胜率</translation>
    </message>
    <message>
        <source>Win rate against the main agent at the end of each period</source>
        <translation>每个周期结束时对主智能体的胜率</translation>
    </message>
    <message>
        <source>It has not met the main agent yet.</source>
        <translation>它还没有遇到过主智能体。</translation>
    </message>
    <message>
        <source>period</source>
        <translation>周期</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>周期</translation>
    </message>
    <message>
        <source>At the end of which it is looked at</source>
        <translation>在哪个周期结束时查看</translation>
    </message>
    <message>
        <source>Win rate</source>
        <translation>胜率</translation>
    </message>
    <message>
        <source>n</source>
        <translation>n</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>继承窗口</translation>
    </message>
    <message>
        <source>Win rate against the main agent by period</source>
        <translation>各周期对主智能体的胜率</translation>
    </message>
    <message>
        <source>in period %1, at %2 steps</source>
        <translation>第 %1 周期，%2 步时</translation>
    </message>
    <message>
        <source>not yet: it learns</source>
        <translation>尚未：仍在学习</translation>
    </message>
    <message>
        <source>never: it failed</source>
        <translation>不会：已失败</translation>
    </message>
    <message>
        <source>not any more: the run is over</source>
        <translation>不再冻结：运行已结束</translation>
    </message>
    <message>
        <source>goes on from</source>
        <translation>继续自</translation>
    </message>
    <message>
        <source>Select %1, whose weights it began with</source>
        <translation>选中 %1，它从其权重开始</translation>
    </message>
    <message>
        <source>wins</source>
        <translation>胜率</translation>
    </message>
    <message>
        <source>inside</source>
        <translation>之内</translation>
    </message>
    <message>
        <source>outside</source>
        <translation>之外</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>以及另外 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>a learner goes on from it</source>
        <translation>有学习者从它继续</translation>
    </message>
    <message>
        <source>none: a leaf</source>
        <translation>无：叶</translation>
    </message>
    <message>
        <source>Frozen because its period had lasted the most steps: %1.</source>
        <translation>冻结原因：周期已达到最多步数 %1。</translation>
    </message>
    <message>
        <source>Frozen as a start of its own after %1 steps.</source>
        <translation>训练 %1 步后冻结，作为自己的起点。</translation>
    </message>
    <message numerus="yes">
        <source>It started again: none of %n candidate(s) won %1 to %2 against the main agent.</source>
        <extracomment>%1 and %2: ends of the window of win rates from which one inherits.</extracomment>
        <translation>
            <numerusform>已重置：%n 个候选者中，没有一个对主智能体的胜率在 %1 至 %2 之间。</numerusform>
        </translation>
    </message>
    <message>
        <source>It started again.</source>
        <translation>已重置。</translation>
    </message>
    <message numerus="yes">
        <source>It went on from %1: with %2 against the main agent the nearest to one half of %n candidate(s) inside the window.</source>
        <translation>
            <numerusform>从 %1 继续：窗口内的 %n 个候选者中，其对主智能体的胜率 %2 最接近一半。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It went on from %1: with %2 against the main agent the best of %n candidate(s).</source>
        <translation>
            <numerusform>从 %1 继续：%n 个候选者中，其对主智能体的胜率 %2 最高。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It went on with its own weights: with %1 against the main agent the nearest to one half of %n candidate(s) inside the window.</source>
        <translation>
            <numerusform>以自己的权重继续：窗口内的 %n 个候选者中，它对主智能体的胜率 %1 最接近一半。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It went on with its own weights: with %1 against the main agent the best of %n candidate(s).</source>
        <translation>
            <numerusform>以自己的权重继续：%n 个候选者中，它对主智能体的胜率 %1 最高。</numerusform>
        </translation>
    </message>
    <message>
        <source>Frozen after %3 steps: its smallest win rate was %1, above the limit of %2.</source>
        <translation>在 %3 步后冻结：其最低胜率为 %1，高于阈值 %2。</translation>
    </message>
    <message>
        <source>Frozen as the common root after %1 steps of self-play.</source>
        <translation>在自我对弈 %1 步后冻结为公共根。</translation>
    </message>
    <message>
        <source>Of the period&apos;s own matches; where these are too few, as the league believed then from all of them</source>
        <translation>取该周期自己的对局；太少时，取联盟当时根据全部对局的估计</translation>
    </message>
    <message>
        <source>Matches against the main agent behind the win rate; none: it rests on those of its learner before it was frozen</source>
        <translation>胜率所依据的与主智能体的对局；没有时，依据其学习者冻结前的对局</translation>
    </message>
    <message>
        <source>Whether it could be inherited from; undecided while the period has fewer matches than a verdict asks for</source>
        <translation>能否被继承；该周期的对局少于评判所需时为未定</translation>
    </message>
    <message>
        <source>undecided</source>
        <translation>未定</translation>
    </message>
    <message numerus="yes">
        <source>now unknown: %n match(es) are too few</source>
        <translation>
            <numerusform>现在未知：%n 场对局太少</numerusform>
        </translation>
    </message>
    <message>
        <source>now %1, n %2</source>
        <extracomment>%1: a win rate with its interval, &quot;36 % ±28&quot;; %2: a number of matches.</extracomment>
        <translation>现在 %1，n %2</translation>
    </message>
    <message>
        <source>now %1, prior only</source>
        <extracomment>%1: a win rate with its interval; a prior is what the learner&apos;s own matches had told.</extracomment>
        <translation>现在 %1，仅先验</translation>
    </message>
</context>
<context>
    <name>ludus::pages::LineagePage</name>
    <message>
        <source>New league</source>
        <translation>新建联盟</translation>
    </message>
    <message>
        <source>Lineage</source>
        <translation>谱系</translation>
    </message>
    <message>
        <source>Both</source>
        <translation>两者</translation>
    </message>
    <message>
        <source>EE</source>
        <translation>EE</translation>
    </message>
    <message>
        <source>AEE</source>
        <translation>AEE</translation>
    </message>
    <message>
        <source>Branches of both kinds of evolutionary exploiters</source>
        <translation>两种进化利用者的分支</translation>
    </message>
    <message>
        <source>Branches of evolutionary exploiters: deep and narrow</source>
        <translation>进化利用者的分支：深而窄</translation>
    </message>
    <message>
        <source>Branches of adaptive evolutionary exploiters: shallow and wide</source>
        <translation>自适应进化利用者的分支：浅而宽</translation>
    </message>
    <message>
        <source>Open snapshot</source>
        <translation>打开快照</translation>
    </message>
    <message>
        <source>Show the league</source>
        <translation>显示联盟</translation>
    </message>
    <message>
        <source>Branches</source>
        <translation>分支</translation>
    </message>
    <message>
        <source>win rate against the main agent</source>
        <translation>对主智能体的胜率</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>已写入：%1</translation>
    </message>
    <message>
        <source>%1 could not be written.</source>
        <translation>无法写入 %1。</translation>
    </message>
    <message>
        <source>Open the selected snapshot</source>
        <translation>打开选中的快照</translation>
    </message>
    <message>
        <source>Why the selected snapshot was frozen</source>
        <translation>为什么冻结选中的快照</translation>
    </message>
    <message>
        <source>Show the league of this lineage</source>
        <translation>显示此谱系所属的联盟</translation>
    </message>
    <message>
        <source>Branches of EE and AEE</source>
        <translation>EE 与 AEE 的分支</translation>
    </message>
    <message>
        <source>Branches of EE only</source>
        <translation>仅 EE 的分支</translation>
    </message>
    <message>
        <source>Branches of AEE only</source>
        <translation>仅 AEE 的分支</translation>
    </message>
    <message>
        <source>Follow the league as it is now</source>
        <translation>跟随联盟的当前状态</translation>
    </message>
    <message>
        <source>Show all branches</source>
        <translation>显示全部分支</translation>
    </message>
    <message>
        <source>This run has no league</source>
        <translation>此运行没有联盟</translation>
    </message>
    <message>
        <source>No league yet</source>
        <translation>还没有联盟</translation>
    </message>
    <message>
        <source>League presets train exploiters beside the main agent. Here it is shown who of them inherited from whom, and how each did against the main agent, period by period.</source>
        <translation>联盟预设在主智能体之外还训练利用者。这里逐周期显示其中谁继承自谁，以及各自对主智能体的表现。</translation>
    </message>
    <message>
        <source>No learner of this league inherits</source>
        <translation>此联盟中没有会继承的学习者</translation>
    </message>
    <message>
        <source>Evolutionary exploiters (EE) and adaptive evolutionary exploiters (AEE) do. Presets that have some: %1.</source>
        <translation>会继承的是进化利用者（EE）和自适应进化利用者（AEE）。包含它们的预设：%1。</translation>
    </message>
    <message>
        <source>Nothing inherited yet</source>
        <translation>还没有继承</translation>
    </message>
    <message>
        <source>The run ended before the first decision, which comes at the end of period 1.</source>
        <translation>运行在第一次决定之前就结束了；第一次决定在第 1 周期结束时作出。</translation>
    </message>
    <message>
        <source>The first decision comes at the end of period 1.</source>
        <translation>第一次决定在第 1 周期结束时作出。</translation>
    </message>
    <message numerus="yes">
        <source>%n branch(es)</source>
        <translation>
            <numerusform>%n 个分支</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n period(s) of the league</source>
        <translation>
            <numerusform>%n 个联盟周期</numerusform>
        </translation>
    </message>
    <message>
        <source>Period: now</source>
        <translation>周期：现在</translation>
    </message>
    <message>
        <source>Period: %1</source>
        <translation>周期：%1</translation>
    </message>
    <message>
        <source>Records matches of %1 against somebody of your choice, to be watched</source>
        <translation>录制 %1 与您指定的对手的对局，供观看</translation>
    </message>
    <message>
        <source>Select a snapshot in the picture first.</source>
        <translation>请先在图中选中一个快照。</translation>
    </message>
    <message>
        <source>A learner has no file of its own; select a snapshot.</source>
        <translation>学习者没有自己的文件；请选择一个快照。</translation>
    </message>
    <message>
        <source>The weights of this snapshot are not kept any more.</source>
        <translation>此快照的权重已不再保留。</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <extracomment>A snapshot of a run: &quot;AEE 1·9 of league-01&quot;.</extracomment>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>A period of an exploiter lasts %1 of its own steps.</source>
        <translation>利用者的一个周期为其自身的 %1 步。</translation>
    </message>
    <message>
        <source>A period of an exploiter lasts %1 to %2 of its own steps.</source>
        <translation>利用者的一个周期为其自身的 %1 至 %2 步。</translation>
    </message>
</context>
<context>
    <name>ludus::pages::LookPreview</name>
    <message>
        <source>Preview: curves, rows and palette</source>
        <translation>预览：曲线、表格行与配色</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Elo</source>
        <translation>Elo</translation>
    </message>
    <message>
        <source>Series</source>
        <translation>系列</translation>
    </message>
    <message>
        <source>Sides</source>
        <translation>双方</translation>
    </message>
    <message>
        <source>Roles</source>
        <translation>角色</translation>
    </message>
</context>
<context>
    <name>ludus::pages::MachineCheckView</name>
    <message>
        <source>Check again</source>
        <translation>重新检查</translation>
    </message>
    <message>
        <source>Measuring how fast matrices multiply</source>
        <translation>正在测量矩阵乘法的速度</translation>
    </message>
</context>
<context>
    <name>ludus::pages::MatchGrid</name>
    <message>
        <source>cannot be read</source>
        <translation>无法读取</translation>
    </message>
    <message>
        <source>Recorded matches</source>
        <translation>录制的对局</translation>
    </message>
</context>
<context>
    <name>ludus::pages::MatchPreview</name>
    <message>
        <source>Moments</source>
        <translation>精彩时刻</translation>
    </message>
    <message>
        <source>Watch</source>
        <translation>观看</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>固定</translation>
    </message>
    <message>
        <source>A pinned replay is never thinned out</source>
        <translation>被固定的回放不会被清理</translation>
    </message>
    <message numerus="yes">
        <source>%n frame(s)</source>
        <translation>
            <numerusform>%n 帧</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ludus::pages::MatchRecordStrip</name>
    <message>
        <source>Game</source>
        <translation>游戏</translation>
    </message>
    <message>
        <source>Search agents</source>
        <translation>搜索智能体</translation>
    </message>
    <message>
        <source>against</source>
        <translation>对</translation>
    </message>
    <message>
        <source>from seed</source>
        <translation>起始种子</translation>
    </message>
    <message>
        <source>Seed of the first match</source>
        <translation>第一场对局的种子</translation>
    </message>
    <message>
        <source>The first match has this seed, each further one the next</source>
        <translation>第一场对局使用此种子，之后每场依次加一</translation>
    </message>
    <message>
        <source>How many matches</source>
        <translation>对局场数</translation>
    </message>
    <message>
        <source>matches: </source>
        <translation>场数：</translation>
    </message>
    <message>
        <source>Swap sides</source>
        <translation>交换双方</translation>
    </message>
    <message>
        <source>Two matches of each seed, the second with sides swapped</source>
        <translation>每个种子打两场，第二场交换双方</translation>
    </message>
    <message>
        <source>Matches recorded</source>
        <translation>已录制的对局</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>录制</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>side, agent</comment>
        <translation>%1：%2</translation>
    </message>
    <message numerus="yes">
        <source>Cancelled: %n match(es) recorded before.</source>
        <translation>
            <numerusform>已取消：此前录制了 %n 场对局。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n match(es) recorded.</source>
        <translation>
            <numerusform>已录制 %n 场对局。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ludus::pages::MatchView</name>
    <message>
        <source>Reading the match …</source>
        <translation>正在读取对局…</translation>
    </message>
    <message>
        <source>Change, exchange or remove this match</source>
        <translation>更换、交换或移除此对局</translation>
    </message>
    <message>
        <source>Another match here …</source>
        <translation>在此处换一场对局…</translation>
    </message>
    <message>
        <source>Exchange with the next</source>
        <translation>与下一场交换位置</translation>
    </message>
    <message>
        <source>Remove from view</source>
        <translation>从画面中移除</translation>
    </message>
    <message>
        <source>deterministic</source>
        <translation>确定性</translation>
    </message>
    <message>
        <source>value %1</source>
        <translation>价值 %1</translation>
    </message>
    <message>
        <source>%1 sees</source>
        <translation>%1 看到的</translation>
    </message>
    <message>
        <source>observes %1</source>
        <translation>观测：%1</translation>
    </message>
    <message numerus="yes">
        <source>observes %n number(s)</source>
        <translation>
            <numerusform>观测 %n 个数字</numerusform>
        </translation>
    </message>
    <message>
        <source>Same seed, another agent as blue side …</source>
        <translation>相同种子，换一个智能体当蓝方…</translation>
    </message>
    <message>
        <source>Same seed, another agent as orange side …</source>
        <translation>相同种子，换一个智能体当橙方…</translation>
    </message>
    <message>
        <source>Same seed, another agent as “%1” …</source>
        <comment>name of a side</comment>
        <translation>相同种子，换一个智能体当“%1”…</translation>
    </message>
    <message>
        <source>This match could not be read.</source>
        <translation>无法读取这场对局。</translation>
    </message>
</context>
<context>
    <name>ludus::pages::NewExperimentPage</name>
    <message>
        <source>New experiment</source>
        <translation>新建实验</translation>
    </message>
    <message>
        <source>Open file</source>
        <translation>打开文件</translation>
    </message>
    <message>
        <source>Game</source>
        <translation>游戏</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>预设</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>in step with the form</source>
        <translation>与表单同步</translation>
    </message>
    <message>
        <source>Run file</source>
        <translation>运行文件</translation>
    </message>
    <message>
        <source>undo all</source>
        <translation>全部撤销</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Open a run file</source>
        <translation>打开运行文件</translation>
    </message>
    <message>
        <source>Run files (*.toml)</source>
        <translation>运行文件 (*.toml)</translation>
    </message>
    <message>
        <source>from a file</source>
        <translation>来自文件</translation>
    </message>
    <message>
        <source>from preset %1</source>
        <translation>来自预设 %1</translation>
    </message>
    <message>
        <source>as the preset</source>
        <translation>与预设相同</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) from the preset</source>
        <translation>
            <numerusform>与预设有 %n 处不同</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) to correct: %1</source>
        <translation>
            <numerusform>%n 处需要改正：%1</numerusform>
        </translation>
    </message>
    <message>
        <source>at most %1</source>
        <translation>最多 %1</translation>
    </message>
    <message>
        <source>%1 steps</source>
        <translation>%1 步</translation>
    </message>
    <message>
        <source>Begin with</source>
        <translation>起始权重</translation>
    </message>
    <message>
        <source>Weights that the run begins with instead of random ones</source>
        <translation>运行以这些权重开始，而不是随机权重</translation>
    </message>
    <message>
        <source>Copy a run</source>
        <translation>复制运行</translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) wait in the queue now.</source>
        <translation>
            <numerusform>%n 个运行正在队列中等待。</numerusform>
        </translation>
    </message>
    <message>
        <source>The preset %1 is kept in this workspace.</source>
        <translation>预设 %1 已保存在此工作区中。</translation>
    </message>
    <message>
        <source>remove this preset</source>
        <translation>移除此预设</translation>
    </message>
    <message>
        <source>Save as preset</source>
        <translation>保存为预设</translation>
    </message>
    <message>
        <source>Add to queue</source>
        <translation>排队</translation>
    </message>
    <message>
        <source>kept in this workspace</source>
        <translation>保存在此工作区中</translation>
    </message>
    <message>
        <source>copy of %1</source>
        <translation>%1 的副本</translation>
    </message>
    <message>
        <source>There is no run yet</source>
        <translation>还没有运行</translation>
    </message>
    <message>
        <source>Random weights</source>
        <translation>随机权重</translation>
    </message>
    <message>
        <source>No run of this game has a snapshot yet</source>
        <translation>此游戏的运行都还没有快照</translation>
    </message>
    <message>
        <source>Newest snapshot</source>
        <translation>最新的快照</translation>
    </message>
    <message>
        <source>newest of %1</source>
        <translation>%1 最新的快照</translation>
    </message>
    <message>
        <source>Best snapshot</source>
        <translation>最好的快照</translation>
    </message>
    <message>
        <source>best of %1</source>
        <translation>%1 最好的快照</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>begins with the weights of %1</source>
        <translation>以 %1 的权重开始</translation>
    </message>
    <message numerus="yes">
        <source>Start %n run(s)</source>
        <translation>
            <numerusform>开始 %n 个运行</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n run(s)</source>
        <translation>
            <numerusform>%n 个运行</numerusform>
        </translation>
    </message>
    <message>
        <source>Last run of this preset: %1, Elo %2.</source>
        <translation>此预设的上一次运行：%1，Elo %2。</translation>
    </message>
    <message>
        <source>Last run of this preset: %1.</source>
        <translation>此预设的上一次运行：%1。</translation>
    </message>
</context>
<context>
    <name>ludus::pages::PreferencesPage</name>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>偏好设置</translation>
    </message>
    <message>
        <source>Changes apply at once</source>
        <translation>更改立即生效</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Reset this section</source>
        <translation>重置此部分</translation>
    </message>
    <message>
        <source>Search preferences</source>
        <translation>搜索偏好设置</translation>
    </message>
    <message>
        <source>Sections</source>
        <translation>分类</translation>
    </message>
    <message>
        <source>No preference has all of these words.</source>
        <translation>没有同时包含这些词的设置。</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>The window changes at once; runs go on.</source>
        <translation>窗口立即切换；运行照常进行。</translation>
    </message>
    <message>
        <source>Charts</source>
        <translation>图表</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Workspace</source>
        <translation>工作区</translation>
    </message>
    <message>
        <source>This machine</source>
        <translation>本机</translation>
    </message>
    <message>
        <source>Machine check: processor, memory, disk, OpenBLAS, LibTorch</source>
        <translation>本机检查：处理器、内存、磁盘、OpenBLAS、LibTorch</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Theme: %1</source>
        <translation>主题：%1</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>文字大小</translation>
    </message>
    <message>
        <source>Dense</source>
        <translation>紧凑</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>Roomy</source>
        <translation>宽松</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>行高</translation>
    </message>
    <message>
        <source>How high the rows of tables are.</source>
        <translation>表格各行的高度。</translation>
    </message>
    <message>
        <source>Reduce motion</source>
        <translation>减少动态效果</translation>
    </message>
    <message>
        <source>Motion</source>
        <translation>动态效果</translation>
    </message>
    <message>
        <source>Cards and panels jump to their place. Replays play as before.</source>
        <translation>卡片和面板直接到位。回放的播放不受影响。</translation>
    </message>
    <message>
        <source>All colours</source>
        <translation>全部颜色</translation>
    </message>
    <message>
        <source>Protan: no red</source>
        <translation>红色盲（Protan）</translation>
    </message>
    <message>
        <source>Deutan: no green</source>
        <translation>绿色盲（Deutan）</translation>
    </message>
    <message>
        <source>Tritan: no blue</source>
        <translation>蓝色盲（Tritan）</translation>
    </message>
    <message>
        <source>Printed in grey</source>
        <translation>灰度打印</translation>
    </message>
    <message>
        <source>Preview as seen with</source>
        <translation>预览所见</translation>
    </message>
    <message>
        <source>Shows the preview as people see it who tell fewer colours apart.</source>
        <translation>以色觉不同的人看到的样子显示预览。</translation>
    </message>
    <message>
        <source>Preview palette colours sides roles</source>
        <translation>预览 配色 颜色 双方 角色</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>平滑</translation>
    </message>
    <message>
        <source>With which charts open; 0 shows the raw line only.</source>
        <translation>图表打开时的平滑程度；0 只显示原始曲线。</translation>
    </message>
    <message>
        <source>Runs at a time</source>
        <translation>同时运行数</translation>
    </message>
    <message>
        <source>So many runs of the queue train at once and share the processor.</source>
        <translation>队列中同时训练的运行数，它们分享处理器。</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Open another one from the menu File.</source>
        <translation>可从菜单“文件”中打开另一个。</translation>
    </message>
    <message>
        <source>Show folder</source>
        <translation>显示文件夹</translation>
    </message>
    <message>
        <source>The desktop shows no folders here. The workspace is in %1.</source>
        <translation>此处的桌面无法显示文件夹。工作区位于 %1。</translation>
    </message>
    <message>
        <source>Tell when a run ends or warns</source>
        <translation>运行结束或报警时通知</translation>
    </message>
    <message>
        <source>Notices</source>
        <translation>通知</translation>
    </message>
    <message>
        <source>While the window is in the background: by a note of the desktop, and in the window when you come back.</source>
        <translation>窗口在后台时：发送桌面通知，并在您回到窗口时显示。</translation>
    </message>
</context>
<context>
    <name>ludus::pages::QueuePanel</name>
    <message>
        <source>Queue</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>序号</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Runs that wait</source>
        <translation>等待中的运行</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>提前</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>推后</translation>
    </message>
    <message>
        <source>Start now</source>
        <translation>立即开始</translation>
    </message>
    <message>
        <source>Take out of the queue</source>
        <translation>移出队列</translation>
    </message>
    <message>
        <source>Hold the queue</source>
        <translation>暂停队列</translation>
    </message>
    <message>
        <source>held</source>
        <translation>已暂停</translation>
    </message>
    <message numerus="yes">
        <source>%n at a time</source>
        <translation>
            <numerusform>同时 %n 个</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ludus::pages::ReplayPage</name>
    <message>
        <source>Replay</source>
        <translation>回放</translation>
    </message>
    <message>
        <source>No match open</source>
        <translation>没有打开的对局</translation>
    </message>
    <message>
        <source>Choose one match in Replays, or two to sixteen to watch side by side.</source>
        <translation>在“回放”中选择一场对局，或选择二至十六场并排观看。</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>选择</translation>
    </message>
    <message>
        <source>Search recorded matches: agents, runs, score &gt; 2</source>
        <translation>搜索录制的对局：智能体、运行、score &gt; 2</translation>
    </message>
    <message>
        <source>Search agents</source>
        <translation>搜索智能体</translation>
    </message>
    <message>
        <source>Replays</source>
        <translation>回放</translation>
    </message>
    <message>
        <source>Add match</source>
        <translation>添加对局</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>%1 (key %2)</source>
        <comment>overlay, its key</comment>
        <translation>%1（按键 %2）</translation>
    </message>
    <message>
        <source>Velocity</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>Ball trail</source>
        <translation>球的轨迹</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>动作</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>价值</translation>
    </message>
    <message>
        <source>Observation</source>
        <translation>观测</translation>
    </message>
    <message>
        <source>Rays</source>
        <translation>射线</translation>
    </message>
    <message>
        <source>In step</source>
        <translation>同步</translation>
    </message>
    <message>
        <source>All matches follow one playhead</source>
        <translation>所有对局共用一个播放位置</translation>
    </message>
    <message>
        <source>Independent</source>
        <translation>独立</translation>
    </message>
    <message>
        <source>Each match has a playhead of its own; the keys are for the framed one</source>
        <translation>每场对局各有播放位置；按键作用于加框的一场</translation>
    </message>
    <message>
        <source>Align matches by</source>
        <translation>对局的对齐方式</translation>
    </message>
    <message>
        <source>What of the matches stands at the same place of the time line</source>
        <translation>各对局的什么位于时间轴的同一处</translation>
    </message>
    <message>
        <source>What would … do here?</source>
        <translation>换成 … 会怎么做？</translation>
    </message>
    <message>
        <source>The action probabilities of another agent in the same frame, as outlined bars</source>
        <translation>另一个智能体在同一帧的动作概率，以空心条显示</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>全屏</translation>
    </message>
    <message>
        <source>Full screen (F)</source>
        <translation>全屏 (F)</translation>
    </message>
    <message>
        <source>Outlined: %1</source>
        <translation>空心条：%1</translation>
    </message>
    <message>
        <source>same frame</source>
        <translation>同一帧</translation>
    </message>
    <message>
        <source>same end</source>
        <translation>同一结尾</translation>
    </message>
    <message>
        <source>point %1</source>
        <translation>第 %1 分</translation>
    </message>
</context>
<context>
    <name>ludus::pages::ReplaysPage</name>
    <message>
        <source>Replays</source>
        <translation>回放</translation>
    </message>
    <message>
        <source>Watch</source>
        <translation>观看</translation>
    </message>
    <message>
        <source>No replays recorded</source>
        <translation>没有录制的回放</translation>
    </message>
    <message>
        <source>New experiment</source>
        <translation>新建实验</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Recorded matches</source>
        <translation>录制的对局</translation>
    </message>
    <message>
        <source>newest first</source>
        <translation>最新的在前</translation>
    </message>
    <message numerus="yes">
        <source>%n match(es)</source>
        <translation>
            <numerusform>%n 场对局</numerusform>
        </translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>Untick all</source>
        <translation>取消全部勾选</translation>
    </message>
    <message>
        <source>Filter: agent ~ &quot;snapshot&quot; and lost and length &lt; 600</source>
        <translation>筛选：agent ~ &quot;snapshot&quot; and lost and length &lt; 600</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>Thumbnails</source>
        <translation>缩略图</translation>
    </message>
    <message>
        <source>List</source>
        <translation>列表</translation>
    </message>
    <message>
        <source>No recorded match fits this query.</source>
        <translation>没有符合此查询的对局。</translation>
    </message>
    <message>
        <source>more than %1 matches</source>
        <translation>超过 %1 场对局</translation>
    </message>
    <message>
        <source>Watch side by side</source>
        <translation>并排观看</translation>
    </message>
    <message>
        <source>%1 of %2 shown</source>
        <comment>matches</comment>
        <translation>显示 %1 场，共 %2 场</translation>
    </message>
    <message>
        <source>sixteen at most are watched together</source>
        <translation>最多同时观看十六场</translation>
    </message>
    <message numerus="yes">
        <source>%n ticked</source>
        <translation>
            <numerusform>已勾选 %n 场</numerusform>
        </translation>
    </message>
    <message>
        <source>tick 2 to 16 to watch them side by side (Space)</source>
        <translation>勾选 2 至 16 场即可并排观看 (Space)</translation>
    </message>
    <message>
        <source>All matches</source>
        <translation>全部对局</translation>
    </message>
    <message>
        <source>Keep this view as …</source>
        <translation>将此视图保存为…</translation>
    </message>
    <message>
        <source>Name under which this view is kept</source>
        <translation>此视图的名称</translation>
    </message>
    <message>
        <source>Remove a view</source>
        <translation>移除视图</translation>
    </message>
    <message>
        <source>Record matches</source>
        <translation>录制对局</translation>
    </message>
    <message>
        <source>Let two agents play and keep the matches</source>
        <translation>让两个智能体对局并保存</translation>
    </message>
    <message>
        <source>Runs record some of their evaluation matches; how many is an option of the run (Record every). Or let two agents play now.</source>
        <translation>运行会录制部分评估对局；录多少是运行的一个选项（录制间隔）。也可以现在就让两个智能体对局。</translation>
    </message>
</context>
<context>
    <name>ludus::pages::RoleChip</name>
    <message numerus="yes">
        <source>%1: %n snapshot(s)</source>
        <extracomment>A role of a league and how many snapshots it has.</extracomment>
        <translation>
            <numerusform>%1：%n 个快照</numerusform>
        </translation>
    </message>
    <message>
        <source>Shows or hides this role in the pictures</source>
        <translation>在图中显示或隐藏此角色</translation>
    </message>
</context>
<context>
    <name>ludus::pages::RunCharts</name>
    <message>
        <source>This version of Ludus knows no panel of this name. It keeps its place.</source>
        <translation>此版本的 Ludus 没有这个名称的面板。它的位置会保留。</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>newest first</source>
        <translation>最新的在前</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>步</translation>
    </message>
    <message>
        <source>The layout shows what this run does not have: %1. These panels keep their place and stay empty.</source>
        <translation>此布局包含本运行没有的内容：%1。这些面板保留位置，但没有内容。</translation>
    </message>
    <message>
        <source>The layout “%1” cannot be read. The standard panels are shown instead. It stays as it is until you save or delete it.</source>
        <translation>无法读取布局“%1”。现在显示的是标准面板。在您保存或删除之前，它保持原样。</translation>
    </message>
    <message>
        <source>The layout “%1” was made by another version of Ludus. What this one knows of it is shown. It stays as it is until you save it.</source>
        <translation>布局“%1”由 Ludus 的其他版本创建。现在显示的是本版本认识的部分。在您保存之前，它保持原样。</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>平滑</translation>
    </message>
    <message>
        <source>How far a curve looks around for its mean; the raw line stays visible, pale</source>
        <translation>曲线取多大范围求平均；原始曲线以浅色保留</translation>
    </message>
    <message>
        <source>Kind of smoothing</source>
        <translation>平滑方式</translation>
    </message>
    <message>
        <source>Exponential</source>
        <translation>指数</translation>
    </message>
    <message>
        <source>Debiased exponential mean of what came before</source>
        <translation>此前各点经过去偏的指数平均</translation>
    </message>
    <message>
        <source>Time-weighted</source>
        <translation>时间加权</translation>
    </message>
    <message>
        <source>Exponential mean by the distance in steps: gaps in a curve weigh as much as they are long</source>
        <translation>按步数间隔加权的指数平均：曲线中的空缺有多长，权重就有多大</translation>
    </message>
    <message>
        <source>Gaussian</source>
        <translation>高斯</translation>
    </message>
    <message>
        <source>Mean of both sides, near samples weigh more</source>
        <translation>两侧的平均，近处的点权重更大</translation>
    </message>
    <message>
        <source>Running mean</source>
        <translation>滑动平均</translation>
    </message>
    <message>
        <source>Plain mean of the samples around</source>
        <translation>周围各点的简单平均</translation>
    </message>
    <message numerus="yes">
        <source>%n point(s)</source>
        <translation>
            <numerusform>%n 个点</numerusform>
        </translation>
    </message>
    <message>
        <source>σ %1</source>
        <extracomment>Standard deviation of a Gaussian, in points.</extracomment>
        <translation>σ %1</translation>
    </message>
    <message>
        <source>x axis</source>
        <translation>x 轴</translation>
    </message>
    <message>
        <source>Linked</source>
        <translation>联动</translation>
    </message>
    <message>
        <source>All charts show the same part of x and the same cursor</source>
        <translation>所有图表显示相同的 x 范围，共用一个光标</translation>
    </message>
    <message>
        <source>Reset zoom</source>
        <translation>重置缩放</translation>
    </message>
    <message>
        <source>Wheel or a drag zooms, a drag in a zoomed chart moves it, Shift and a drag zooms further</source>
        <translation>滚轮或拖动可缩放；在放大的图表中拖动可平移，按住 Shift 拖动可继续放大</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>Relative time</source>
        <translation>相对时间</translation>
    </message>
    <message>
        <source>Wall clock</source>
        <translation>钟表时间</translation>
    </message>
    <message>
        <source>Redraw paused under the pointer</source>
        <translation>指针在图上时暂停重绘</translation>
    </message>
    <message>
        <source>Layout</source>
        <translation>布局</translation>
    </message>
    <message>
        <source>Standard</source>
        <translation>标准</translation>
    </message>
    <message>
        <source>Add panel</source>
        <translation>添加面板</translation>
    </message>
    <message>
        <source>Panels</source>
        <translation>面板</translation>
    </message>
    <message>
        <source>Metrics of this run</source>
        <translation>此运行的指标</translation>
    </message>
    <message>
        <source>Save changes</source>
        <translation>保存更改</translation>
    </message>
    <message>
        <source>Undo changes</source>
        <translation>撤销更改</translation>
    </message>
    <message>
        <source>Delete this layout; its panels stay</source>
        <translation>删除此布局；面板仍保留</translation>
    </message>
    <message>
        <source>Save as: name, then Enter</source>
        <translation>另存为：输入名称后按 Enter</translation>
    </message>
    <message>
        <source>Name of a new layout</source>
        <translation>新布局的名称</translation>
    </message>
    <message>
        <source>Export page as PNG…</source>
        <translation>将页面导出为 PNG…</translation>
    </message>
    <message>
        <source>Export page as PDF…</source>
        <translation>将页面导出为 PDF…</translation>
    </message>
    <message>
        <source>Export page</source>
        <translation>导出页面</translation>
    </message>
    <message>
        <source>%1 files (*.%2)</source>
        <translation>%1 文件 (*.%2)</translation>
    </message>
    <message>
        <source>%1 •</source>
        <extracomment>A layout that was changed since it was chosen.</extracomment>
        <translation>%1 •</translation>
    </message>
    <message>
        <source>%1, changed</source>
        <translation>%1，已更改</translation>
    </message>
</context>
<context>
    <name>ludus::pages::RunControl</name>
    <message>
        <source>Change while it runs</source>
        <translation>训练中更改</translation>
    </message>
    <message>
        <source>counts from the next update on</source>
        <translation>从下一次更新起生效</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Back to the values that the run has now</source>
        <translation>恢复运行当前的值</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>应用</translation>
    </message>
    <message>
        <source>Options change while the run goes on. To try others, start a copy of it.</source>
        <translation>只有运行进行时才能更改选项。要尝试其他取值，请启动它的副本。</translation>
    </message>
    <message>
        <source>Nothing is changed.</source>
        <translation>没有更改。</translation>
    </message>
    <message>
        <source>%1 is not right yet.</source>
        <translation>%1 还不正确。</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) wait until they are applied.</source>
        <translation>
            <numerusform>%n 处更改等待应用。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ludus::pages::RunDetailsPanel</name>
    <message>
        <source>Preset</source>
        <translation>预设</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>Started from</source>
        <translation>起始权重</translation>
    </message>
    <message>
        <source>fresh weights</source>
        <translation>随机权重</translation>
    </message>
    <message>
        <source>Program and machine</source>
        <translation>程序与机器</translation>
    </message>
    <message>
        <source>not kept by the version that ran it</source>
        <translation>当时的程序版本没有记录</translation>
    </message>
    <message>
        <source>Workers</source>
        <translation>工作线程</translation>
    </message>
    <message>
        <source>Ludus</source>
        <translation>Ludus</translation>
    </message>
    <message>
        <source>not needed</source>
        <translation>不需要</translation>
    </message>
    <message>
        <source>not loaded</source>
        <translation>未加载</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>处理器</translation>
    </message>
    <message>
        <source>Cores</source>
        <translation>核心</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>Graphics card</source>
        <translation>显卡</translation>
    </message>
    <message numerus="yes">
        <source>%1 (%n cards)</source>
        <translation>
            <numerusform>%1（%n 张）</numerusform>
        </translation>
    </message>
    <message>
        <source>System</source>
        <translation>系统</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>主机</translation>
    </message>
    <message>
        <source>Option</source>
        <translation>选项</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>改动</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Options</source>
        <translation>选项</translation>
    </message>
    <message>
        <source>Compute it again</source>
        <translation>复现</translation>
    </message>
    <message>
        <source>Command line</source>
        <translation>命令行</translation>
    </message>
    <message>
        <source>Copy the command</source>
        <translation>复制命令</translation>
    </message>
    <message>
        <source>Copy everything below as text</source>
        <translation>以文本形式复制下面的全部内容</translation>
    </message>
    <message numerus="yes">
        <source>%n option(s) changed on the way; they are no part of this command.</source>
        <translation>
            <numerusform>训练中更改过 %n 个选项；它们不在此命令之内。</numerusform>
        </translation>
    </message>
    <message>
        <source>A budget in time depends on the speed of the machine: the curves will be alike, not equal.</source>
        <translation>以时间为预算时，结果取决于机器的速度：曲线会相似，但不相同。</translation>
    </message>
    <message>
        <source>This is the first run of its kind.</source>
        <translation>这是同类中的第一个运行。</translation>
    </message>
    <message>
        <source>from %1 steps: %2 = %3</source>
        <translation>从 %1 步起：%2 = %3</translation>
    </message>
    <message>
        <source>What it was computed from</source>
        <translation>计算所依据的内容</translation>
    </message>
    <message>
        <source>Nothing since %1: the same options.</source>
        <translation>自 %1 以来没有改动：选项相同。</translation>
    </message>
    <message>
        <source>Since %1, the last run of its kind.</source>
        <translation>自上一个同类运行 %1 以来。</translation>
    </message>
    <message>
        <source>Bold: not the default.</source>
        <translation>粗体：不是默认值。</translation>
    </message>
</context>
<context>
    <name>ludus::pages::RunPage</name>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>No run open</source>
        <translation>没有打开的运行</translation>
    </message>
    <message>
        <source>A run&apos;s curves, log and verbs stand here while it trains and afterwards.</source>
        <translation>训练时和结束后，运行的曲线、日志和操作都显示在这里。</translation>
    </message>
    <message>
        <source>New experiment</source>
        <translation>新建实验</translation>
    </message>
    <message>
        <source>Watch newest match</source>
        <translation>观看最新的对局</translation>
    </message>
    <message>
        <source>Reset zoom</source>
        <translation>重置缩放</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>步</translation>
    </message>
    <message>
        <source>Finishing open matches</source>
        <translation>正在打完进行中的对局</translation>
    </message>
    <message>
        <source>preset %1</source>
        <translation>预设 %1</translation>
    </message>
    <message>
        <source>seed %1</source>
        <translation>种子 %1</translation>
    </message>
    <message>
        <source>started %1</source>
        <translation>开始于 %1</translation>
    </message>
    <message>
        <source>The first recorded match is still being played.</source>
        <translation>第一场录制的对局仍在进行。</translation>
    </message>
    <message>
        <source>%1 of %2 steps</source>
        <translation>%1 步，共 %2 步</translation>
    </message>
    <message>
        <source>%1 steps</source>
        <translation>%1 步</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>剩余 %1</translation>
    </message>
    <message>
        <source>Elo</source>
        <translation>Elo</translation>
    </message>
    <message>
        <source>Newest evaluated snapshot, 95 % interval, bot random at 0</source>
        <translation>最近评估的快照，95% 区间，机器人 random 为 0</translation>
    </message>
    <message>
        <source>Win rate v own past</source>
        <translation>对自身历史的胜率</translation>
    </message>
    <message>
        <source>Episode length</source>
        <translation>回合长度</translation>
    </message>
    <message>
        <source>Entropy</source>
        <translation>熵</translation>
    </message>
    <message>
        <source>nats</source>
        <translation>nat</translation>
    </message>
    <message>
        <source>Steps per second</source>
        <translation>每秒步数</translation>
    </message>
    <message>
        <source>Snapshots</source>
        <translation>快照</translation>
    </message>
    <message>
        <source>Training time</source>
        <translation>训练时间</translation>
    </message>
    <message>
        <source>Standard layout of the charts</source>
        <translation>图表的标准布局</translation>
    </message>
    <message>
        <source>Score v %1</source>
        <translation>对 %1 的得分</translation>
    </message>
    <message>
        <source>Mean of points won minus lost in the newest evaluation, 95 % interval</source>
        <translation>最新一次评估中得分减失分的均值，95% 区间</translation>
    </message>
    <message>
        <source>Logarithmic x axis of the charts</source>
        <translation>图表使用对数 x 轴</translation>
    </message>
    <message>
        <source>mean</source>
        <extracomment>Of a number that is an average.</extracomment>
        <translation>均值</translation>
    </message>
    <message>
        <source>Average over the whole training time</source>
        <translation>整个训练时间的平均值</translation>
    </message>
    <message>
        <source>Record matches of the newest snapshot</source>
        <translation>录制最新快照的对局</translation>
    </message>
    <message>
        <source>newest of %1</source>
        <translation>%1 最新的快照</translation>
    </message>
    <message>
        <source>League</source>
        <translation>联盟</translation>
    </message>
    <message>
        <source>Who plays whom, who beats whom, who descends from whom</source>
        <translation>谁与谁对局、谁能击败谁、谁继承自谁</translation>
    </message>
    <message>
        <source>Win rate v frozen</source>
        <translation>对冻结玩家的胜率</translation>
    </message>
    <message>
        <source>Of the main agent against all frozen players, in training</source>
        <translation>训练中主智能体对所有冻结玩家的胜率</translation>
    </message>
    <message>
        <source>This run was deleted</source>
        <translation>此运行已被删除</translation>
    </message>
    <message>
        <source>Its curves, snapshots, replays and checkpoints went with it. All runs that are left stand in Experiments.</source>
        <translation>它的曲线、快照、回放和检查点已一并删除。其余运行都在“实验”中。</translation>
    </message>
    <message>
        <source>Experiments</source>
        <translation>实验</translation>
    </message>
</context>
<context>
    <name>ludus::pages::RunPreview</name>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>Selected run</source>
        <translation>所选的运行</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>步</translation>
    </message>
    <message>
        <source>Game</source>
        <translation>游戏</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>预设</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Elo</source>
        <translation>Elo</translation>
    </message>
    <message>
        <source>Snapshots</source>
        <translation>快照</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>开始时间</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Note: what was tried, what came of it</source>
        <translation>备注：尝试了什么，结果如何</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) selected</source>
        <translation>
            <numerusform>已选 %n 个运行</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Mean Elo %1 of %n rated run(s)</source>
        <translation>
            <numerusform>%n 个有评分的运行的平均 Elo：%1</numerusform>
        </translation>
    </message>
    <message>
        <source>All options are the same.</source>
        <translation>所有选项都相同。</translation>
    </message>
    <message>
        <source>Options that differ</source>
        <translation>不同的选项</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>另有 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>The chart shows the first %1 of them.</source>
        <translation>图中显示其中前 %1 个。</translation>
    </message>
</context>
<context>
    <name>ludus::pages::RunSide</name>
    <message>
        <source>Beside the curves</source>
        <translation>曲线旁</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>更改</translation>
    </message>
    <message>
        <source>Reproduce</source>
        <translation>复现</translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>提醒</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>newest first</source>
        <translation>最新的在前</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>None so far. What a run tells is chosen in its options under Alerts.</source>
        <translation>至今没有。运行就什么给出提醒，在其选项的“提醒”中选择。</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Options that may change, how to compute the run again, its alerts</source>
        <translation>可更改的选项、复现方法与提醒</translation>
    </message>
    <message>
        <source>Clone</source>
        <translation>克隆</translation>
    </message>
    <message>
        <source>A new experiment with the options of this one, to be changed</source>
        <translation>以此运行的选项新建实验，可再作更改</translation>
    </message>
    <message>
        <source>Change options of the run</source>
        <translation>更改运行的选项</translation>
    </message>
    <message>
        <source>Show how to compute the run again</source>
        <translation>显示如何复现此运行</translation>
    </message>
    <message>
        <source>Show the alerts of the run</source>
        <translation>显示运行的提醒</translation>
    </message>
    <message>
        <source>Clone the run</source>
        <translation>克隆此运行</translation>
    </message>
    <message>
        <source>copy of %1</source>
        <translation>%1 的副本</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
</context>
<context>
    <name>ludus::pages::RunVerbs</name>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Resume from the newest checkpoint</source>
        <translation>从最近的检查点继续</translation>
    </message>
    <message>
        <source>Resume from the best checkpoint: what came after it is dropped</source>
        <translation>从最好的检查点继续：丢弃其后的内容</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Goes on from its newest checkpoint; what came after that is trained anew</source>
        <translation>从最近的检查点继续；其后的部分重新训练</translation>
    </message>
    <message>
        <source>More ways to resume</source>
        <translation>更多继续方式</translation>
    </message>
    <message>
        <source>Stop: finish open matches, keep everything</source>
        <translation>停止：打完进行中的对局，保留全部内容</translation>
    </message>
    <message>
        <source>Abort: now, what is in flight is dropped</source>
        <translation>中止：立即结束，丢弃进行中的工作</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>More ways to stop</source>
        <translation>更多停止方式</translation>
    </message>
</context>
<context>
    <name>ludus::pages::WelcomePage</name>
    <message>
        <source>Welcome to Ludus</source>
        <translation>欢迎使用 Ludus</translation>
    </message>
    <message>
        <source>Train agents against each other and watch them learn</source>
        <translation>让智能体相互对抗训练，看着它们学习</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Look around</source>
        <translation>随便看看</translation>
    </message>
    <message>
        <source>Sample workspace</source>
        <translation>示例工作区</translation>
    </message>
    <message>
        <source>Finished runs with curves, snapshots and replays, one of them a league. It needs no training.</source>
        <translation>已完成的运行，含曲线、快照与回放，其中一个是联盟。无需训练。</translation>
    </message>
    <message>
        <source>New experiment</source>
        <translation>新建实验</translation>
    </message>
    <message>
        <source>Train something</source>
        <translation>训练一个试试</translation>
    </message>
    <message>
        <source>Slime Volleyball teaches itself from scratch and beats the scripted bots within a few minutes.</source>
        <translation>史莱姆排球从零自学，几分钟内就能击败脚本机器人。</translation>
    </message>
    <message>
        <source>Show me round</source>
        <translation>带我看看</translation>
    </message>
    <message>
        <source>Tour in five steps</source>
        <translation>五步导览</translation>
    </message>
    <message>
        <source>Points at the places you will use most. It can be left at any step.</source>
        <translation>指出最常用的地方。任何一步都可以离开。</translation>
    </message>
    <message>
        <source>Runs, snapshots and replays are kept in this folder.</source>
        <translation>运行、快照与回放保存在此文件夹中。</translation>
    </message>
    <message>
        <source>Open another folder</source>
        <translation>打开其他文件夹</translation>
    </message>
    <message>
        <source>Open workspace</source>
        <translation>打开工作区</translation>
    </message>
    <message>
        <source>Workspace</source>
        <translation>工作区</translation>
    </message>
    <message>
        <source>This machine</source>
        <translation>本机</translation>
    </message>
    <message>
        <source>The sample workspace could not be written to %1. Nothing was changed. Check the folder and its free space, then try again.</source>
        <translation>无法将示例工作区写入 %1。没有任何改动。请检查该文件夹及其剩余空间，然后重试。</translation>
    </message>
</context>
<context>
    <name>ludus::pages::WhatIfPanel</name>
    <message>
        <source>What would be drawn now</source>
        <translation>现在会抽到谁</translation>
    </message>
    <message>
        <source>before anything is applied</source>
        <translation>在应用任何更改之前</translation>
    </message>
    <message>
        <source>Learner</source>
        <translation>学习者</translation>
    </message>
    <message>
        <source>Learner whose next opponents are shown</source>
        <translation>要显示其下一个对手的学习者</translation>
    </message>
    <message>
        <source>Draw %1 times</source>
        <translation>抽取 %1 次</translation>
    </message>
    <message>
        <source>Draws on trial, with the options as they are, to see that what comes agrees with the shares</source>
        <translation>按当前的选项试抽，以核对结果与占比是否一致</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Back to the values that the run has now</source>
        <translation>恢复运行当前的值</translation>
    </message>
    <message>
        <source>Apply from now</source>
        <translation>从现在起应用</translation>
    </message>
    <message>
        <source>The run obeys from its next update on</source>
        <translation>运行从下一次更新起采用</translation>
    </message>
    <message>
        <source>New run with these</source>
        <translation>以此新建运行</translation>
    </message>
    <message>
        <source>A new experiment with the run&apos;s file and these values</source>
        <translation>用此运行的文件和这些值新建实验</translation>
    </message>
    <message>
        <source>no candidate for %1, new %2</source>
        <translation>%1 的情况下没有候选者，更改后为 %2</translation>
    </message>
    <message>
        <source>no candidate for %1</source>
        <translation>%1 的情况下没有候选者</translation>
    </message>
    <message>
        <source>Who would be drawn for %1</source>
        <translation>%1 会抽到谁</translation>
    </message>
    <message>
        <source>This learner was frozen out: it draws nobody any more.</source>
        <translation>此学习者已停止参与：不再抽取任何对手。</translation>
    </message>
    <message>
        <source>It waits until the common start is made.</source>
        <translation>它在等待共同起点完成。</translation>
    </message>
    <message>
        <source>Nobody could be drawn.</source>
        <translation>没有可抽取的对手。</translation>
    </message>
    <message>
        <source>%1 draws on trial: furthest from its share is %2, which came in %3 of them and was expected in %4.</source>
        <translation>试抽 %1 次：与占比相差最大的是 %2，实际为 %3，预期为 %4。</translation>
    </message>
    <message>
        <source>What is changed makes no difference to whom this learner meets.</source>
        <translation>这些更改不影响此学习者会遇到谁。</translation>
    </message>
    <message>
        <source>A start is being made: nothing is drawn yet.</source>
        <translation>正在训练起点：还没有抽取。</translation>
    </message>
    <message>
        <source>Nothing is changed.</source>
        <translation>没有更改。</translation>
    </message>
    <message>
        <source>%1 is not right yet.</source>
        <translation>%1 还不正确。</translation>
    </message>
    <message>
        <source>The run takes it with its next update.</source>
        <translation>运行会在下一次更新时采用。</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) wait until they are applied.</source>
        <translation>
            <numerusform>%n 项更改等待应用。</numerusform>
        </translation>
    </message>
    <message>
        <source>How often a place was empty is counted over all %1 draws of this learner.</source>
        <translation>某处没有候选者的次数，按该学习者全部 %1 次抽取统计。</translation>
    </message>
    <message>
        <source>Applied: the run obeys from step %1 on.</source>
        <translation>已应用：运行从第 %1 步起照此执行。</translation>
    </message>
</context>
<context>
    <name>ludus::pages::WhyCheck</name>
    <message>
        <source>The league could not be rebuilt as it was then: its versions differ.</source>
        <translation>无法重建当时的联盟：版本不一致。</translation>
    </message>
    <message>
        <source>Asked again with these numbers, the role gives the same answer.</source>
        <translation>以这些数字再次询问，该角色给出相同的答案。</translation>
    </message>
    <message>
        <source>Asked again with these numbers, the role gives another answer.</source>
        <translation>以这些数字再次询问，该角色给出不同的答案。</translation>
    </message>
    <message>
        <source>Nothing was asked: it happened.</source>
        <translation>没有询问角色：这是自行发生的事件。</translation>
    </message>
    <message>
        <source>A match of them is recorded: %1.</source>
        <translation>两者有一场录制的对局：%1。</translation>
    </message>
    <message>
        <source>No match of them is recorded. %1 and %2 can play a new one.</source>
        <translation>两者没有录制的对局。可以让 %1 与 %2 打一场新的。</translation>
    </message>
    <message>
        <source>No match of them is recorded, and not both have weights that are kept.</source>
        <translation>两者没有录制的对局，且并非双方都有保留的权重。</translation>
    </message>
</context>
<context>
    <name>ludus::pages::WhyDrawView</name>
    <message>
        <source>Where</source>
        <translation>途径</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>对手</translation>
    </message>
    <message>
        <source>Candidates</source>
        <translation>候选者</translation>
    </message>
    <message>
        <source>Candidate</source>
        <translation>候选者</translation>
    </message>
    <message>
        <source>Win rate</source>
        <translation>胜率</translation>
    </message>
    <message>
        <source>Of the learner against it, as believed then, with half the width of its 95 % interval</source>
        <translation>学习者对它的胜率，按当时的估计，附 95% 区间的半宽</translation>
    </message>
    <message>
        <source>n</source>
        <translation>n</translation>
    </message>
    <message>
        <source>Matches, and in brackets how many they weigh now that earlier ones have faded</source>
        <translation>对局数；括号内为旧结果淡出后的有效对局数</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Probability</source>
        <translation>概率</translation>
    </message>
    <message>
        <source>Range</source>
        <translation>范围</translation>
    </message>
    <message>
        <source>The second number chooses whose range it falls on: the start is in it, the end is not</source>
        <translation>第二个随机数落在谁的范围内就抽到谁：含下界，不含上界</translation>
    </message>
    <message>
        <source>Draw %1 at %2 steps · block %3 · league version %4 · payoff version %5</source>
        <translation>抽取 %1 · %2 步时 · 槽位块 %3 · 联盟版本 %4 · 收益矩阵版本 %5</translation>
    </message>
    <message>
        <source>It plays itself until the common start of all learners is made; nothing was drawn.</source>
        <translation>在全部学习者的共同起点完成之前，它与自己对局；没有抽取。</translation>
    </message>
    <message>
        <source>It plays its bot until its own start is made; nothing was drawn.</source>
        <translation>在自己的起点完成之前，它与对应的机器人对局；没有抽取。</translation>
    </message>
    <message>
        <source>No candidate there: %1.</source>
        <translation>那里没有候选者：%1。</translation>
    </message>
    <message>
        <source>forgotten players</source>
        <translation>被遗忘的玩家</translation>
    </message>
    <message>
        <source>%1, drawn</source>
        <comment>the candidate that was drawn</comment>
        <translation>%1，被抽中</translation>
    </message>
    <message>
        <source>prior</source>
        <translation>先验</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>matches, faded</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Results that it inherited when it was frozen; no match of its own yet</source>
        <translation>冻结时继承的结果；还没有自己的对局</translation>
    </message>
</context>
<context>
    <name>ludus::pages::WhyList</name>
    <message>
        <source>What happened</source>
        <translation>所发生的事</translation>
    </message>
    <message>
        <source>newest first</source>
        <translation>最新的在前</translation>
    </message>
    <message>
        <source>Draws</source>
        <translation>抽取</translation>
    </message>
    <message>
        <source>Verdicts</source>
        <translation>评判</translation>
    </message>
    <message>
        <source>Nothing was drawn yet.</source>
        <translation>还没有抽取。</translation>
    </message>
    <message>
        <source>No verdict yet. The first comes when the common start is made.</source>
        <translation>还没有评判。共同起点完成时给出第一个。</translation>
    </message>
    <message>
        <source>Learner</source>
        <translation>学习者</translation>
    </message>
    <message>
        <source>Only what was drawn for this learner, or decided on it</source>
        <translation>仅显示为此学习者所作的抽取，或关于它的决定</translation>
    </message>
    <message>
        <source>Older</source>
        <translation>更早</translation>
    </message>
    <message>
        <source>Reads further draws of earlier</source>
        <translation>读取更早的抽取</translation>
    </message>
    <message>
        <source>All learners</source>
        <translation>全部学习者</translation>
    </message>
</context>
<context>
    <name>ludus::pages::WhyPage</name>
    <message>
        <source>Why</source>
        <translation>为什么</translation>
    </message>
    <message>
        <source>League</source>
        <translation>联盟</translation>
    </message>
    <message>
        <source>Show in the league</source>
        <translation>在联盟中显示</translation>
    </message>
    <message>
        <source>Watch it</source>
        <translation>观看</translation>
    </message>
    <message>
        <source>Explain the newest draw</source>
        <translation>解释最近的抽取</translation>
    </message>
    <message>
        <source>Read older draws</source>
        <translation>读取更早的抽取</translation>
    </message>
    <message>
        <source>Draw on trial</source>
        <translation>试抽</translation>
    </message>
    <message>
        <source>Discard edited options of the league</source>
        <translation>放弃对联盟选项的更改</translation>
    </message>
    <message>
        <source>Nothing to explain yet</source>
        <translation>还没有可解释的内容</translation>
    </message>
    <message>
        <source>Select a match or a verdict in the league to see why it came about.</source>
        <translation>在联盟中选中一场对局或一个评判，即可查看其原因。</translation>
    </message>
    <message>
        <source>Open the league</source>
        <translation>打开联盟</translation>
    </message>
    <message>
        <source>This run has no league</source>
        <translation>此运行没有联盟</translation>
    </message>
    <message>
        <source>League presets train exploiters beside the main agent. Here it is told why each of them met whom, and what became of it.</source>
        <translation>联盟预设在主智能体之外还训练利用者。这里说明它们各自为什么遇到某个对手，以及后来如何。</translation>
    </message>
    <message>
        <source>New league</source>
        <translation>新建联盟</translation>
    </message>
    <message>
        <source>Why this draw</source>
        <translation>为什么这样抽取</translation>
    </message>
    <message>
        <source>draw %1</source>
        <translation>抽取 %1</translation>
    </message>
    <message>
        <source>verdict %1</source>
        <translation>评判 %1</translation>
    </message>
    <message>
        <source>Why this verdict</source>
        <translation>为什么这样评判</translation>
    </message>
    <message>
        <source>Record a match</source>
        <translation>录制一场对局</translation>
    </message>
    <message>
        <source>A new match of %1 and %2: none of them is recorded</source>
        <translation>%1 与 %2 的新对局：两者没有录制的对局</translation>
    </message>
    <message>
        <source>No match of them is recorded, and not both have weights that are kept</source>
        <translation>两者没有录制的对局，且并非双方都有保留的权重</translation>
    </message>
    <message>
        <source>This was about one learner alone</source>
        <translation>这只涉及一个学习者</translation>
    </message>
    <message>
        <source>%1 with other options of its league</source>
        <translation>%1，联盟选项不同</translation>
    </message>
    <message>
        <source>The league is rebuilt as it stood then. That takes a moment where it is long.</source>
        <translation>正在重建当时的联盟。联盟很长时需要片刻。</translation>
    </message>
</context>
<context>
    <name>ludus::pages::WhyRuler</name>
    <message>
        <source>%1 falls on %2, %3.</source>
        <translation>%1 落在 %2（%3）。</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>part of a line, range</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>part of a line, its share</comment>
        <translation>%1 %2</translation>
    </message>
</context>
<context>
    <name>ludus::pages::WhyVerdictView</name>
    <message>
        <source>Conditions</source>
        <translation>条件</translation>
    </message>
    <message>
        <source>Condition</source>
        <translation>条件</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>阈值</translation>
    </message>
    <message>
        <source>Met</source>
        <translation>满足</translation>
    </message>
    <message>
        <source>Who was compared</source>
        <translation>被比较的成员</translation>
    </message>
    <message>
        <source>Member</source>
        <translation>成员</translation>
    </message>
    <message>
        <source>Against</source>
        <translation>对手</translation>
    </message>
    <message>
        <source>Win rate</source>
        <translation>胜率</translation>
    </message>
    <message>
        <source>Of the member, with half the width of its 95 % interval</source>
        <translation>该成员的胜率，附 95% 区间的半宽</translation>
    </message>
    <message>
        <source>Matches</source>
        <translation>对局</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Compared for</source>
        <translation>比较目的</translation>
    </message>
    <message>
        <source>Verdict %1 at %2 steps · period %3 · league version %4 · payoff version %5</source>
        <translation>评判 %1 · %2 步时 · 第 %3 周期 · 联盟版本 %4 · 收益矩阵版本 %5</translation>
    </message>
    <message numerus="yes">
        <source>%n number(s) drawn: %1</source>
        <translation>
            <numerusform>抽取了 %n 个随机数：%1</numerusform>
        </translation>
    </message>
    <message>
        <source>met</source>
        <translation>满足</translation>
    </message>
    <message>
        <source>not met</source>
        <translation>不满足</translation>
    </message>
    <message>
        <source>inherited from</source>
        <translation>被继承</translation>
    </message>
    <message>
        <source>above the limit</source>
        <translation>高于阈值</translation>
    </message>
    <message>
        <source>inside the window</source>
        <translation>在窗口内</translation>
    </message>
    <message>
        <source>enough matches</source>
        <translation>对局足够</translation>
    </message>
    <message>
        <source>inheritance</source>
        <translation>继承</translation>
    </message>
    <message>
        <source>end of period</source>
        <translation>周期结束</translation>
    </message>
    <message>
        <source>A start is judged by its steps alone.</source>
        <translation>起点只按步数判定。</translation>
    </message>
    <message>
        <source>Nobody was compared: steps alone decided.</source>
        <translation>没有比较任何成员：仅由步数决定。</translation>
    </message>
</context>
<context>
    <name>ludus::studio::GuidedTour</name>
    <message>
        <source>Begin here</source>
        <translation>从这里开始</translation>
    </message>
    <message>
        <source>An experiment is a game, a preset and what you change of it. Press this button, or Ctrl+N, to set one up.</source>
        <translation>实验由游戏、预设以及您的改动组成。按此按钮或 Ctrl+N 即可设置。</translation>
    </message>
    <message>
        <source>Set up by pointing</source>
        <translation>点选即可设置</translation>
    </message>
    <message>
        <source>Choose a game and a preset. The form and the file say the same thing: change either. Start trains at once, in this window.</source>
        <translation>选择游戏和预设。表单与文件内容相同，改哪一边都行。按“开始”会立即在本窗口中训练。</translation>
    </message>
    <message>
        <source>Watch it learn</source>
        <translation>看着它学习</translation>
    </message>
    <message>
        <source>Curves grow while a run trains. Point at one to read every curve at that moment; all charts share one cursor. Pause and stop stand at the top.</source>
        <translation>训练时曲线不断增长。指向任一曲线可读出该时刻的全部数值，所有图表共用一个光标。暂停与停止在页面上方。</translation>
    </message>
    <message>
        <source>See the matches</source>
        <translation>观看对局</translation>
    </message>
    <message>
        <source>Runs record matches as they go. Open one to play it step by step, with what the agent sees, what it may do and how it judges its chances.</source>
        <translation>运行会随时录制对局。打开一场逐帧播放，可以看到智能体的观测、可选动作以及对胜算的判断。</translation>
    </message>
    <message>
        <source>Find everything</source>
        <translation>找到一切</translation>
    </message>
    <message>
        <source>Ctrl+K finds pages, commands, runs and help by a few letters. F1 explains what has the focus.</source>
        <translation>Ctrl+K 输入几个字母即可找到页面、命令、运行和帮助。F1 解释焦点所在之处。</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>第 %1 步，共 %2 步</translation>
    </message>
</context>
<context>
    <name>ludus::studio::MainWindow</name>
    <message>
        <source>Close Ludus</source>
        <translation>关闭 Ludus</translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) train in this window.</source>
        <translation>
            <numerusform>本窗口中有 %n 个运行正在训练。</numerusform>
        </translation>
    </message>
    <message>
        <source>Closing saves where training stands. The next time Ludus opens it offers to go on from there.</source>
        <translation>关闭时会保存训练进度。下次打开 Ludus 时可以从那里继续。</translation>
    </message>
    <message>
        <source>Save and close</source>
        <translation>保存并关闭</translation>
    </message>
    <message>
        <source>Keep training</source>
        <translation>继续训练</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>另外 %n 个</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) could not be saved: %1.</source>
        <translation>
            <numerusform>%n 个运行无法保存：%1。</numerusform>
        </translation>
    </message>
    <message>
        <source>Closing now loses the training since the last checkpoint on the disk: %1 steps.</source>
        <translation>现在关闭将丢失磁盘上最后一个检查点之后的训练：%1 步。</translation>
    </message>
    <message>
        <source>Free some space or mend the disk, then choose Try again.</source>
        <translation>请腾出一些空间或修复磁盘，然后选择“重试”。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Keep Ludus open</source>
        <translation>保持 Ludus 打开</translation>
    </message>
    <message>
        <source>Close and lose %1 steps</source>
        <translation>关闭并丢失 %1 步</translation>
    </message>
</context>
<context>
    <name>ludus::studio::Notifier</name>
    <message>
        <source>%1 finished</source>
        <translation>%1 已完成</translation>
    </message>
    <message>
        <source>%1 steps in %2, Elo %3</source>
        <translation>%2内完成 %1 步，Elo %3</translation>
    </message>
    <message>
        <source>%1 steps in %2</source>
        <translation>%2内完成 %1 步</translation>
    </message>
    <message>
        <source>%1 failed</source>
        <translation>%1 失败</translation>
    </message>
    <message>
        <source>%1 crashed</source>
        <translation>%1 崩溃</translation>
    </message>
    <message>
        <source>After %1 steps.</source>
        <translation>在 %1 步之后。</translation>
    </message>
    <message>
        <source>Alert of %1</source>
        <translation>%1 的提醒</translation>
    </message>
</context>
<context>
    <name>ludus::studio::Shell</name>
    <message>
        <source>This workspace can only be read: watching and comparing work, starting runs does not. Choose a folder that you may write to.</source>
        <translation>此工作区只读：可以观看和比较，但不能启动运行。请选择一个可写的文件夹。</translation>
    </message>
    <message>
        <source>New experiment</source>
        <translation>新建实验</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Experiments</source>
        <translation>实验</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Watch</source>
        <translation>观看</translation>
    </message>
    <message>
        <source>Replays</source>
        <translation>回放</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>偏好设置</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message numerus="yes">
        <source>%n queued</source>
        <translation>
            <numerusform>%n 个排队中</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) training</source>
        <translation>
            <numerusform>%n 个运行正在训练</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) paused</source>
        <translation>
            <numerusform>%n 个运行已暂停</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) interrupted</source>
        <translation>
            <numerusform>%n 个运行已中断</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing is training</source>
        <translation>没有训练</translation>
    </message>
    <message>
        <source>Workspace %1</source>
        <translation>工作区 %1</translation>
    </message>
    <message>
        <source>Processor: %1 of all cores, by all programs</source>
        <translation>处理器：全部程序占用全部核心的 %1</translation>
    </message>
    <message>
        <source>Memory: this program takes %1</source>
        <translation>内存：本程序占用 %1</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>Run, %1</source>
        <translation>运行，%1</translation>
    </message>
    <message>
        <source>Help, %1</source>
        <translation>帮助，%1</translation>
    </message>
    <message>
        <source>Matches of %1</source>
        <translation>%1 的对局</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>智能体</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;New experiment</source>
        <translation>新建实验(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Open run file...</source>
        <translation>打开运行文件(&amp;O)…</translation>
    </message>
    <message>
        <source>Open run file</source>
        <translation>打开运行文件</translation>
    </message>
    <message>
        <source>Run files (*.toml)</source>
        <translation>运行文件 (*.toml)</translation>
    </message>
    <message>
        <source>Open &amp;workspace...</source>
        <translation>打开工作区(&amp;W)…</translation>
    </message>
    <message>
        <source>Open workspace</source>
        <translation>打开工作区</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>剪切(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>粘贴(&amp;P)</translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation>全选(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Find on this page</source>
        <translation>在此页面中查找(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Experiments</source>
        <translation>实验(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>运行(&amp;R)</translation>
    </message>
    <message>
        <source>Re&amp;plays</source>
        <translation>回放(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Compare</source>
        <translation>比较(&amp;C)</translation>
    </message>
    <message>
        <source>Co&amp;mmands...</source>
        <translation>命令(&amp;M)…</translation>
    </message>
    <message>
        <source>&amp;Dark theme</source>
        <translation>深色主题(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>语言(&amp;L)</translation>
    </message>
    <message>
        <source>L&amp;arger text</source>
        <translation>放大文字(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Smaller text</source>
        <translation>缩小文字(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Narrow rail</source>
        <translation>收窄导航栏(&amp;N)</translation>
    </message>
    <message>
        <source>F&amp;ull screen</source>
        <translation>全屏(&amp;U)</translation>
    </message>
    <message>
        <source>Open the &amp;newest run</source>
        <translation>打开最新的运行(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>暂停(&amp;P)</translation>
    </message>
    <message>
        <source>Res&amp;ume</source>
        <translation>继续(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Stop: finish open matches, keep everything</source>
        <translation>停止：打完进行中的对局，保留全部内容(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Abort: now, what is in flight is dropped</source>
        <translation>中止：立即结束，丢弃进行中的工作(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Window</source>
        <translation>窗口(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;New window on this workspace</source>
        <translation>为此工作区新建窗口(&amp;N)</translation>
    </message>
    <message>
        <source>Next &amp;area of the window</source>
        <translation>窗口的下一区域(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Previous area of the window</source>
        <translation>窗口的上一区域(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Minimise</source>
        <translation>最小化(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Help on what has the focus</source>
        <translation>焦点处的帮助(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Contents</source>
        <translation>目录(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>键盘快捷键(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Glossary</source>
        <translation>术语表(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Welcome</source>
        <translation>欢迎(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Tour in five steps</source>
        <translation>五步导览(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;About Ludus</source>
        <translation>关于 Ludus(&amp;A)</translation>
    </message>
    <message>
        <source>About Ludus</source>
        <translation>关于 Ludus</translation>
    </message>
    <message>
        <source>&lt;b&gt;Ludus %1&lt;/b&gt;&lt;p&gt;A studio for competitive multi-agent reinforcement learning.&lt;/p&gt;&lt;p&gt;Free software under the GNU General Public License, version 3 or later.&lt;/p&gt;</source>
        <translation>&lt;b&gt;Ludus %1&lt;/b&gt;&lt;p&gt;竞争型多智能体强化学习工作室。&lt;/p&gt;&lt;p&gt;自由软件，遵循 GNU 通用公共许可证第 3 版或更高版本。&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>磁盘</translation>
    </message>
    <message>
        <source>Pr&amp;eferences</source>
        <translation>偏好设置(&amp;E)</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <extracomment>What happened to a run, and more about it.</extracomment>
        <translation>%1：%2</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>还有 %n 项</numerusform>
        </translation>
    </message>
    <message>
        <source>Meanwhile: %1.</source>
        <translation>期间：%1。</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Agents</source>
        <translation>智能体</translation>
    </message>
    <message>
        <source>Start from a snapshot</source>
        <translation>从快照开始</translation>
    </message>
    <message>
        <source>League</source>
        <translation>联盟</translation>
    </message>
    <message>
        <source>Lineage</source>
        <translation>谱系</translation>
    </message>
    <message>
        <source>Lea&amp;gue</source>
        <translation>联盟(&amp;G)</translation>
    </message>
    <message>
        <source>L&amp;ineage</source>
        <translation>谱系(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;League</source>
        <translation>联盟(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Open the league</source>
        <translation>打开联盟(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Why this match</source>
        <translation>为什么是这场对局(&amp;W)</translation>
    </message>
    <message>
        <source>What would be &amp;drawn</source>
        <translation>将会抽到谁(&amp;D)</translation>
    </message>
    <message numerus="yes">
        <source>%n paused</source>
        <translation>
            <numerusform>%n 个已暂停</numerusform>
        </translation>
    </message>
    <message>
        <source>Start from %1 of %2</source>
        <comment>snapshot and run</comment>
        <translation>起点：%2 的 %1</translation>
    </message>
    <message>
        <source>from %1 of %2</source>
        <comment>snapshot and run</comment>
        <translation>来自 %2 的 %1</translation>
    </message>
</context>
<context>
    <name>ludus::style::Theme</name>
    <message>
        <source>Queued</source>
        <translation>排队中</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Aborted</source>
        <translation>已中止</translation>
    </message>
</context>
<context>
    <name>ludus::views::Callout</name>
    <message>
        <source>Skip</source>
        <translation>跳过</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
</context>
<context>
    <name>ludus::views::ChartPanel</name>
    <message>
        <source>Logarithmic scale</source>
        <translation>对数坐标</translation>
    </message>
    <message>
        <source>Ignore outliers for the scale</source>
        <translation>缩放时忽略离群值</translation>
    </message>
    <message>
        <source>A few values far from all others become small triangles at the edge</source>
        <translation>少数远离其他的值在边缘显示为小三角形</translation>
    </message>
    <message>
        <source>What is this?</source>
        <translation>这是什么？</translation>
    </message>
    <message>
        <source>log</source>
        <translation>对数</translation>
    </message>
    <message>
        <source>Logarithmic x axis</source>
        <translation>对数 x 轴</translation>
    </message>
    <message>
        <source>Linked charts share it; points where x is zero or less are left out</source>
        <translation>联动的图表共用此设置；x 不大于零的点不显示</translation>
    </message>
    <message>
        <source>log x</source>
        <translation>对数 x</translation>
    </message>
</context>
<context>
    <name>ludus::views::CommandField</name>
    <message>
        <source>Search or run a command</source>
        <translation>搜索或执行命令</translation>
    </message>
</context>
<context>
    <name>ludus::views::CommandPalette</name>
    <message>
        <source>Commands</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Search or run a command</source>
        <translation>搜索或执行命令</translation>
    </message>
    <message>
        <source>Page, command, run, agent or help topic</source>
        <translation>页面、命令、运行、智能体或帮助主题</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>搜索结果</translation>
    </message>
    <message>
        <source>Nothing is called like that.</source>
        <translation>没有这样的名称。</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>最近</translation>
    </message>
</context>
<context>
    <name>ludus::views::FileView</name>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
</context>
<context>
    <name>ludus::views::FormRow</name>
    <message>
        <source>%1 to %2</source>
        <translation>%1 至 %2</translation>
    </message>
    <message>
        <source>The preset says %1.</source>
        <translation>预设为 %1。</translation>
    </message>
    <message>
        <source>differs from the preset</source>
        <translation>与预设不同</translation>
    </message>
    <message>
        <source>Back to the preset: %1</source>
        <translation>恢复为预设：%1</translation>
    </message>
</context>
<context>
    <name>ludus::views::FormView</name>
    <message>
        <source>Find an option</source>
        <translation>查找选项</translation>
    </message>
    <message>
        <source>No option matches these words.</source>
        <translation>没有选项符合这些词。</translation>
    </message>
    <message>
        <source>Basic</source>
        <translation>基本</translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation>高级</translation>
    </message>
</context>
<context>
    <name>ludus::views::HeatMap</name>
    <message>
        <source>Matrix</source>
        <translation>矩阵</translation>
    </message>
    <message>
        <source>%1 is selected</source>
        <translation>已选择 %1</translation>
    </message>
    <message>
        <source>%1 by %2 cells, none is chosen</source>
        <comment>rows by columns</comment>
        <translation>%1 × %2 格，未选择</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>name, group</comment>
        <extracomment>A tip over the header of a row: its name and what it belongs to.</extracomment>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>value and meaning</comment>
        <extracomment>An end of a colour scale and what it means: 100 % row wins.</extracomment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>prior only, no matches</source>
        <translation>仅先验，没有对局</translation>
    </message>
    <message>
        <source>nothing known</source>
        <translation>尚无数据</translation>
    </message>
    <message>
        <source>prior only</source>
        <translation>仅先验</translation>
    </message>
</context>
<context>
    <name>ludus::views::HoverCard</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>另有 %n 个</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ludus::views::LeagueCanvas</name>
    <message>
        <source>Zoom in</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Elo</source>
        <translation>Elo</translation>
    </message>
    <message>
        <source>Matches</source>
        <translation>对局</translation>
    </message>
    <message>
        <source>Wins against the main agent</source>
        <translation>对主智能体的胜率</translation>
    </message>
    <message>
        <source>Of the matches of %1</source>
        <translation>占 %1 的对局</translation>
    </message>
    <message>
        <source>%1 wins</source>
        <translation>%1 胜</translation>
    </message>
    <message>
        <source>Frozen at</source>
        <translation>冻结于</translation>
    </message>
    <message>
        <source>%1 steps</source>
        <translation>%1 步</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>起点</translation>
    </message>
    <message>
        <source>Not met any more</source>
        <translation>不再被选为对手</translation>
    </message>
    <message>
        <source>period %1</source>
        <translation>第 %1 周期</translation>
    </message>
    <message>
        <source>now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>period</source>
        <translation>周期</translation>
    </message>
    <message>
        <source>branch %1</source>
        <translation>分支 %1</translation>
    </message>
    <message>
        <source>%1, n %2</source>
        <extracomment>%1: half width of a win rate, &quot;±28&quot;; %2: number of matches.</extracomment>
        <translation>%1，n %2</translation>
    </message>
</context>
<context>
    <name>ludus::views::LeagueGraph</name>
    <message>
        <source>League graph</source>
        <translation>联盟图</translation>
    </message>
    <message>
        <source>Arrow keys walk along and across the lanes, Enter opens, plus and minus zoom, 0 shows all.</source>
        <translation>方向键沿泳道和在泳道之间移动，回车打开，加号和减号缩放，0 显示全部。</translation>
    </message>
    <message>
        <source>opponents of %1, share of matches</source>
        <translation>%1 的对手，对局占比</translation>
    </message>
    <message>
        <source>opponents of %1, how often they win</source>
        <translation>%1 的对手，它们的胜率</translation>
    </message>
    <message>
        <source>league graph</source>
        <translation>联盟图</translation>
    </message>
    <message>
        <source>period</source>
        <translation>周期</translation>
    </message>
    <message>
        <source>now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>then</source>
        <comment>at a period that is looked back to</comment>
        <translation>当时</translation>
    </message>
    <message>
        <source>Elo</source>
        <translation>Elo</translation>
    </message>
</context>
<context>
    <name>ludus::views::LineageLegend</name>
    <message>
        <source>in %1–%2</source>
        <extracomment>A range of win rates: &quot;in 20-50 %&quot;; %2 has the sign of percent.</extracomment>
        <translation>在 %1–%2 内</translation>
    </message>
    <message>
        <source>outside</source>
        <translation>之外</translation>
    </message>
    <message>
        <source>leaf</source>
        <translation>叶</translation>
    </message>
    <message>
        <source>unknown</source>
        <comment>a win rate</comment>
        <translation>未知</translation>
    </message>
    <message>
        <source>reset</source>
        <translation>重置</translation>
    </message>
    <message>
        <source>Filled: win rate from %1 to %2.</source>
        <translation>实心：胜率在 %1 至 %2 之间。</translation>
    </message>
    <message>
        <source>Hollow: outside of that, or not met any more.</source>
        <translation>空心：在此范围之外，或不再参与对局。</translation>
    </message>
    <message>
        <source>Half filled: unknown, too few matches.</source>
        <translation>半实心：未知，对局太少。</translation>
    </message>
    <message>
        <source>Outlined twice: a leaf, from which nobody inherited; at the right end a learner.</source>
        <translation>双重轮廓：叶，没有谁继承自它；最右端则是学习者。</translation>
    </message>
    <message>
        <source>Short bar: a reset, the root of a new branch.</source>
        <translation>短竖线：重置，新分支的根。</translation>
    </message>
</context>
<context>
    <name>ludus::views::LineageView</name>
    <message>
        <source>Lineage</source>
        <translation>谱系</translation>
    </message>
    <message>
        <source>Arrow keys walk along and across the branches, Enter opens, plus and minus zoom, 0 shows all.</source>
        <translation>方向键沿分支和在分支之间移动，回车打开，加号和减号缩放，0 显示全部。</translation>
    </message>
    <message>
        <source>lineage</source>
        <translation>谱系</translation>
    </message>
    <message>
        <source>now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>then</source>
        <comment>at a period that is looked back to</comment>
        <translation>当时</translation>
    </message>
    <message>
        <source>period</source>
        <translation>周期</translation>
    </message>
    <message>
        <source>branch %1</source>
        <translation>分支 %1</translation>
    </message>
</context>
<context>
    <name>ludus::views::LogView</name>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Levels shown</source>
        <translation>显示的级别</translation>
    </message>
    <message>
        <source>All levels</source>
        <translation>全部级别</translation>
    </message>
    <message>
        <source>Warnings and errors</source>
        <translation>警告与错误</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>错误</translation>
    </message>
</context>
<context>
    <name>ludus::views::MessageBar</name>
    <message>
        <source>Close this message</source>
        <translation>关闭此消息</translation>
    </message>
    <message>
        <source>said %1 times</source>
        <translation>已出现 %1 次</translation>
    </message>
</context>
<context>
    <name>ludus::views::PageHeader</name>
    <message>
        <source>Back</source>
        <translation>后退</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Back to %1</source>
        <translation>返回%1</translation>
    </message>
    <message>
        <source>New name</source>
        <translation>新名称</translation>
    </message>
</context>
<context>
    <name>ludus::views::Panel</name>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Maximise</source>
        <translation>最大化</translation>
    </message>
</context>
<context>
    <name>ludus::views::PanelGrid</name>
    <message>
        <source>Pin on top</source>
        <translation>固定在上方</translation>
    </message>
    <message>
        <source>Move and resize</source>
        <translation>移动与调整大小</translation>
    </message>
    <message>
        <source>Change places with the left one</source>
        <translation>与左侧互换</translation>
    </message>
    <message>
        <source>Change places with the right one</source>
        <translation>与右侧互换</translation>
    </message>
    <message>
        <source>Change places with the upper one</source>
        <translation>与上方互换</translation>
    </message>
    <message>
        <source>Change places with the lower one</source>
        <translation>与下方互换</translation>
    </message>
    <message>
        <source>Wider</source>
        <translation>加宽</translation>
    </message>
    <message>
        <source>Narrower</source>
        <translation>变窄</translation>
    </message>
    <message>
        <source>Taller</source>
        <translation>加高</translation>
    </message>
    <message>
        <source>Lower</source>
        <translation>变矮</translation>
    </message>
    <message>
        <source>Hide panel</source>
        <translation>隐藏面板</translation>
    </message>
</context>
<context>
    <name>ludus::views::ParallelPlot</name>
    <message>
        <source>%1, log</source>
        <comment>axis</comment>
        <translation>%1，对数</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Drag along an axis to filter, press its title to flip it, drag the title to move it.</source>
        <translation>沿轴拖动可筛选，点击轴名可翻转，拖动轴名可移动。</translation>
    </message>
</context>
<context>
    <name>ludus::views::Picker</name>
    <message>
        <source>Nothing fits these words.</source>
        <translation>没有符合这些词的项目。</translation>
    </message>
</context>
<context>
    <name>ludus::views::PictureExport</name>
    <message>
        <source>chart</source>
        <translation>图表</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>%1 files (*.%2)</source>
        <translation>%1 文件 (*.%2)</translation>
    </message>
    <message>
        <source>Reset zoom</source>
        <translation>重置缩放</translation>
    </message>
    <message>
        <source>Copy picture</source>
        <translation>复制图片</translation>
    </message>
    <message>
        <source>Copy data</source>
        <translation>复制数据</translation>
    </message>
    <message>
        <source>Export PNG…</source>
        <translation>导出 PNG…</translation>
    </message>
    <message>
        <source>Export SVG…</source>
        <translation>导出 SVG…</translation>
    </message>
    <message>
        <source>Export PDF…</source>
        <translation>导出 PDF…</translation>
    </message>
    <message>
        <source>Export CSV…</source>
        <translation>导出 CSV…</translation>
    </message>
</context>
<context>
    <name>ludus::views::PlaybackBar</name>
    <message>
        <source>First frame (Home)</source>
        <translation>第一帧 (Home)</translation>
    </message>
    <message>
        <source>Previous moment (J)</source>
        <translation>上一个精彩时刻 (J)</translation>
    </message>
    <message>
        <source>Next moment (K)</source>
        <translation>下一个精彩时刻 (K)</translation>
    </message>
    <message>
        <source>One frame back (,)</source>
        <translation>后退一帧 (,)</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Play or pause (Space)</source>
        <translation>播放或暂停 (Space)</translation>
    </message>
    <message>
        <source>One frame forward (.)</source>
        <translation>前进一帧 (.)</translation>
    </message>
    <message>
        <source>Last frame (End)</source>
        <translation>最后一帧 (End)</translation>
    </message>
    <message>
        <source>Loop (L); Shift and drag on the time line chooses the range</source>
        <translation>循环 (L)；按住 Shift 在时间轴上拖动可选择范围</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>Speed (+ and −)</source>
        <translation>速度 (+ 和 −)</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>%1 ×</source>
        <translation>%1 ×</translation>
    </message>
    <message>
        <source>No frames</source>
        <translation>没有帧</translation>
    </message>
    <message>
        <source>Frame %1</source>
        <translation>帧 %1</translation>
    </message>
    <message>
        <source>of %1  ·  %2 s</source>
        <translation>/ %1  ·  %2 秒</translation>
    </message>
</context>
<context>
    <name>ludus::views::PlaybackTimeline</name>
    <message>
        <source>Time line</source>
        <translation>时间轴</translation>
    </message>
    <message numerus="yes">
        <source>%1: %n moment(s)</source>
        <translation>
            <numerusform>%1：%n 个时刻</numerusform>
        </translation>
    </message>
    <message>
        <source>frame %1: %2</source>
        <translation>第 %1 帧：%2</translation>
    </message>
    <message>
        <source>match over</source>
        <translation>对局已结束</translation>
    </message>
    <message>
        <source>not begun</source>
        <translation>尚未开始</translation>
    </message>
    <message>
        <source>frame</source>
        <translation>帧</translation>
    </message>
    <message>
        <source>value drops</source>
        <translation>价值下降</translation>
    </message>
    <message>
        <source>note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>loop range</source>
        <translation>循环范围</translation>
    </message>
    <message>
        <source>point for the blue side</source>
        <translation>蓝方得分</translation>
    </message>
    <message>
        <source>point for the orange side</source>
        <translation>橙方得分</translation>
    </message>
</context>
<context>
    <name>ludus::views::QueryEdit</name>
    <message>
        <source>Suggestions</source>
        <translation>建议</translation>
    </message>
    <message>
        <source>Remove it</source>
        <translation>删除它</translation>
    </message>
    <message>
        <source>Use %1</source>
        <translation>改用 %1</translation>
    </message>
</context>
<context>
    <name>ludus::views::Rail</name>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
</context>
<context>
    <name>ludus::views::RayFan</name>
    <message>
        <source>ball</source>
        <translation>球</translation>
    </message>
    <message>
        <source>own goal</source>
        <translation>己方球门</translation>
    </message>
    <message>
        <source>goal</source>
        <translation>对方球门</translation>
    </message>
    <message>
        <source>wall</source>
        <translation>墙</translation>
    </message>
    <message>
        <source>team mate</source>
        <translation>队友</translation>
    </message>
    <message>
        <source>opponent</source>
        <translation>对手</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>%1 at %2°, %3 of the reach</source>
        <translation>%1，方向 %2°，距离为射线长度的 %3</translation>
    </message>
    <message>
        <source>disc: ball, square: goal, triangle: player, line: wall; fainter: earlier frames</source>
        <translation>圆：球，方块：球门，三角：球员，线：墙；颜色越淡，帧越早</translation>
    </message>
</context>
<context>
    <name>ludus::views::SceneCanvas</name>
    <message>
        <source>Picture of the match</source>
        <translation>对局画面</translation>
    </message>
</context>
<context>
    <name>ludus::views::ScoreHeader</name>
    <message>
        <source>%1 against %2, %3</source>
        <translation>%1 对 %2，%3</translation>
    </message>
</context>
<context>
    <name>ludus::views::SeriesPlot</name>
    <message>
        <source>steps</source>
        <translation>步</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 至 %2</translation>
    </message>
    <message>
        <source>raw %1</source>
        <translation>原始 %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <extracomment>A row of a read-out: chart and curve.</extracomment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) of zero or less not shown</source>
        <translation>
            <numerusform>未显示 %n 个非正数值</numerusform>
        </translation>
    </message>
    <message>
        <source>No value of %1 at the steps of this chart.</source>
        <translation>%1 在此图表的步上没有值。</translation>
    </message>
    <message>
        <source>Everything here lies at zero or less, which a logarithmic x axis cannot show.</source>
        <translation>这里的数据都不大于零，对数 x 轴无法显示。</translation>
    </message>
    <message numerus="yes">
        <source>%n point(s) where x is zero or less not shown</source>
        <translation>
            <numerusform>有 %n 个 x 不大于零的点未显示</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, logarithmic</source>
        <translation>%1，对数</translation>
    </message>
    <message>
        <source>relative time</source>
        <translation>相对时间</translation>
    </message>
</context>
<context>
    <name>ludus::views::ShareBars</name>
    <message>
        <source>Candidates</source>
        <translation>候选者</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>name and value</comment>
        <extracomment>A name and its value in a read-out: weight 0.372.</extracomment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>probability</source>
        <translation>概率</translation>
    </message>
    <message>
        <source>new</source>
        <translation>新</translation>
    </message>
    <message>
        <source>empty %1 of %2 times</source>
        <translation>%2 次中有 %1 次为空</translation>
    </message>
    <message>
        <source>drawn</source>
        <translation>被抽中</translation>
    </message>
    <message>
        <source>win rate</source>
        <translation>胜率</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>value and half width</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>n</source>
        <translation>n</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>weight</source>
        <translation>权重</translation>
    </message>
    <message numerus="yes">
        <source>%n candidate(s)</source>
        <translation>
            <numerusform>%n 个候选者</numerusform>
        </translation>
    </message>
    <message>
        <source>Candidate</source>
        <translation>候选者</translation>
    </message>
    <message>
        <source>Win rate</source>
        <translation>胜率</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>占比</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新</translation>
    </message>
    <message>
        <source>longest bar %1</source>
        <translation>最长的条为 %1</translation>
    </message>
</context>
<context>
    <name>ludus::views::SplitButton</name>
    <message>
        <source>More ways: %1</source>
        <translation>更多方式：%1</translation>
    </message>
</context>
<context>
    <name>ludus::views::StackedShares</name>
    <message>
        <source>Shares</source>
        <translation>占比</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>name and value</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>nothing known</source>
        <translation>尚无数据</translation>
    </message>
</context>
<context>
    <name>ludus::views::TableView</name>
    <message>
        <source>Order changed, press F5</source>
        <translation>排序已变，按 F5 刷新</translation>
    </message>
    <message>
        <source>New name</source>
        <translation>新名称</translation>
    </message>
</context>
<context>
    <name>ludus::views::TagEdit</name>
    <message>
        <source>Remove the tag %1</source>
        <translation>移除标签 %1</translation>
    </message>
    <message>
        <source>Add a tag</source>
        <translation>添加标签</translation>
    </message>
    <message numerus="yes">
        <source>%n more, type to find</source>
        <translation>
            <numerusform>另有 %n 个，输入即可查找</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ludus::views::TimeSlider</name>
    <message>
        <source>Period that is looked at</source>
        <translation>所查看的周期</translation>
    </message>
    <message>
        <source>Arrow keys move by one period, Home is the first, End is now, Space plays.</source>
        <translation>方向键移动一个周期，Home 为第一个，End 为现在，空格播放。</translation>
    </message>
    <message>
        <source>now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>period %1</source>
        <translation>第 %1 周期</translation>
    </message>
    <message>
        <source>Play the periods</source>
        <translation>播放各周期</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>实时</translation>
    </message>
    <message>
        <source>Follow the league as it is now</source>
        <translation>跟随联盟的当前状态</translation>
    </message>
    <message>
        <source>Period %1: nothing frozen</source>
        <translation>第 %1 周期：没有冻结</translation>
    </message>
    <message>
        <source>Period %1: %2</source>
        <translation>第 %1 周期：%2</translation>
    </message>
    <message>
        <source>%1 × %2</source>
        <extracomment>How many snapshots of a role were frozen: &quot;2 × main exploiter&quot;.</extracomment>
        <translation>%1 × %2</translation>
    </message>
</context>
<context>
    <name>replay</name>
    <message>
        <source>The replay cannot be played: %1.</source>
        <translation>无法播放回放：%1。</translation>
    </message>
    <message>
        <source>Its file is damaged or was not written by this program.</source>
        <translation>文件已损坏，或不是由本程序写入。</translation>
    </message>
    <message>
        <source>Play the match again with recording on, or restore the file from a copy.</source>
        <translation>请在开启录制的情况下重新进行该对局，或从副本恢复该文件。</translation>
    </message>
    <message>
        <source>At step %1 %2.</source>
        <translation>第 %1 步：%2。</translation>
    </message>
    <message>
        <source>The recorded actions do not lead to the recorded states, so the replay is not a true record of its match.</source>
        <translation>录制的动作得不到录制的状态，因此该回放不是其对局的真实记录。</translation>
    </message>
    <message>
        <source>Do not rely on it; play the match again with recording on.</source>
        <translation>请勿以它为准；请在开启录制的情况下重新进行该对局。</translation>
    </message>
    <message>
        <source>The replay was recorded under version %1 of the rules of %2; this program plays version %3.</source>
        <translation>该回放按 %2 规则的版本 %1 录制；本程序使用版本 %3。</translation>
    </message>
    <message>
        <source>Playing its actions under other rules would show another match.</source>
        <translation>在其他规则下执行这些动作，会显示另一场对局。</translation>
    </message>
    <message>
        <source>Open it with the version of the program that recorded it.</source>
        <translation>请用录制它的程序版本打开。</translation>
    </message>
    <message>
        <source>This program does not know the game %1.</source>
        <translation>本程序不认识游戏 %1。</translation>
    </message>
    <message>
        <source>This program refuses the options under which %1 was recorded.</source>
        <translation>本程序不接受录制 %1 时所用的选项。</translation>
    </message>
    <message>
        <source>It is shown from the scenes stored in it; whether its actions lead to them cannot be checked.</source>
        <translation>画面取自其中存储的场景；无法校验动作是否会得到这些场景。</translation>
    </message>
    <message>
        <source>Check it with the version of the program that recorded it.</source>
        <translation>请用录制它的程序版本校验。</translation>
    </message>
    <message>
        <source>The replay cannot be read: %1.</source>
        <translation>无法读取回放：%1。</translation>
    </message>
    <message>
        <source>Its file is damaged or is not a replay, so nothing of it is shown.</source>
        <translation>文件已损坏或不是回放，因此不显示任何内容。</translation>
    </message>
    <message>
        <source>The replay has format version %1; this program reads version %2.</source>
        <translation>回放的格式版本为 %1；本程序读取版本 %2。</translation>
    </message>
    <message>
        <source>It was written by a newer version of the program.</source>
        <translation>它由较新版本的程序写入。</translation>
    </message>
    <message>
        <source>Update the program to open it.</source>
        <translation>请更新程序后再打开。</translation>
    </message>
</context>
</TS>
