# What the command line says of itself; `--lang` chooses the language, or else that of the system (LC_ALL, LC_MESSAGES, LANG).
about = Self-assessment on the ladder of quality SMEs
about-more = Self-assessment on the ladder of quality SMEs. Everything is computed on this machine; nothing is sent anywhere.
help-evaluate = Evaluate a case and print its report
help-evaluate-more = Evaluate a case and print its report. Exit code: 0 done; 1 a case could not be read; 2 usage or file error.
help-check = Check packs
help-check-more = Check packs. Without files the built-in packs are checked; files and folders of them are checked together with these and replace those of the same id. A fault a line: file:line:column: error[code]: what is wrong, and what would be right. Exit code: 0 no fault; 1 faults; 2 usage or file error.
help-new = Begin a pack, and the cases beside it
help-new-more = Begin a pack, and the cases beside it: writes core/packs/PACK.json and PACK.cases (in this folder where there is no core/packs), an example that passes tidu check --cases, to be written over as core/packs/README.md says.
help-plan = Plan the road to a tier
help-plan-more = Plan the road to a tier. Figures of years that are over are final; plans look five years ahead.
help-diff = Compare one case on two days, or two packs
help-diff-more = Compare one case on two days, or two packs. One case with --from and --to: criterion by criterion, what the rules of either day make of it. Two packs: every change. Exit codes are those of evaluate; a difference is no failure.
help-help = Print help
help-version = Print the version
help-case-file = The case (JSON); standard input if left out or -
help-jsonl = One case a line, one report a line
help-text = Print text for a person instead of JSON
help-json = Print JSON
help-summary = A row a case: CSV for a spreadsheet, with a head, or --summary=jsonl, one JSON a line
help-lang = Language of what is printed
help-as-of = The day for cases that name none in as_of; today if left out
help-tier = The tier to reach, such as srdi_sme
help-keep = A fact, or a figure of one year, that cannot or shall not change, such as staff or rd_expense:2026; may be given several times. A yearly fact without a year stands for all its years
help-packs = Packs beside the built-in ones, or folders of them; may be given several times. They replace those of the same id, and what comes of them is told apart
help-check-packs = Packs, or folders of them
help-cases = Also try the cases beside the packs, in files of the same name that end in .cases
help-new-id = The pack's id, such as cn-jx-nc/2027-3
help-diff-files = One case (with --from and --to; standard input if left out or -), or two packs (files or built-in ids)
help-from = Of a case: the day before
help-to = Of a case: the day after
heading-usage = Usage:{" "}
heading-commands = Commands
heading-arguments = Arguments and options

# Why a run ends before its work is done.
file-not-found = there is no such file
file-not-permitted = reading or writing it is not permitted
disk-full = the disk is full, and not all was written
file-failed = reading or writing failed
place-why = { $place }: { $why }
wrong-day = write a day such as 2026-11-23
file-is-folder = { $name } is a folder; give a file in it
folder-without-packs = { $name } holds no pack (*.json)
wrong-translations = { $name }: translations are written { "{" }"place": "text"{ "}" }

# Packs that were given beside the built-in ones.
added-pack = Also by the pack { $id } ({ $file }, not built in)
replaced-pack = The pack { $id } is that of { $file }, not the built-in one

# What the commands say.
file-is-no-text = this is no text; save it as JSON in UTF-8
write-translation = Write it into texts/en/{ $name }.json
plan-entails = {"    "}= with it { $text }
new-without-region = without `region`: give it unless the document is of the nation
diff-two-files-are-packs = two files are two packs, which take no --from and --to; to compare one case on two days give that one case
plan-to-confirm = {"    "}? to be confirmed { $text }
diff-pack-is-no-case = this is a pack, not a case; to compare packs give two of them and no --from and --to
translation-of-nothing = the pack has no text at this place
empty-line = the line is empty; it holds no case
not-translated = there is no English yet, and the English page shows the Chinese
plan-still-open = {"    "}○ still open { $criteria }
new-region-of-neighbours = region { $code }, as its neighbours have it
plan-number = ■ Plan { $n }
new-pack-written = { $file } is written ({ $place })
packs-without-fault = { $count } packs, no fault
of-a-line = line { $line }: { $message }
diff-case-is-no-pack = { $name } is no pack; to compare a case give one file with --from and --to
new-wrong-id = { $id } is no id; write PLACE/DOCUMENT in small letters, digits and hyphens, such as cn-jx-nc/2027-3
mend-or-remove-translation = Mend the place, or take the line out
new-file-exists = { $name } is there already and was left alone
new-id-is-built-in = { $id } is built in; edit its file, or take another id
new-how-to-go-on = core/packs/README.md says how to go on; to check: tidu check --cases { $file }
fault-count = { $len } faults
cases-right = { $rows } cases, as they say
new-cases-written = { $cases } is written
diff-case-needs-days = a case needs both --from and --to; packs are compared two at a time (files or built-in ids such as cn/miit-2022-63)
plan-answer-first = Answer first: { $facts }
problem-and-remedy = { $problem }. { $remedy }.
translation-stale = the translation is of the Chinese before it was changed
look-at-translation = Compare it with the Chinese as it is now, mend what has to be mended, and run tidu check --translated { $file } to note that
translations-seen = Noted: { $count } translations were looked at with the Chinese as it is now
help-translated = Note that all translations were looked at with the Chinese as it is now; whatever Chinese changes from then on, check points out

# Lists of enterprises
help-screen = Judge a list of enterprises (CSV, TSV, XLSX), a row each
help-screen-more = Judge a list of enterprises (CSV, TSV, XLSX), and print for each where it stands, what it lacks, which policies it can have and which days come. Headings are known by the names in use, with years and units; a cell that cannot be read is told by row and column, and the rest is judged. Exit code: 0 done; 1 a cell was not used; 2 usage or file error.
help-firms-file = The list of enterprises; - is standard input
help-rows-to = Write rows to this file, in the form its ending says: .csv, .jsonl, .xlsx; CSV to standard output where it is left out
help-faults = Write what could not be read to this file; else beside the file of rows, or to standard error where there is none
help-sheet = The sheet of a workbook; the first where it is left out
help-screen-plan = Two more columns: when the next rung can be reached, and what has to change by then (slower)
column-code = Unified social credit code
column-street = Street or town
column-cells-told = Cells told of
column-plan-day = Reached by
column-plan = To be changed by then
fault-row = Row
fault-column = Column
fault-heading = Heading
fault-cell = Cell
fault-told = What is said
fault-taken = Used
skipped-total = a row of totals, not taken for an enterprise
skipped-note = a note, not taken for an enterprise
screened = { $firms } enterprises judged
faults-in = { $count } notes on reading, in { $file }
more-faults = { $count } more notes on reading; --faults FILE writes all of them
