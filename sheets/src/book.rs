//! A list written as a workbook (XLSX), row by row and without holding it: one sheet whose first row is its headings, and
//! one beside it with what can be chosen in a column.

use std::io::{self, Seek, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A cell as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written<'a> {
    /// Text, whatever it looks like: a code of eighteen digits, or what would be a formula elsewhere.
    Text(&'a str),
    /// A number in digits: `-12.5`.
    Number(&'a str),
}

impl<'a> Written<'a> {
    /// A small whole number as a number, all else as text.
    pub fn whole(text: &'a str) -> Written<'a> {
        if text.len() < 9 && text.parse::<u32>().is_ok() { Written::Number(text) } else { Written::Text(text) }
    }
}

/// A workbook that is being written.
pub struct Book<W: Write + Seek> {
    zip: ZipWriter<W>,
    next: u32,
    row: String,
    columns: usize,
}

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const PARTS: &str = "http://schemas.openxmlformats.org/package/2006";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const TYPES: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/// How many rows a sheet has at most.
const MOST: u32 = 1_048_576;

impl<W: Write + Seek> Book<W> {
    /// Begins one with its headings. So many columns from the left stay where they are when one scrolls; what is typed into
    /// those of `texts` stays text, as a code of eighteen digits has to.
    ///
    /// # Errors
    /// Where writing fails.
    pub fn new(out: W, headings: &[String], stay: usize, texts: &[usize]) -> io::Result<Book<W>> {
        let mut book = Book { zip: ZipWriter::new(out), next: 1, row: String::new(), columns: headings.len() };
        book.part("xl/worksheets/sheet1.xml")?;
        let corner = cell_name(stay, 2);
        let split =
            if stay > 0 { format!(" xSplit=\"{stay}\" activePane=\"bottomRight\"") } else { " activePane=\"bottomLeft\"".to_owned() };
        let view = format!(
            "{HEAD}<worksheet xmlns=\"{MAIN}\"><sheetViews><sheetView workbookViewId=\"0\"><pane{split} ySplit=\"1\" topLeftCell=\"{corner}\" \
             state=\"frozen\"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight=\"15\"/><cols>"
        );
        book.zip.write_all(view.as_bytes())?;
        for (at, heading) in (1..).zip(headings) {
            // A sign of Chinese takes the place of two letters.
            let width = heading.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>().clamp(8, 40) + 2;
            let style = if texts.contains(&(at - 1)) { " style=\"2\"" } else { "" };
            write!(book.zip, "<col min=\"{at}\" max=\"{at}\" width=\"{width}\" customWidth=\"1\"{style}/>")?;
        }
        book.zip.write_all(b"</cols><sheetData>")?;
        let texts: Vec<Written<'_>> = headings.iter().map(|text| Written::Text(text)).collect();
        book.styled(&texts, " s=\"1\"")?;
        Ok(book)
    }

    /// Writes a row.
    ///
    /// # Errors
    /// Where writing fails, or a sheet holds no more.
    pub fn row(&mut self, cells: &[Written<'_>]) -> io::Result<()> {
        self.styled(cells, "")
    }

    fn styled(&mut self, cells: &[Written<'_>], style: &str) -> io::Result<()> {
        if self.next > MOST {
            return Err(io::Error::from(io::ErrorKind::FileTooLarge));
        }
        self.row.clear();
        put_row(&mut self.row, self.next, cells, style);
        self.next += 1;
        self.zip.write_all(self.row.as_bytes())
    }

    /// Ends it. In the columns named one can choose from what is listed.
    ///
    /// # Errors
    /// Where writing fails.
    pub fn end(mut self, lists: &[(usize, Vec<String>)]) -> io::Result<W> {
        let mut end = "</sheetData>".to_owned();
        if self.columns > 0 {
            end.push_str(&format!("<autoFilter ref=\"A1:{}\"/>", cell_name(self.columns - 1, (self.next - 1).max(1))));
        }
        if !lists.is_empty() {
            end.push_str(&format!("<dataValidations count=\"{}\">", lists.len()));
            for (at, (column, list)) in lists.iter().enumerate() {
                // What stands in no list may be written all the same; one is told.
                end.push_str(&format!(
                    "<dataValidation type=\"list\" errorStyle=\"warning\" allowBlank=\"1\" showErrorMessage=\"1\" sqref=\"{}:{}\"><formula1>\
                     lists!${c}$1:${c}${}</formula1></dataValidation>",
                    cell_name(*column, 2),
                    cell_name(*column, MOST),
                    list.len(),
                    c = crate::cell::column_name(at),
                ));
            }
            end.push_str("</dataValidations>");
        }
        end.push_str("</worksheet>");
        self.zip.write_all(end.as_bytes())?;
        if !lists.is_empty() {
            self.part("xl/worksheets/sheet2.xml")?;
            let mut rows = format!("{HEAD}<worksheet xmlns=\"{MAIN}\"><sheetData>");
            let longest = lists.iter().map(|(_, list)| list.len()).max().unwrap_or(0);
            for (at, number) in (0..longest).zip(1..) {
                let cells: Vec<Written<'_>> =
                    lists.iter().map(|(_, list)| Written::Text(list.get(at).map_or("", String::as_str))).collect();
                put_row(&mut rows, number, &cells, "");
            }
            rows.push_str("</sheetData></worksheet>");
            self.zip.write_all(rows.as_bytes())?;
        }
        let two = !lists.is_empty();
        let sheet = |own: &str, other: &str| if two { format!("{own}{other}") } else { own.to_owned() };
        let override_of = |part: &str, kind: &str| format!("<Override PartName=\"/xl/{part}.xml\" ContentType=\"{TYPES}.{kind}+xml\"/>");
        let relation =
            |id: u8, target: &str, kind: &str| format!("<Relationship Id=\"rId{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}.xml\"/>");
        let types = format!(
            "<Types xmlns=\"{PARTS}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.\
             relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>{}{}{}</Types>",
            override_of("workbook", "sheet.main"),
            override_of("styles", "styles"),
            sheet(&override_of("worksheets/sheet1", "worksheet"), &override_of("worksheets/sheet2", "worksheet")),
        );
        let book = format!(
            "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets>{}</sheets></workbook>",
            sheet(
                "<sheet name=\"Sheet1\" sheetId=\"1\" r:id=\"rId1\"/>",
                "<sheet name=\"lists\" sheetId=\"2\" state=\"hidden\" r:id=\"rId3\"/>"
            ),
        );
        let relations = |inner: &str| format!("<Relationships xmlns=\"{PARTS}/relationships\">{inner}</Relationships>");
        let own = format!("{}{}", relation(1, "worksheets/sheet1", "worksheet"), relation(2, "styles", "styles"));
        let styles = format!(
            "<styleSheet xmlns=\"{MAIN}\"><fonts count=\"2\"><font><sz val=\"11\"/></font><font><b/><sz val=\"11\"/></font></fonts><fills \
             count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill></fills><borders \
             count=\"1\"><border/></borders><cellStyleXfs count=\"1\"><xf/></cellStyleXfs><cellXfs count=\"3\"><xf xfId=\"0\"/><xf xfId=\"0\" \
             fontId=\"1\" applyFont=\"1\"/><xf xfId=\"0\" numFmtId=\"49\" applyNumberFormat=\"1\"/></cellXfs><cellStyles count=\"1\"><cellStyle \
             name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>"
        );
        for (name, text) in [
            ("[Content_Types].xml", types),
            ("_rels/.rels", relations(&relation(1, "xl/workbook", "officeDocument"))),
            ("xl/workbook.xml", book),
            ("xl/_rels/workbook.xml.rels", relations(&sheet(&own, &relation(3, "worksheets/sheet2", "worksheet")))),
            ("xl/styles.xml", styles),
        ] {
            self.part(name)?;
            self.zip.write_all(HEAD.as_bytes())?;
            self.zip.write_all(text.as_bytes())?;
        }
        self.zip.finish().map_err(io::Error::other)
    }

    fn part(&mut self, name: &str) -> io::Result<()> {
        // Room for parts above four gigabytes would be announced in every part, and LibreOffice refuses a workbook that does.
        self.zip.start_file(name, SimpleFileOptions::default()).map_err(io::Error::other)
    }
}

fn cell_name(column: usize, row: u32) -> String {
    format!("{}{row}", crate::cell::column_name(column))
}

fn put_row(into: &mut String, number: u32, cells: &[Written<'_>], style: &str) {
    into.push_str(&format!("<row r=\"{number}\">"));
    for (at, cell) in cells.iter().enumerate() {
        let name = || cell_name(at, number);
        match cell {
            Written::Text("") => {}
            Written::Number(digits) => into.push_str(&format!("<c r=\"{}\"{style}><v>{digits}</v></c>", name())),
            Written::Text(text) => {
                into.push_str(&format!("<c r=\"{}\"{style} t=\"inlineStr\"><is><t xml:space=\"preserve\">", name()));
                escape(into, text);
                into.push_str("</t></is></c>");
            }
        }
    }
    into.push_str("</row>");
}

fn escape(into: &mut String, text: &str) {
    // Where it stands for the code of a sign it is taken for that.
    for c in text.replace("_x", "_x005F_x").chars() {
        match c {
            '&' => into.push_str("&amp;"),
            '<' => into.push_str("&lt;"),
            '>' => into.push_str("&gt;"),
            '\n' | '\t' => into.push(c),
            // XML has no place for them.
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => into.push(' '),
            c => into.push(c),
        }
    }
}
