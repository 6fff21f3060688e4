//! What a clipboard holds of a sheet, as rows of cells: lines with tabs between cells, or a table of HTML.

/// The most cells that one stands for by its spans: no sheet is wider.
const WIDEST: usize = 256;

/// Rows of cells of text as sheets put it on the clipboard: tabs between cells, a line a row. A cell with a tab, a line
/// break or a quotation mark in it stands between quotation marks, and has its own doubled.
pub fn cells(text: &str) -> Vec<Vec<String>> {
    let mut rows = vec![vec![String::new()]];
    let (mut quoted, mut chars) = (false, text.chars().peekable());
    while let Some(c) = chars.next() {
        let Some(cell) = rows.last_mut().and_then(|row| row.last_mut()) else { break };
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            '"' if quoted => quoted = false,
            '"' if cell.is_empty() => quoted = true,
            c if quoted => cell.push(c),
            '\t' => rows.last_mut().into_iter().for_each(|row| row.push(String::new())),
            '\r' | '\n' => {
                if c == '\r' && chars.peek() == Some(&'\n') {
                    chars.next();
                }
                rows.push(vec![String::new()]);
            }
            c => cell.push(c),
        }
    }
    rows
}

/// Rows of cells of the tables in a piece of HTML, a cell that spans several at their upper left; what is hidden is not
/// there. None where there is no table.
pub fn html_cells(html: &str) -> Option<Vec<Vec<String>>> {
    let mut found = Table::default();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        found.text(&rest[..at]);
        rest = &rest[at..];
        // A comment ends at its mark, not at the first bracket.
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        let end = tag_end(rest)?;
        let tag = rest[1..end].to_ascii_lowercase();
        rest = &rest[end + 1..];
        let name_end = tag.find(|c: char| c.is_whitespace()).unwrap_or(tag.len());
        let name = tag[..name_end].trim_end_matches('/');
        if matches!(name, "style" | "script" | "title") {
            rest = rest.find(&format!("</{name}")).map_or("", |end| &rest[end..]);
        }
        found.tag(name, &tag[name_end..]);
    }
    found.close();
    (!found.rows.is_empty()).then_some(found.rows)
}

/// Where a tag ends; a bracket between quotation marks is none.
fn tag_end(rest: &str) -> Option<usize> {
    let mut quote = None;
    rest.char_indices().find_map(|(at, c)| {
        match (quote, c) {
            (None, '>') => return Some(at),
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            _ => {}
        }
        None
    })
}

#[derive(Default)]
struct Table {
    rows: Vec<Vec<String>>,
    /// For how many rows yet each column is taken by a cell further up.
    taken: Vec<usize>,
    /// The text of the cell that is open, and how many columns it spans.
    open: Option<(String, usize)>,
    /// Whether the row is hidden.
    hidden: bool,
}

impl Table {
    fn text(&mut self, text: &str) {
        if let Some((cell, _)) = &mut self.open {
            cell.push_str(&unescaped(text));
        }
    }

    fn close(&mut self) {
        let Some((text, span)) = self.open.take() else { return };
        let Some(row) = self.rows.last_mut().filter(|_| !self.hidden) else { return };
        row.push(text.split_whitespace().collect::<Vec<_>>().join(" "));
        row.extend(std::iter::repeat_n(String::new(), span - 1));
        skip_taken(row, &mut self.taken);
    }

    fn tag(&mut self, name: &str, with: &str) {
        let hidden = with.replace(' ', "").contains("display:none");
        match name {
            "br" | "p" | "div" | "/p" | "/div" => self.text(" "),
            "tr" => {
                self.close();
                self.hidden = hidden;
                if !hidden {
                    // What is taken beyond the end of a row is taken there all the same.
                    let end = self.rows.last().map_or(0, Vec::len).min(self.taken.len());
                    self.taken[end..].iter_mut().for_each(|rows| *rows = rows.saturating_sub(1));
                    let mut row = Vec::new();
                    skip_taken(&mut row, &mut self.taken);
                    self.rows.push(row);
                }
            }
            "td" | "th" => {
                self.close();
                let (Some(row), false) = (self.rows.last(), hidden || self.hidden) else { return };
                let (at, span, deep) = (row.len(), spanned(with, "colspan"), spanned(with, "rowspan"));
                if deep > 1 {
                    self.taken.resize(self.taken.len().max(at + span), 0);
                    self.taken[at..at + span].fill(deep - 1);
                }
                self.open = Some((String::new(), span));
            }
            "/td" | "/th" | "/tr" | "/table" => {
                self.close();
                if name == "/table" {
                    self.taken.clear();
                }
            }
            _ => {}
        }
    }
}

/// Leaves the columns empty that a cell further up takes.
fn skip_taken(row: &mut Vec<String>, taken: &mut [usize]) {
    while let Some(rows) = taken.get_mut(row.len()).filter(|rows| **rows > 0) {
        *rows -= 1;
        row.push(String::new());
    }
}

fn spanned(with: &str, name: &str) -> usize {
    let digits = with.split_once(name).and_then(|(_, after)| after.trim_start().strip_prefix('='));
    let digits = digits.map_or("", |digits| digits.trim_start().trim_start_matches(['"', '\'']));
    let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
    digits[..end].parse().map_or(1, |span: usize| span.clamp(1, WIDEST))
}

/// Text with the characters that its names and numbers stand for.
fn unescaped(text: &str) -> String {
    let mut parts = text.split('&');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let named = part.split_once(';').and_then(|(name, after)| {
            let number = |digits: &str, radix| u32::from_str_radix(digits, radix).ok().and_then(char::from_u32);
            let c = match name {
                "nbsp" | "ensp" | "emsp" => ' ',
                "amp" => '&',
                "lt" => '<',
                "gt" => '>',
                "quot" => '"',
                "yen" => '¥',
                "minus" => '-',
                _ => match name.strip_prefix('#')? {
                    hex if hex.starts_with(['x', 'X']) => number(&hex[1..], 16)?,
                    digits => number(digits, 10)?,
                },
            };
            Some((c, after))
        });
        match named {
            Some((c, after)) => {
                out.push(c);
                out.push_str(after);
            }
            None => {
                out.push('&');
                out.push_str(part);
            }
        }
    }
    out
}
