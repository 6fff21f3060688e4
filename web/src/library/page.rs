//! The page of the library: what becomes of it when something happens, and how it is drawn.

use super::model::{LibraryPage, Props, touched};
use super::state::{Asked, FirmMsg, Msg, Open};
use super::{columns, firm, keep, law, table};
use crate::host;
use std::collections::HashMap;
use tidu_core::day::Day;
use tidu_core::rules::RuleSet;
use tidu_core::text::Lang;
use tidu_library::words as w;
use tidu_library::{Change, Entry, Filter, Firm, Journal, Library, Rows, Sort};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use yew::prelude::*;

/// How many milliseconds long work takes at once.
const SLICE: f64 = 30.0;

impl Component for LibraryPage {
    type Message = Msg;
    type Properties = Props;

    fn create(ctx: &Context<LibraryPage>) -> LibraryPage {
        // It lives as long as the page.
        let rules: &'static RuleSet = Box::leak(Box::new(tidu_core::packs::built_in().unwrap_or_default()));
        let mut library = Library::default();
        ctx.props().kept.iter().for_each(|firm| drop(library.put(firm.clone())));
        let waiting = library.firms().map(|firm| firm.id.clone()).collect();
        let day = host::today();
        let entries = &ctx.props().journal;
        let old = entries.len().saturating_sub(Journal::KEPT);
        keep::forget(&entries[..old]);
        let journal = Journal::of(entries[old..].iter().cloned());
        let page = LibraryPage {
            rules,
            lang: Lang::Zh,
            day,
            wrong_day: false,
            library,
            journal,
            rows: Vec::new(),
            at: HashMap::new(),
            waiting,
            stopped: false,
            going: false,
            filter: Filter::default(),
            sort: Sort::default(),
            expires: String::new(),
            places: Vec::new(),
            printing: false,
            scrolled: 0,
            taking: None,
            password: String::new(),
            pasted: String::new(),
            said: Vec::new(),
            trouble: ctx.props().trouble.clone(),
            open: None,
            blank: None,
            law: Asked::new(rules, day),
            focus: false,
            heading: NodeRef::default(),
        };
        ctx.link().send_message(Msg::Work);
        page
    }

    fn update(&mut self, ctx: &Context<LibraryPage>, msg: Msg) -> bool {
        let vocabulary = &self.rules.vocabulary;
        match msg {
            Msg::Work => self.work(),
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
                self.judge_all();
            }
            Msg::Files(files) => {
                let mut taking = self.taking.take().unwrap_or_default();
                self.said.clear();
                for (name, bytes) in files {
                    if let Err(why) = taking.add(vocabulary, self.day, self.lang, name, bytes, &self.password) {
                        self.said.push((true, why));
                    }
                }
                self.begin_taking(taking);
            }
            Msg::Password(text) => self.password = text,
            Msg::Paste(text) => self.pasted = text,
            Msg::ReadPasted => {
                let mut taking = self.taking.take().unwrap_or_default();
                let name = w::paste(self.lang).to_owned();
                self.said.clear();
                match taking.add(vocabulary, self.day, self.lang, name, self.pasted.clone().into_bytes(), "") {
                    Ok(()) => self.pasted.clear(),
                    Err(why) => self.said.push((true, why)),
                }
                self.begin_taking(taking);
            }
            Msg::Sheet(at, chosen) => {
                if let Some(taking) = &mut self.taking {
                    if let Err(fault) = taking.sheets[at].choose(vocabulary, self.day, chosen) {
                        self.said = vec![(true, fault.text().get(self.lang).to_owned())];
                    }
                    taking.propose(&self.library, vocabulary, self.day);
                }
            }
            Msg::Column(sheet, at, pick) => {
                if let Some(taking) = &mut self.taking {
                    taking.sheets[sheet].pick(vocabulary, self.day, at, pick);
                    taking.propose(&self.library, vocabulary, self.day);
                }
            }
            Msg::TakeIn(confirmed) => {
                let taking = self.taking.take().unwrap_or_default();
                self.said.clear();
                self.focus = true;
                if confirmed {
                    let changes = taking.proposal.changes(|_| true);
                    let what = w::DID_TAKE.fill(self.lang, [&changes.len()]);
                    self.apply(what, changes);
                }
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
                    Some(entry) => keep::note(entry),
                    None => {}
                }
            }
            Msg::Give(give) => self.give(give),
            Msg::Law(msg) => law::update(self, msg),
            Msg::Told(what, detail) if what == "answers" => return firm::update(self, ctx, FirmMsg::Answers(detail)),
            Msg::Told(what, detail) => self.told(&what, &detail),
        }
        self.go_on(ctx);
        true
    }

    fn view(&self, ctx: &Context<LibraryPage>) -> Html {
        let lang = self.lang;
        let link = ctx.link();
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
                <div class="body"><main>
                    { self.notices(ctx) }
                    if let Some(open) = &self.open {
                        { firm::view(self, ctx, open, &self.heading) }
                    } else if let Some(taking) = &self.taking {
                        { columns::view(self, ctx, taking, &self.heading) }
                    } else {
                        <h1 ref={self.heading.clone()} tabindex="-1">{ w::title(lang) }</h1>
                        <p class="lead">{ w::lead(lang) }</p>
                        if self.library.is_empty() {
                            <p class="lead">{ w::none_yet(lang) }</p>
                        } else {
                            { table::view(self, ctx) }
                            { law::view(self, ctx) }
                        }
                        { columns::take_in(self, ctx) }
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

    /// A slice of what is to be done.
    fn work(&mut self) {
        self.going = false;
        let end = js_sys::Date::now() + SLICE;
        let mut rows = Rows::new(self.rules, self.day, self.lang);
        let was = self.waiting.len();
        while !self.stopped && js_sys::Date::now() < end {
            let Some(id) = self.waiting.pop_front() else { break };
            let Some(firm) = self.library.get(&id) else { continue };
            let row = rows.row(firm);
            match self.at.get(&id) {
                Some(at) => self.rows[*at] = row,
                None => {
                    self.at.insert(id, self.rows.len());
                    self.rows.push(row);
                }
            }
        }
        // To put ten thousand in order takes as long as to judge some: now and then, and at the end.
        if self.waiting.len() < was && (self.waiting.is_empty() || self.rows.len() < 500 || self.rows.len().is_multiple_of(16)) {
            self.arrange();
        }
        if self.waiting.is_empty() {
            law::work(self, end);
        }
    }

    /// Goes on with what is left, behind the next painting.
    fn go_on(&mut self, ctx: &Context<LibraryPage>) {
        let left = !self.waiting.is_empty() && !self.stopped || self.waiting.is_empty() && self.law.is_under_way();
        if left && !std::mem::replace(&mut self.going, true) {
            let link = ctx.link().clone();
            let again = Closure::once_into_js(move || link.send_message(Msg::Work));
            if let Some(window) = web_sys::window() {
                let _ = window.set_timeout_with_callback(again.unchecked_ref());
            }
        }
    }
}
