//! `tidu screen`: a list of enterprises, each judged, a row each.
//!
//! Rows are read by one thread, judged by as many as there are cores, and written in the order in which they were read. No
//! more of them are held at once than are under way, so that a list may be of any length.

mod faults;
mod output;

use crate::packs::told;
use crate::words::{self as m, say, spoken};
use crate::{Failure, Judging, complain};
use faults::Faults;
use output::Output;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs::File;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{BufReader, Cursor, IsTerminal, Read, Seek, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tidu_core::day::Day;
use tidu_core::evaluate::evaluate;
use tidu_core::messages as core;
use tidu_core::plan::plan;
use tidu_core::report::summary;
use tidu_core::rules::RuleSet;
use tidu_core::sentence::Speaker;
use tidu_core::text::Lang;
use tidu_sheets::{CellFault, Fault, Firm, Layout, List, Row, Skipped};

/// How many enterprises go to a thread at once.
const BATCH: usize = 64;

#[derive(clap::Args)]
pub struct Options {
    #[arg(help = say(m::HELP_FIRMS_FILE))]
    file: PathBuf,
    #[arg(help = say(m::HELP_ROWS_TO))]
    #[arg(long, value_name = "FILE")]
    to: Option<PathBuf>,
    #[arg(help = say(m::HELP_FAULTS))]
    #[arg(long, value_name = "FILE")]
    faults: Option<PathBuf>,
    #[arg(help = say(m::HELP_SHEET))]
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
    #[arg(help = say(m::HELP_SCREEN_PLAN))]
    #[arg(long)]
    plan: bool,
    #[command(flatten)]
    judging: Judging,
}

/// What all threads look at.
struct Screening<'a> {
    rules: &'a RuleSet,
    layout: Layout,
    as_of: Day,
    lang: Lang,
    plan: bool,
}

/// An enterprise judged.
pub struct Judged {
    firm: Firm,
    summary: tidu_core::report::Summary,
    /// When the next rung can be reached, and what has to change by then.
    plan: Option<(String, String)>,
}

/// Enterprises by their rows, and where they stand among all.
type Batch = (usize, Vec<Vec<Row>>);

pub fn run(options: &Options) -> Result<ExitCode, Failure> {
    let (rules, packs) = options.judging.rules()?;
    if !packs.is_empty() {
        complain(told(&packs, options.judging.lang).trim_end());
    }
    let name = options.file.display().to_string();
    let failed = |fault: Fault| Failure::Usage(m::PLACE_WHY.fill(spoken(), [&name, &fault.text()]));
    let input: Box<dyn Input> = if options.file.as_os_str() == "-" {
        let mut all = Vec::new();
        std::io::stdin().lock().read_to_end(&mut all).map_err(|error| Failure::Io("stdin".to_owned(), error))?;
        Box::new(Cursor::new(all))
    } else {
        Box::new(BufReader::new(File::open(&options.file).map_err(|error| Failure::Io(name.clone(), error))?))
    };
    let as_of = options.judging.day();
    let mut list = List::open(input).map_err(failed)?;
    let sheet = options.sheet.as_ref().map_or(Ok(0), |sheet| list.find(sheet)).map_err(failed)?;
    let mut source = |each: &mut dyn FnMut(Row) -> bool| list.rows(sheet, each);
    screen(options, &rules, as_of, &mut source).map_err(|stop| match stop {
        Stop::Sheet(fault) => failed(fault),
        Stop::Output(failure) => failure,
    })
}

/// What ends a run.
enum Stop {
    Sheet(Fault),
    Output(Failure),
}

trait Input: Read + Seek + Send {}
impl<T: Read + Seek + Send> Input for T {}

/// Hands on rows until it is told that they are enough.
type Source<'s> = dyn FnMut(&mut dyn FnMut(Row) -> bool) -> Result<(), Fault> + Send + 's;

fn screen(options: &Options, rules: &RuleSet, as_of: Day, source: &mut Source<'_>) -> Result<ExitCode, Stop> {
    let lang = options.judging.lang;
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let (to_judge, judging) = sync_channel::<Batch>(2 * cores);
    let (to_write, writing) = sync_channel::<(usize, Vec<Judged>)>(2 * cores);
    let (say_layout, layout) = sync_channel::<Arc<Screening<'_>>>(1);
    std::thread::scope(|scope| {
        let judging = Some(Arc::new(Mutex::new(judging)));
        let reading = scope.spawn(move || {
            let mut reading = Reading {
                rules,
                as_of,
                lang,
                plan: options.plan,
                first: Vec::new(),
                screening: None,
                firm: Vec::new(),
                batch: Vec::new(),
                next: 0,
                skipped: BTreeMap::new(),
                say_layout,
                to_judge,
                judging,
                to_write,
            };
            let (mut stopped, mut fault) = (false, None);
            let read = source(&mut |row| match reading.row(row, scope, cores) {
                Ok(go_on) => {
                    stopped = !go_on;
                    go_on
                }
                Err(error) => {
                    fault = Some(error);
                    false
                }
            });
            if let Some(fault) = fault {
                return Err(fault);
            }
            if !stopped {
                reading.end(scope, cores)?;
            }
            read.map(|()| reading.skipped)
        });
        let written = match layout.recv() {
            Ok(screening) => write(options, &screening, &writing).map_err(Stop::Output),
            // There was nothing to read.
            Err(_) => Ok((0, Faults::new(options.faults.as_deref(), options.to.as_deref(), lang).map_err(Stop::Output)?)),
        };
        drop(writing);
        // A fault of the program is none of the sheet.
        let read = reading.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        let (firms, mut faults) = written?;
        let skipped = read.map_err(Stop::Sheet)?;
        faults.end(firms, &skipped).map_err(Stop::Output)
    })
}

/// The rows as they come.
struct Reading<'a> {
    rules: &'a RuleSet,
    as_of: Day,
    lang: Lang,
    plan: bool,
    /// The first rows, until the columns are known.
    first: Vec<Row>,
    screening: Option<Arc<Screening<'a>>>,
    /// The rows of the enterprise that is being read.
    firm: Vec<Row>,
    batch: Vec<Vec<Row>>,
    next: usize,
    skipped: BTreeMap<usize, Skipped>,
    say_layout: SyncSender<Arc<Screening<'a>>>,
    to_judge: SyncSender<Batch>,
    /// Handed to those who judge; kept no longer, so that their end is noticed.
    judging: Option<Arc<Mutex<Receiver<Batch>>>>,
    to_write: SyncSender<(usize, Vec<Judged>)>,
}

impl<'a> Reading<'a> {
    /// Takes a row; whether more are wanted.
    fn row<'scope>(&mut self, row: Row, scope: &'scope std::thread::Scope<'scope, '_>, cores: usize) -> Result<bool, Fault>
    where
        'a: 'scope,
    {
        if self.screening.is_some() {
            return Ok(self.firm_row(row));
        }
        self.first.push(row);
        if self.first.len() < Layout::FIRST { Ok(true) } else { self.begin(scope, cores) }
    }

    fn end<'scope>(&mut self, scope: &'scope std::thread::Scope<'scope, '_>, cores: usize) -> Result<(), Fault>
    where
        'a: 'scope,
    {
        if self.screening.is_none() {
            self.begin(scope, cores)?;
        }
        if !self.firm.is_empty() {
            self.batch.push(std::mem::take(&mut self.firm));
        }
        self.send();
        Ok(())
    }

    /// Finds the columns and sets the others to work.
    fn begin<'scope>(&mut self, scope: &'scope std::thread::Scope<'scope, '_>, cores: usize) -> Result<bool, Fault>
    where
        'a: 'scope,
    {
        let layout = Layout::find(&self.rules.vocabulary, &self.first, self.as_of)?;
        let screening = Arc::new(Screening { rules: self.rules, layout, as_of: self.as_of, lang: self.lang, plan: self.plan });
        self.screening = Some(screening.clone());
        let judging = self.judging.take();
        for _ in 0..cores {
            let Some(judging) = judging.clone() else { break };
            let (screening, to_write) = (screening.clone(), self.to_write.clone());
            scope.spawn(move || {
                loop {
                    let next = judging.lock().ok().and_then(|judging| judging.recv().ok());
                    let Some((at, firms)) = next else { return };
                    let judged = firms.iter().map(|rows| screening.judge(rows)).collect();
                    if to_write.send((at, judged)).is_err() {
                        return;
                    }
                }
            });
        }
        let going = self.say_layout.send(screening).is_ok();
        Ok(going && std::mem::take(&mut self.first).into_iter().all(|row| self.firm_row(row)))
    }

    fn firm_row(&mut self, row: Row) -> bool {
        let Some(screening) = &self.screening else { return false };
        let number = row.number;
        match screening.layout.gather(&mut self.firm, row) {
            Ok(before) if before.is_empty() => {}
            Ok(before) => self.batch.push(before),
            Err(why) => {
                if why != Skipped::Heading {
                    self.skipped.insert(number, why);
                }
                return true;
            }
        }
        self.batch.len() < BATCH || self.send()
    }

    fn send(&mut self) -> bool {
        let batch = std::mem::take(&mut self.batch);
        self.next += 1;
        self.to_judge.send((self.next - 1, batch)).is_ok()
    }
}

impl Screening<'_> {
    fn judge(&self, rows: &[Row]) -> Judged {
        let Screening { rules, layout, as_of, lang, .. } = self;
        let vocabulary = &rules.vocabulary;
        let firm = layout.firm(vocabulary, rows, *as_of);
        let (case, issues) = firm.case(vocabulary);
        let evaluation = evaluate(rules, &case);
        let name = Some(firm.name.as_str()).filter(|name| !name.is_empty());
        let summary = summary(rules, name, &case, &issues, &evaluation, *lang);
        let next = summary.next.as_deref().filter(|_| self.plan).and_then(|next| vocabulary.find_standard(next));
        let plan = next.map(|next| {
            let speaker = Speaker { rules, case: &case, lang: *lang };
            match plan(rules, &firm.answers, next, &BTreeSet::new()).plans.into_iter().next() {
                None => (String::new(), String::new()),
                Some(plan) => {
                    let steps = plan.steps().flat_map(|step| &step.changes);
                    (
                        plan.target.to_string(),
                        steps.map(|change| speaker.change(change)).collect::<Vec<_>>().join(core::SEMICOLON.say(*lang)),
                    )
                }
            }
        });
        Judged { firm, summary, plan }
    }
}

/// Writes what was judged in the order in which it was read.
fn write(options: &Options, screening: &Screening<'_>, judged: &Receiver<(usize, Vec<Judged>)>) -> Result<(usize, Faults), Failure> {
    let mut output = Output::new(options.to.as_deref(), screening.rules, screening.lang, screening.plan)?;
    let mut faults = Faults::new(options.faults.as_deref(), options.to.as_deref(), screening.lang)?;
    faults.columns(&screening.layout)?;
    let (mut waiting, mut next, mut firms) = (BTreeMap::new(), 0, 0_usize);
    let mut seen: HashMap<u64, usize> = HashMap::new();
    let mut progress = Progress::new();
    for (at, batch) in judged {
        waiting.insert(at, batch);
        while let Some(batch) = waiting.remove(&next) {
            next += 1;
            for mut one in batch {
                let identity = one.firm.code.clone().unwrap_or_else(|| one.firm.name.clone());
                if !identity.is_empty() {
                    let mut hasher = DefaultHasher::new();
                    identity.hash(&mut hasher);
                    if let Some(row) = seen.get(&hasher.finish()) {
                        let told = core::SHEET_SAME_FIRM.text([row]);
                        one.firm.faults.push(CellFault {
                            row: one.firm.row,
                            column: 0,
                            heading: String::new(),
                            cell: identity,
                            told,
                            taken: true,
                        });
                    } else {
                        seen.insert(hasher.finish(), one.firm.row);
                    }
                }
                output.row(&one)?;
                faults.cells(&one.firm.faults)?;
                firms += 1;
            }
            progress.tell(firms);
        }
    }
    progress.end();
    output.end()?;
    Ok((firms, faults))
}

/// How far it is, on a terminal.
struct Progress {
    told: Option<Instant>,
    any: bool,
}

impl Progress {
    fn new() -> Progress {
        Progress { told: std::io::stderr().is_terminal().then(Instant::now), any: false }
    }

    fn tell(&mut self, firms: usize) {
        if self.told.is_some_and(|told| told.elapsed() > Duration::from_millis(500)) {
            (self.told, self.any) = (Some(Instant::now()), true);
            let _ = write!(std::io::stderr(), "\r{}", m::SCREENED.fill(spoken(), [&firms]));
        }
    }

    fn end(&self) {
        if self.any {
            let _ = writeln!(std::io::stderr());
        }
    }
}
