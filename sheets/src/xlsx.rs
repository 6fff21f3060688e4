//! Workbooks of the format XLSX. Read here and not by a library of sheets, for none that was found hands on how a number is
//! shown: then 12 % is 0.12, a day in a Chinese edition's own format is a number, and 万元 shown of 元 are 元.

use crate::cell::{Cell, Decimal, Row};
use crate::fault::Fault;
use crate::format::{Format, built_in, coded};
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::io::{BufRead, BufReader, Read, Seek, sink};
use tidu_core::day::Day;
use zip::ZipArchive;

/// The most that a part of a workbook may unpack to: a million rows of sixty cells are less.
const LARGEST_PART: u64 = 4 << 30;
/// The most that its texts may unpack to, which are held while it is read.
const LARGEST_TEXTS: u64 = 512 << 20;
/// The most columns that are read.
const WIDEST: usize = 1024;

/// A workbook.
pub struct Workbook<R: Read + Seek> {
    parts: ZipArchive<R>,
    /// The sheets that are not hidden: name and part.
    sheets: Vec<(String, String)>,
    texts: Vec<String>,
    formats: Vec<Format>,
    from_1904: bool,
}

impl<R: Read + Seek> Workbook<R> {
    /// Opens a workbook.
    ///
    /// # Errors
    /// Where it is none, or cannot be read.
    pub fn open(input: R) -> Result<Workbook<R>, Fault> {
        let parts = ZipArchive::new(input).map_err(|_| Fault::NoWorkbook)?;
        let mut book = Workbook { parts, sheets: Vec::new(), texts: Vec::new(), formats: Vec::new(), from_1904: false };
        let main = book
            .related("_rels/.rels", "", |kind| kind.ends_with("/officeDocument"))?
            .pop()
            .map_or_else(|| "xl/workbook.xml".to_owned(), |(_, part)| part);
        let (folder, name) = main.rsplit_once('/').unwrap_or(("", &main));
        let parts = book.related(&format!("{folder}/_rels/{name}.rels"), folder, |_| true)?;
        let of_kind = |kind: &str| parts.iter().find(|(id, _)| id.ends_with(kind)).map(|(_, part)| part.clone());
        book.sheets_of(&main, &parts)?;
        if let Some(part) = of_kind("/sharedStrings") {
            book.texts = book.read_texts(&part)?;
        }
        if let Some(part) = of_kind("/styles") {
            book.read_formats(&part)?;
        }
        Ok(book)
    }

    /// The names of its sheets, in order, but for hidden ones.
    pub fn sheets(&self) -> impl Iterator<Item = &str> {
        self.sheets.iter().map(|(name, _)| name.as_str())
    }

    /// The position of a sheet by its name.
    ///
    /// # Errors
    /// Where there is none of it.
    pub fn find(&self, name: &str) -> Result<usize, Fault> {
        let known = || self.sheets().map(str::to_owned).collect();
        self.sheets().position(|sheet| sheet == name).ok_or_else(|| Fault::NoSuchSheet(name.to_owned(), known()))
    }

    /// Hands on the rows of a sheet that have anything in them, until `each` says that it has enough.
    ///
    /// # Errors
    /// Where it cannot be read any further.
    pub fn rows(&mut self, sheet: usize, each: &mut dyn FnMut(Row) -> bool) -> Result<(), Fault> {
        let Some((_, part)) = self.sheets.get(sheet) else { return Ok(()) };
        let Workbook { parts, texts, formats, from_1904, .. } = self;
        let file = parts.by_name(part).map_err(|_| Fault::NoWorkbook)?;
        let mut reader = Reader::from_reader(BufReader::with_capacity(1 << 16, file.take(LARGEST_PART)));
        let (mut buffer, mut row, mut reading) = (Vec::new(), Row::default(), Reading::default());
        loop {
            buffer.clear();
            match event(&mut reader, &mut buffer)? {
                Event::Start(tag) => match tag.local_name().as_ref() {
                    "row" => {
                        let number = attribute(&tag, "r").and_then(|r| r.parse().ok());
                        row = Row { number: number.unwrap_or(row.number + 1), cells: Vec::new() };
                    }
                    "c" => reading.begin(&tag, row.cells.len()),
                    "v" | "t" => reading.inside = true,
                    // How a text is spoken is no part of it.
                    "rPh" => reading.aside = true,
                    _ => {}
                },
                Event::Text(text) if reading.inside && !reading.aside => {
                    reading.text.push_str(&text.xml10_content());
                }
                Event::GeneralRef(name) if reading.inside && !reading.aside => push_reference(&name, &mut reading.text),
                Event::End(tag) => match tag.local_name().as_ref() {
                    "v" | "t" => reading.inside = false,
                    "rPh" => reading.aside = false,
                    "c" if reading.column < WIDEST => {
                        let cell = reading.cell(texts, formats, *from_1904);
                        if !matches!(cell, Cell::Empty) {
                            row.cells.resize(reading.column.max(row.cells.len()), Cell::Empty);
                            row.cells.truncate(reading.column);
                            row.cells.push(cell);
                        } else {
                            row.cells.resize((reading.column + 1).max(row.cells.len()), Cell::Empty);
                        }
                    }
                    "row" => {
                        let next = Row { number: row.number, cells: Vec::new() };
                        let full = std::mem::replace(&mut row, next);
                        if !full.is_blank() && !each(full) {
                            return Ok(());
                        }
                    }
                    "sheetData" => return Ok(()),
                    _ => {}
                },
                Event::Empty(tag) if tag.local_name().as_ref() == "c" => {
                    reading.begin(&tag, row.cells.len());
                    row.cells.resize((reading.column + 1).min(WIDEST).max(row.cells.len()), Cell::Empty);
                }
                // Cut off before its end: it unpacks to more than is read, or is damaged.
                Event::Eof => return Err(Fault::TooLarge),
                _ => {}
            }
        }
    }

    /// The parts that another one speaks of, by the kind of relation and by id.
    fn related(&mut self, of: &str, folder: &str, wanted: impl Fn(&str) -> bool) -> Result<Vec<(String, String)>, Fault> {
        let mut found = Vec::new();
        self.elements(of, &mut |tag| {
            let (Some(kind), Some(target)) = (attribute(tag, "Type"), attribute(tag, "Target")) else { return };
            if tag.local_name().as_ref() != "Relationship" || !wanted(&kind) {
                return;
            }
            let part = match target.strip_prefix('/') {
                Some(whole) => whole.to_owned(),
                None if folder.is_empty() => target.clone(),
                None => format!("{folder}/{target}"),
            };
            found.extend(attribute(tag, "Id").map(|id| (id, part.clone())));
            found.push((kind, part));
        })?;
        Ok(found)
    }

    fn sheets_of(&mut self, main: &str, parts: &[(String, String)]) -> Result<(), Fault> {
        let (mut sheets, mut from_1904) = (Vec::new(), false);
        self.elements(main, &mut |tag| match tag.local_name().as_ref() {
            "workbookPr" => from_1904 = attribute(tag, "date1904").is_some_and(|flag| flag == "1" || flag == "true"),
            "sheet" if attribute(tag, "state").is_none_or(|state| state == "visible") => {
                let part = attribute(tag, "id").and_then(|id| parts.iter().find(|(known, _)| *known == id));
                sheets.extend(attribute(tag, "name").zip(part.map(|(_, part)| part.clone())));
            }
            _ => {}
        })?;
        (self.sheets, self.from_1904) = (sheets, from_1904);
        if self.sheets.is_empty() { Err(Fault::NoWorkbook) } else { Ok(()) }
    }

    /// The texts that cells share.
    fn read_texts(&mut self, part: &str) -> Result<Vec<String>, Fault> {
        // What it says of its own size need not be true.
        let size = std::io::copy(&mut self.part(part)?.take(LARGEST_TEXTS + 1), &mut sink())?;
        if size > LARGEST_TEXTS {
            return Err(Fault::TooLarge);
        }
        let mut texts = Vec::new();
        let (mut text, mut inside, mut aside) = (String::new(), false, false);
        let mut reader = Reader::from_reader(BufReader::new(self.part(part)?));
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            match event(&mut reader, &mut buffer)? {
                Event::Start(tag) => match tag.local_name().as_ref() {
                    "t" => inside = true,
                    "rPh" => aside = true,
                    _ => {}
                },
                Event::Text(more) if inside && !aside => text.push_str(&more.xml10_content()),
                Event::GeneralRef(name) if inside && !aside => push_reference(&name, &mut text),
                Event::End(tag) => match tag.local_name().as_ref() {
                    "t" => inside = false,
                    "rPh" => aside = false,
                    "si" => texts.push(std::mem::take(&mut text)),
                    _ => {}
                },
                Event::Empty(tag) if tag.local_name().as_ref() == "si" => texts.push(String::new()),
                Event::Eof => return Ok(texts),
                _ => {}
            }
        }
    }

    /// How cells of each style show a number.
    fn read_formats(&mut self, part: &str) -> Result<(), Fault> {
        let (mut own, mut formats, mut of_cells) = (Vec::new(), Vec::new(), false);
        self.elements(part, &mut |tag| match tag.local_name().as_ref() {
            "numFmt" => {
                let id = attribute(tag, "numFmtId").and_then(|id| id.parse::<u32>().ok());
                own.extend(id.zip(attribute(tag, "formatCode").map(|code| coded(&code))));
            }
            "cellXfs" => of_cells = true,
            "cellStyles" | "cellStyleXfs" | "dxfs" => of_cells = false,
            "xf" if of_cells => {
                let id = attribute(tag, "numFmtId").and_then(|id| id.parse().ok()).unwrap_or(0);
                formats.push(own.iter().find(|(known, _)| *known == id).map_or_else(|| built_in(id), |(_, format)| *format));
            }
            _ => {}
        })?;
        self.formats = formats;
        Ok(())
    }

    /// Hands on the elements of a part; nothing where there is no such part.
    fn elements(&mut self, part: &str, each: &mut dyn FnMut(&BytesStart<'_>)) -> Result<(), Fault> {
        if self.parts.index_for_name(part).is_none() {
            return Ok(());
        }
        let mut reader = Reader::from_reader(BufReader::new(self.part(part)?.take(LARGEST_TEXTS)));
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            match event(&mut reader, &mut buffer)? {
                Event::Start(tag) | Event::Empty(tag) => each(&tag),
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    fn part(&mut self, name: &str) -> Result<impl Read + '_, Fault> {
        self.parts.by_name(name).map_err(|_| Fault::NoWorkbook)
    }
}

/// The next event of XML; what is no XML is no workbook.
fn event<'b>(reader: &mut Reader<impl BufRead>, buffer: &'b mut Vec<u8>) -> Result<Event<'b>, Fault> {
    reader.read_event_into(buffer).map_err(|error| match error {
        quick_xml::Error::Io(error) => Fault::Io(std::io::Error::new(error.kind(), error.to_string())),
        _ => Fault::NoWorkbook,
    })
}

/// An attribute by its name without its prefix.
fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.attributes().flatten().find(|one| one.key.local_name().as_ref() == name)?;
    Some(found.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned())
}

/// A character by its name or number: `&amp;`, `&#10;`.
fn push_reference(name: &quick_xml::events::BytesRef<'_>, text: &mut String) {
    if let Ok(Some(c)) = name.resolve_char_ref() {
        text.push(c);
        return;
    }
    let named = quick_xml::escape::resolve_predefined_entity(name);
    text.push_str(named.unwrap_or_default());
}

/// The cell being read.
#[derive(Default)]
struct Reading {
    column: usize,
    kind: String,
    style: usize,
    text: String,
    inside: bool,
    aside: bool,
}

impl Reading {
    fn begin(&mut self, tag: &BytesStart<'_>, next: usize) {
        let at = attribute(tag, "r").and_then(|at| column(&at));
        let style = attribute(tag, "s").and_then(|style| style.parse().ok());
        let kind = attribute(tag, "t").unwrap_or_default();
        *self = Reading { column: at.unwrap_or(next), kind, style: style.unwrap_or(0), ..Reading::default() };
    }

    fn cell(&self, texts: &[String], formats: &[Format], from_1904: bool) -> Cell {
        let text = self.text.as_str();
        if text.is_empty() {
            return Cell::Empty;
        }
        match self.kind.as_str() {
            "s" => match text.trim().parse::<usize>().ok().and_then(|at| texts.get(at)) {
                Some(shared) if shared.trim().is_empty() => Cell::Empty,
                Some(shared) => Cell::Text(unescaped(shared)),
                None => Cell::Failed(text.to_owned()),
            },
            "str" | "inlineStr" if text.trim().is_empty() => Cell::Empty,
            "str" | "inlineStr" => Cell::Text(unescaped(text)),
            "b" => Cell::Bool(text == "1"),
            "e" => Cell::Failed(text.to_owned()),
            // A day written out: 2025-06-30T00:00:00.
            "d" => text.get(..10).and_then(Day::parse).map_or_else(|| Cell::Text(text.to_owned()), Cell::Day),
            _ => {
                let Some(value) = Decimal::read(text) else { return Cell::Text(text.to_owned()) };
                match formats.get(self.style).copied().unwrap_or(Format::Number(0)) {
                    Format::Number(scale) => Cell::Number { value: value.shifted(scale), percent: false },
                    Format::Percent => Cell::Number { value: value.shifted(2), percent: true },
                    Format::Time => Cell::Text(value.to_string()),
                    Format::Day => day(value, from_1904).map_or(Cell::Number { value, percent: false }, Cell::Day),
                }
            }
        }
    }
}

/// A day by the number that sheets hold for it: days since the end of 1899, or since the beginning of 1904.
fn day(value: Decimal, from_1904: bool) -> Option<Day> {
    let whole = value.within(0)?.lo;
    let since = if from_1904 { 24_107 } else { 25_569 };
    Day::from_number(whole.checked_sub(since)?)
}

/// The column of a reference such as `AB12`, counted from 0.
fn column(reference: &str) -> Option<usize> {
    let letters = reference.bytes().take_while(u8::is_ascii_uppercase);
    let at = letters.take(4).fold(0, |at, letter| at * 26 + usize::from(letter - b'A') + 1);
    at.checked_sub(1)
}

/// A text with the letters that workbooks write as `_x000D_`; what looks like one is written with its line as `_x005F_`.
fn unescaped(text: &str) -> String {
    let (mut plain, mut rest) = (String::new(), text);
    while let Some(at) = rest.find("_x") {
        plain.push_str(&rest[..at]);
        let letter = rest
            .get(at + 2..at + 6)
            .filter(|code| rest[at + 6..].starts_with('_') && code.bytes().all(|b| b.is_ascii_hexdigit()))
            .and_then(|code| u32::from_str_radix(code, 16).ok());
        match letter.and_then(char::from_u32) {
            Some(letter) => {
                plain.push(letter);
                rest = &rest[at + 7..];
            }
            None => {
                plain.push_str("_x");
                rest = &rest[at + 2..];
            }
        }
    }
    plain + rest
}
