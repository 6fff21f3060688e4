//! The page of the library: what becomes of it when something happens, and how it is drawn.

use super::desk::Ask;
use super::model::{LibraryPage, touched};
use super::pool::{Order, Pool};
use super::state::{Asked, Bringing, Choices, FirmMsg, Msg, Open};
use super::{columns, firm, keep, law, table};
use crate::host::{self, file};
use std::collections::{HashMap, VecDeque};
use tidu_core::day::Day;
use tidu_core::rules::RuleSet;
use tidu_core::text::Lang;
use tidu_library::words as w;
use tidu_library::{Change, Entry, Filter, Firm, Journal, Library, Sort, Words};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use yew::prelude::*;

/// How many milliseconds long work takes at once.
const SLICE: f64 = 30.0;
/// How many enterprises are in a piece of it here, and in one that somebody else does.
const FEW: usize = 8;
const MANY: usize = 128;
/// How many milliseconds pass between two drawings of what came of it.
const DRAWN: f64 = 200.0;

impl Component for LibraryPage {
    type Message = Msg;
    type Properties = ();

    fn create(_: &Context<LibraryPage>) -> LibraryPage {
        // It lives as long as the page.
        let rules: &'static RuleSet = Box::leak(Box::new(tidu_core::packs::built_in().unwrap_or_default()));
        let day = host::today();
        LibraryPage {
            rules,
            lang: Lang::Zh,
            day,
            wrong_day: false,
            library: Library::default(),
            journal: Journal::default(),
            rows: Vec::new(),
            at: HashMap::new(),
            waiting: VecDeque::new(),
            stopped: false,
            going: false,
            pool: Pool::default(),
            round: 0,
            out: 0,
            words: Words::default(),
            fresh: Vec::new(),
            drawn: 0.0,
            choices: Choices::default(),
            filter: Filter::default(),
            sort: Sort::default(),
            expires: String::new(),
            places: Vec::new(),
            printing: false,
            scrolled: 0,
            job: None,
            unkept: VecDeque::new(),
            loading: Some(0),
            password: String::new(),
            pasted: String::new(),
            said: Vec::new(),
            trouble: None,
            open: None,
            blank: None,
            law: Asked::new(rules, day),
            focus: false,
            heading: NodeRef::default(),
        }
    }

    fn update(&mut self, ctx: &Context<LibraryPage>, msg: Msg) -> bool {
        match msg {
            Msg::Work => {
                self.going = false;
                self.keep();
                if self.pool.is_empty() {
                    self.work();
                }
                self.go_on(ctx);
                return self.is_time();
            }
            Msg::Hired(worker) => {
                let (came, lost) = (ctx.link().clone(), ctx.link().clone());
                let came = move |number, what| came.send_message(Msg::Came(number, what));
                self.pool.join(worker, came, move |number| lost.send_message(Msg::Lost(number)));
                self.go_on(ctx);
                return false;
            }
            Msg::Came(number, what) => {
                let mut is_seen = false;
                // A number is how many rows were read so far.
                if let Some(read) = what.as_f64() {
                    if let Some(job) = &mut self.job {
                        (job.read, is_seen) = (read as usize, true);
                    }
                } else {
                    let bytes = js_sys::Uint8Array::new(&what).to_vec();
                    match self.pool.taken(number) {
                        Some(Order::Piece(piece)) => self.came(piece, &bytes),
                        Some(Order::Desk(ask)) => {
                            is_seen = !matches!(ask, Ask::Firms | Ask::Changes(_));
                            self.answered(ask, &bytes);
                        }
                        None => {}
                    }
                }
                self.go_on(ctx);
                return self.is_time() || is_seen;
            }
            Msg::Lost(number) => {
                let orders = self.pool.leave(number);
                self.desk_lost(number);
                self.lost(orders);
            }
            Msg::Stop(stopped) => self.stopped = stopped,
            Msg::Day(text) => {
                let day = Day::parse(text.trim());
                self.wrong_day = day.is_none();
                if let Some(day) = day.filter(|day| *day != self.day) {
                    self.day = day;
                    self.judge_all();
                }
            }
            Msg::Speak(lang) => {
                self.lang = lang;
                host::speak(lang.tag(), w::title(lang));
                if let Some(job) = self.job.as_mut().filter(|job| job.seen.is_some()) {
                    job.ask(Ask::Look);
                }
                self.judge_all();
            }
            Msg::Files(files) => self.read_files(files),
            Msg::Password(text) => self.password = text,
            Msg::Paste(text) => self.pasted = text,
            Msg::ReadPasted => {
                let text = std::mem::take(&mut self.pasted).into_bytes();
                self.read_files(vec![(w::paste(self.lang).to_owned(), js_sys::Uint8Array::from(&text[..]))]);
            }
            Msg::Sheet(..) | Msg::Column(..) | Msg::Faults => {
                if let Some(job) = &mut self.job {
                    job.ask(match msg {
                        Msg::Sheet(at, chosen) => Ask::Sheet(at, chosen),
                        Msg::Column(sheet, at, pick) => Ask::Column(sheet, at, pick),
                        _ => Ask::Faults,
                    });
                }
            }
            Msg::TakeIn(confirmed) => {
                self.said.clear();
                self.focus = true;
                let seen = self.job.as_ref().and_then(|job| job.seen.as_ref()).filter(|_| confirmed);
                match seen.map(|seen| seen.counts[0] + seen.counts[1]) {
                    Some(many) => self.bring(false, w::DID_TAKE.fill(self.lang, [&many]), many),
                    None => self.leave_desk(),
                }
            }
            Msg::StopJob => {
                let brought = self.job.as_ref().and_then(|job| job.bringing.as_ref()).map(|bringing| bringing.done);
                self.said = brought.map(|done| (false, w::STOPPED_BRINGING.fill(self.lang, [&done]))).into_iter().collect();
                self.focus = true;
                self.leave_desk();
            }
            Msg::ByHand => {
                let mut new = Firm::new(host::nonce());
                w::new_name(self.lang).clone_into(&mut new.name);
                let change = Change::between(None, Some(&new));
                self.apply(w::did_add(self.lang).to_owned(), change.into_iter().collect());
                ctx.link().send_message(Msg::Open(Some(new.id)));
            }
            Msg::Filter(filter) => {
                self.filter = *filter;
                self.arrange();
            }
            Msg::Sort(sort) => {
                self.sort = sort;
                self.arrange();
            }
            Msg::Expires(text) => {
                let within = text.trim().parse().ok().and_then(|days| self.day.days_on(days));
                self.filter.expires_by = within;
                self.expires = text;
                self.arrange();
            }
            Msg::Scroll(row) => {
                let moved = self.scrolled != row;
                self.scrolled = row;
                return moved;
            }
            Msg::Print(printing) => {
                self.printing = printing;
                if printing {
                    let link = ctx.link().clone();
                    host::after_paint(move || {
                        host::print();
                        link.send_message(Msg::Print(false));
                    });
                }
            }
            Msg::Open(id) => {
                if let Some(open) = self.open.take() {
                    firm::closed(self, open);
                }
                self.said.clear();
                self.focus = true;
                self.open = id.filter(|id| self.library.get(id).is_some()).map(Open::new);
            }
            Msg::Firm(msg) => return firm::update(self, ctx, msg),
            Msg::Undo(back) => {
                let (journal, library) = (&mut self.journal, &mut self.library);
                let of = |entry: Option<&Entry>| entry.map(touched).unwrap_or_default();
                let ids = if back { of(journal.last()) } else { of(journal.next()) };
                let done = if back { journal.undo(library) } else { journal.redo(library) };
                self.said = done.err().into_iter().flatten().map(|one| (true, one.text().get(self.lang).to_owned())).collect();
                self.changed(&ids);
                // What was undone is kept no longer, and what is done again is kept again.
                match if back { self.journal.next() } else { self.journal.last() } {
                    Some(entry) if back => keep::forget(std::slice::from_ref(entry)),
                    Some(entry) => keep::note(entry, 0),
                    None => {}
                }
            }
            Msg::Give(give) => self.give(give),
            Msg::SaveLibrary => self.save(),
            Msg::Law(msg) => law::update(self, msg),
            Msg::Told(what, detail) if what == "answers" => return firm::update(self, ctx, FirmMsg::Answers(detail)),
            Msg::Told(what, detail) => {
                self.told(&what, &detail);
                if what == "kept" {
                    self.go_on(ctx);
                    return self.is_time();
                }
            }
        }
        self.go_on(ctx);
        // Whatever it was that is over, what came last meanwhile is shown with it.
        if !self.fresh.is_empty() && !self.is_judging() {
            self.put_fresh();
        }
        true
    }

    fn view(&self, ctx: &Context<LibraryPage>) -> Html {
        let lang = self.lang;
        let link = ctx.link();
        let dropped = {
            let link = link.clone();
            Callback::from(move |event: DragEvent| {
                event.prevent_default();
                let link = link.clone();
                file::read_dropped(&event, move |files| link.send_message(Msg::Files(files)));
            })
        };
        html! {
            <>
                <header class="head">
                    <div class="head-in">
                        <p class="brand">{ w::title(lang) }</p>
                        <button type="button" class="quiet" onclick={link.callback(move |_| Msg::Speak(if lang == Lang::Zh { Lang::En } else { Lang::Zh }))}>
                            { w::english(lang) }
                        </button>
                    </div>
                </header>
                <div class="body" ondragover={Callback::from(|event: DragEvent| event.prevent_default())} ondrop={dropped}><main>
                    { self.notices(ctx) }
                    if let Some(open) = &self.open {
                        { firm::view(self, ctx, open, &self.heading) }
                    } else if let Some(seen) = self.job.as_ref().and_then(|job| job.seen.as_ref()) {
                        { columns::view(self, ctx, seen, &self.heading) }
                    } else {
                        <h1 ref={self.heading.clone()} tabindex="-1">{ w::title(lang) }</h1>
                        <p class="lead">{ w::lead(lang) }</p>
                        { self.under_way(ctx) }
                        if let Some(many) = self.loading {
                            <p class="lead" role="status">{ w::LOADING.fill(lang, [&many]) }</p>
                        } else if self.library.is_empty() {
                            <p class="lead">{ w::none_yet(lang) }</p>
                        } else {
                            { table::view(self, ctx) }
                            { law::view(self, ctx) }
                        }
                        if self.loading.is_none() && self.job.is_none() {
                            { columns::take_in(self, ctx) }
                        }
                        { table::keeping(self, ctx) }
                    }
                </main></div>
            </>
        }
    }

    fn rendered(&mut self, _: &Context<LibraryPage>, _: bool) {
        if std::mem::take(&mut self.focus)
            && let Some(heading) = self.heading.cast::<web_sys::HtmlElement>()
        {
            let _ = heading.focus();
            if let Some(window) = web_sys::window() {
                window.scroll_to_with_x_and_y(0.0, 0.0);
            }
        }
        firm::rendered(self);
    }
}

impl LibraryPage {
    fn notices(&self, ctx: &Context<LibraryPage>) -> Html {
        let lang = self.lang;
        html! {
            <div class="notices" role="status">
                if let Some(why) = &self.trouble {
                    <p class="warning">{ w::NOT_KEPT.fill(lang, [why]) }</p>
                }
                { for self.said.iter().map(|(bad, text)| html! { <p class={bad.then_some("error")}>{ text }</p> }) }
                if self.journal.last().is_some() || self.journal.next().is_some() {
                    <p class="actions">
                        { for self.journal.last().map(|entry| html! {
                            <button type="button" class="link" onclick={ctx.link().callback(|_| Msg::Undo(true))}>{ w::UNDO.fill(lang, [&entry.what]) }</button>
                        }) }
                        { for self.journal.next().map(|entry| html! {
                            <button type="button" class="link" onclick={ctx.link().callback(|_| Msg::Undo(false))}>{ w::REDO.fill(lang, [&entry.what]) }</button>
                        }) }
                    </p>
                }
            </div>
        }
    }

    /// How far it is with what is read, taken in or made.
    fn under_way(&self, ctx: &Context<LibraryPage>) -> Html {
        let lang = self.lang;
        let Some(job) = &self.job else { return html! {} };
        let (told, bar) = match &job.bringing {
            Some(Bringing { done, all, .. }) => (
                w::BRINGING.fill(lang, [done, all]),
                html! { <progress max={all.to_string()} value={done.to_string()} aria-label={w::take_in(lang)}></progress> },
            ),
            None if job.making.is_some() => (w::making(lang).to_owned(), html! {}),
            None => (w::READING.fill(lang, [&job.read]), html! {}),
        };
        html! {
            <p class="actions">
                { bar }
                <span role="status">{ told }</span>
                <button type="button" onclick={ctx.link().callback(|_| Msg::StopJob)}>{ w::stop_job(lang) }</button>
            </p>
        }
    }

    /// A slice of what is to be done.
    fn work(&mut self) {
        let end = js_sys::Date::now() + SLICE;
        while js_sys::Date::now() < end {
            let Some((piece, bytes)) = self.piece(FEW) else { break };
            let came = piece.work.done(self.rules, &bytes).unwrap_or_default();
            self.came(piece, &came);
        }
    }

    /// Goes on with what is left: others do it, or this page behind the next painting.
    fn go_on(&mut self, ctx: &Context<LibraryPage>) {
        // The one that is open may be gone, by undoing what brought it or in another window.
        if let Some(open) = self.open.take_if(|open| self.library.get(&open.id).is_none()) {
            firm::closed(self, open);
            self.focus = true;
        }
        self.feed();
        while let Some(number) = self.pool.free() {
            let Some((piece, bytes)) = self.piece(MANY) else { break };
            let what = serde_json::to_string(&piece.work).unwrap_or_default();
            self.pool.give(number, Order::Piece(piece), &what, &js_sys::Uint8Array::from(&bytes[..]));
        }
        let left = !self.waiting.is_empty() && !self.stopped || self.waiting.is_empty() && self.law.is_under_way();
        let is_left = left && self.pool.is_empty() || self.waits_here() || !self.unkept.is_empty();
        if is_left && !std::mem::replace(&mut self.going, true) {
            let link = ctx.link().clone();
            let again = Closure::once_into_js(move || link.send_message(Msg::Work));
            if let Some(window) = web_sys::window() {
                let _ = window.set_timeout_with_callback(again.unchecked_ref());
            }
        }
    }

    /// Whether it is time to show what came of work: to draw it for each piece would take as long as the work.
    fn is_time(&mut self) -> bool {
        let now = js_sys::Date::now();
        let is_under_way = self.is_judging() && !self.stopped || self.law.is_under_way() || self.is_busy() || self.loading.is_some();
        if is_under_way && now - self.drawn < DRAWN && self.drawn <= now {
            return false;
        }
        self.drawn = now;
        self.put_fresh();
        true
    }
}
