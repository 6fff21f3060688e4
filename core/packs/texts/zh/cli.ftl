# What the command line says of itself; `--lang` chooses the language, or else that of the system (LC_ALL, LC_MESSAGES, LANG).
about = 优质中小企业梯度自评
about-more = 优质中小企业梯度自评。全部计算在本机完成，不联网。
help-evaluate = 评估案例，输出报告
help-evaluate-more = 评估案例，输出报告。退出码：0 正常；1 有案例无法读取；2 用法或文件错误。
help-check = 检查规则文件
help-check-more = 检查规则文件。不给文件时检查内置规则；给出文件或文件夹时与内置规则一起检查，同 id 者替换内置。每处错误一行：文件:行:列: error[代码]: 说明。退出码：0 无误；1 有错误；2 用法或文件错误。
help-new = 新建一份规则文件和它的案例
help-new-more = 新建一份规则文件和它的案例：写出 core/packs/PACK.json 和 PACK.cases（没有 core/packs 时写在当前文件夹），内容是可通过 tidu check --cases 的样例，照 core/packs/README.md 改写。
help-plan = 规划到达某一层级的路径
help-plan-more = 规划到达某一层级的路径。已结束年度的数字不能再变；方案最多五年。
help-diff = 比较同一案例在两日（新旧文件）的结果，或两份规则
help-diff-more = 比较同一案例在两日（新旧文件）的结果，或两份规则。给一个案例并写 --from、--to，逐条列出新旧文件的要求和结论；给两份规则，逐项列出改动。退出码同 evaluate；有差别不算失败。
help-help = 显示说明
help-version = 显示版本
help-case-file = 案例文件（JSON）；省略或写 - 时读标准输入
help-jsonl = 每行一个案例，逐行输出报告
help-text = 输出供人阅读的文字，不输出 JSON
help-json = 输出 JSON
help-summary = 每个案例只输出一行摘要：表格软件可打开的 CSV（带表头），或 --summary=jsonl（每行一个 JSON）
help-lang = 输出内容的语言
help-as-of = 案例未写 as_of 时的基准日，默认今天
help-tier = 目标层级，如 srdi_sme
help-keep = 不能或不愿改变的事实或某年数字，如 staff、rd_expense:2026，可多次写；按年填报的事实不写年份即各年都不变
help-packs = 内置规则之外的规则文件或其文件夹，可多次写；同 id 者替换内置。结果中注明
help-check-packs = 规则文件，或其文件夹
help-cases = 也核对规则文件旁同名的 .cases
help-new-id = 规则文件的 id，如 cn-jx-nc/2027-3
help-diff-files = 一个案例（与 --from、--to 连用；省略或写 - 时读标准输入），或两份规则（文件或内置 id）
help-from = 案例：先看这一天
help-to = 案例：再看这一天
heading-usage = 用法：
heading-commands = 命令
heading-arguments = 参数与选项

# Why a run ends before its work is done.
file-not-found = 没有这个文件
file-not-permitted = 没有读写的权限
disk-full = 磁盘已满，没有写完
file-failed = 读写失败
place-why = { $place }: { $why }
wrong-day = 应为日期，如 2026-11-23
file-is-folder = { $name } 是文件夹，请给出其中的一个文件
folder-without-packs = { $name } 里没有规则文件（*.json）
wrong-translations = { $name }：译文应写成 { "{" }"位置": "文字"{ "}" }

# Packs that were given beside the built-in ones.
added-pack = 另用规则 { $id }（{ $file }，非内置）
replaced-pack = 规则 { $id } 用 { $file } 替换了内置

# What the commands say.
file-is-no-text = 不是文本，请另存为 UTF-8 编码的 JSON
write-translation = 请写入 texts/en/{ $name }.json
plan-entails = {"    "}= 随之 { $text }
new-without-region = 未写 region：不是全国性文件就须补上
diff-two-files-are-packs = 给出两个文件是比较两份规则，不用 --from 和 --to；比较一个案例在两日的结果，请只给一个案例
plan-to-confirm = {"    "}? 待主管部门或平台确认 { $text }
diff-pack-is-no-case = 这是一份规则，不是案例；比较规则请给两份，不写 --from 和 --to
translation-of-nothing = 规则里的这个位置没有文字
empty-line = 这一行是空的，没有案例
not-translated = 还没有英文，英文页面上显示中文
plan-still-open = {"    "}○ 尚缺信息 { $criteria }
new-region-of-neighbours = 地区 { $code }，照同一文件夹的规则
plan-number = ■ 方案 { $n }
new-pack-written = 已写 { $file }（{ $place }）
packs-without-fault = { $count } 份规则文件无误
of-a-line = 第 { $line } 行：{ $message }
diff-case-is-no-pack = { $name } 不是规则文件；比较一个案例请只给一个文件，并写 --from 和 --to
new-wrong-id = { $id } 不能作 id；写“地区/文件”，只用小写字母、数字和连字符，如 cn-jx-nc/2027-3
mend-or-remove-translation = 请改正位置，或删去这一条
new-file-exists = { $name } 已经存在，没有改动它
new-id-is-built-in = { $id } 已是内置规则；改它的文件，或换一个 id
new-how-to-go-on = 写法见 core/packs/README.md；核对：tidu check --cases { $file }
fault-count = 共 { $len } 处错误
cases-right = { $rows } 个案例相符
new-cases-written = 已写 { $cases }
diff-case-needs-days = 比较一个案例须同时写 --from 和 --to 两个日期；比较规则须给两份（文件或内置 id，如 cn/miit-2022-63）
plan-answer-first = 先补充：{ $facts }
problem-and-remedy = { $problem }。{ $remedy }。
translation-stale = 译文是照改动以前的中文写的
look-at-translation = 请对照现在的中文，该改的改好，再运行 tidu check --translated { $file } 记下
translations-seen = 已记下：{ $count } 条译文都照现在的中文看过
help-translated = 记下：译文都已照现在的中文看过。此后哪一处中文再改，check 会提醒

# 企业名单
help-screen = 评估一份企业名单（CSV、TSV、XLSX），每家一行
help-screen-more = 评估一份企业名单（CSV、TSV、XLSX），每家一行输出所在梯度、差什么、可享政策和日期。表头认得常见的叫法和年份、单位；读不出的单元格按行列说明，其余照常评估。退出码：0 正常；1 有单元格没有取用；2 用法或文件错误。
help-firms-file = 企业名单；- 为标准输入
help-rows-to = 结果写到这个文件，按扩展名定格式：.csv、.jsonl、.xlsx；不写则输出 CSV
help-faults = 读不出的单元格写到这个文件；不写则写在结果文件旁，没有结果文件则输出到标准错误
help-sheet = 工作簿中的工作表；不写则为第一张
help-screen-plan = 另加两列：最早何时可达上一级，届时要改变什么（较慢）
column-code = 统一社会信用代码
column-street = 镇街
column-cells-told = 读取提示数
column-plan-day = 最早可达
column-plan = 届时要改变
fault-row = 行
fault-column = 列
fault-heading = 表头
fault-cell = 单元格
fault-told = 说明
fault-taken = 已取用
skipped-total = 合计行，没有当作企业
skipped-note = 说明文字，没有当作企业
screened = 已评估 { $firms } 家企业
faults-in = 读取提示 { $count } 条，写在 { $file }
more-faults = 另有 { $count } 条读取提示；加 --faults 文件 可全部写出
