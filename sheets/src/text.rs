//! Sheets as text: CSV and TSV, in UTF-8, UTF-16 or GBK, whatever stands between cells.

use crate::cell::{Cell, Row};
use crate::fault::Fault;
use encoding_rs::{Encoding, GBK, UTF_8};
use encoding_rs_io::{DecodeReaderBytes, DecodeReaderBytesBuilder};
use std::io::{Cursor, Read};

/// How much of a file is looked at to tell its letters and what stands between its cells.
const SAMPLE: u64 = 1 << 20;

/// What may stand between cells, the likeliest first.
const BETWEEN: [u8; 4] = [b',', b'\t', b';', b'|'];

type Sample<R> = std::io::Chain<Cursor<Vec<u8>>, R>;

/// A sheet as text.
pub struct TextSheet<R: Read> {
    lines: csv::Reader<DecodeReaderBytes<Sample<R>, Vec<u8>>>,
}

impl<R: Read> TextSheet<R> {
    /// Opens a sheet. Its letters are told by a mark at its beginning; else they are UTF-8 where they can be, and GBK.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn open(mut input: R) -> Result<TextSheet<R>, Fault> {
        let mut sample = Vec::new();
        input.by_ref().take(SAMPLE).read_to_end(&mut sample)?;
        let marked = Encoding::for_bom(&sample).map(|(encoding, _)| encoding);
        let encoding = marked.unwrap_or_else(|| if may_be_utf8(&sample) { UTF_8 } else { GBK });
        let (text, ..) = encoding.decode(&sample);
        let between = between(&text);
        let decoded = DecodeReaderBytesBuilder::new().encoding(Some(encoding)).build(Cursor::new(sample).chain(input));
        let lines = csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(between).from_reader(decoded);
        Ok(TextSheet { lines })
    }

    /// Hands on its rows, one after the other, until `each` says that it has enough.
    ///
    /// # Errors
    /// Where it cannot be read any further.
    pub fn rows(&mut self, each: &mut dyn FnMut(Row) -> bool) -> Result<(), Fault> {
        let mut line = csv::StringRecord::new();
        loop {
            let more = self.lines.read_record(&mut line).map_err(|error| match error.into_kind() {
                csv::ErrorKind::Io(error) => Fault::Io(error),
                other => Fault::Io(std::io::Error::other(format!("{other:?}"))),
            })?;
            if !more {
                return Ok(());
            }
            // What a sheet calls a row is a record; where it holds no line break that is the line as well.
            let number = line.position().map_or(0, |at| usize::try_from(at.line()).unwrap_or(usize::MAX));
            let cells = line.iter().map(cell);
            if !each(Row { number, cells: cells.collect() }) {
                return Ok(());
            }
        }
    }
}

/// A cell. What would be a formula is written with a mark before it, which is no part of it.
fn cell(text: &str) -> Cell {
    let text = text.strip_prefix('\'').filter(|text| text.starts_with(['=', '+', '-', '@'])).unwrap_or(text);
    if text.trim().is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) }
}

/// Whether bytes are UTF-8, but for a letter that is cut off at the end.
fn may_be_utf8(sample: &[u8]) -> bool {
    std::str::from_utf8(sample).err().is_none_or(|error| error.error_len().is_none())
}

/// What stands between the cells of a text: what most of its lines have as often as each other.
fn between(text: &str) -> u8 {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).take(50).collect();
    let score = |mark: u8| {
        let counts: Vec<usize> = lines.iter().map(|line| line.bytes().filter(|b| *b == mark).count()).collect();
        counts.iter().filter(|count| **count > 0).map(|count| counts.iter().filter(|other| *other == count).count()).max().unwrap_or(0)
    };
    BETWEEN.into_iter().rev().max_by_key(|mark| score(*mark)).filter(|mark| score(*mark) > 0).unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Vec<Vec<String>> {
        let mut rows = Vec::new();
        let mut sheet = TextSheet::open(bytes).unwrap();
        sheet
            .rows(&mut |row| {
                rows.push(row.cells.iter().map(|cell| cell.text().into_owned()).collect());
                true
            })
            .unwrap();
        rows
    }

    #[test]
    fn letters_and_marks_are_told_from_the_file() {
        let rows = [["企业名称", "营业收入"], ["恒立, 液压", "1,200"]];
        let csv = "企业名称,营业收入\r\n\"恒立, 液压\",\"1,200\"\r\n";
        let tsv = "企业名称\t营业收入\n恒立, 液压\t1,200\n";
        let utf16: Vec<u8> = std::iter::once(0xFEFF).chain(tsv.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        for bytes in
            [csv.as_bytes().to_vec(), format!("\u{feff}{csv}").into_bytes(), GBK.encode(csv).0.into_owned(), tsv.as_bytes().to_vec(), utf16]
        {
            assert_eq!(read(&bytes), rows);
        }
        assert_eq!(read(b"a;b\n1,5;2\n"), [["a", "b"], ["1,5", "2"]]);
        assert_eq!(read(b""), Vec::<Vec<String>>::new());
    }
}
