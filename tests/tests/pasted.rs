//! Blocks as Excel and WPS put them on the clipboard: every figure where it belongs, or told that it has no place.

use proptest::prelude::*;
use serde_json::json;
use tidu_core::answers::{Answers, Key};
use tidu_core::day::Day;
use tidu_core::money::MoneyUnit;
use tidu_core::pasted::{Left, Pasted, Units, Years, cells, html_cells};
use tidu_core::rules::RuleSet;

fn rules() -> RuleSet {
    tidu_core::packs::built_in().expect("the built-in packs compile")
}

/// The questions of the grid of figures, in the order of its rows.
const GRID: [&str; 8] = [
    "operating_revenue",
    "main_business_revenue",
    "total_cost",
    "net_profit",
    "total_assets",
    "total_liabilities",
    "rd_expense",
    "equity_financing",
];

struct Desk {
    rules: RuleSet,
    grid: Vec<Key>,
    said: Answers,
    unit: MoneyUnit,
}

impl Desk {
    fn new() -> Desk {
        let rules = rules();
        let keys = GRID.iter().flat_map(|id| [2025, 2024, 2023].map(|year| format!("{id}:{year}")));
        let grid = keys.map(|key| Key::parse(&rules.vocabulary, &key).unwrap()).collect();
        Desk { said: Answers::new(Day::parse("2026-11-23").unwrap()), grid, rules, unit: MoneyUnit::default() }
    }

    /// The same with something answered before.
    fn with(answers: serde_json::Value) -> Desk {
        let mut desk = Desk::new();
        let case = json!({ "as_of": "2026-11-23", "facts": answers });
        desk.said = Answers::read(&desk.rules.vocabulary, &case, desk.said.as_of).unwrap().0;
        desk
    }

    fn key(&self, text: &str) -> Key {
        Key::parse(&self.rules.vocabulary, text).unwrap()
    }

    fn read(&self, at: &str, cells: &[Vec<String>]) -> Pasted {
        let (vocabulary, at) = (&self.rules.vocabulary, self.key(at));
        Pasted::read(vocabulary, &self.said, &self.grid, at, self.unit, cells).expect("it is a block")
    }

    fn told(&self, pasted: &Pasted) -> Vec<String> {
        let vocabulary = &self.rules.vocabulary;
        let one = |figure: &tidu_core::pasted::Figure| {
            let typed = figure.typed(vocabulary.fact(figure.key.fact));
            format!("{} {typed}", figure.key.text(vocabulary))
        };
        pasted.figures.iter().map(one).collect()
    }

    /// Pastes text into a question: where each figure goes.
    #[track_caller]
    fn pastes(&self, at: &str, text: &str, goes: &[&str]) -> Pasted {
        let pasted = self.read(at, &cells(text));
        assert_eq!(self.told(&pasted), goes, "{text}");
        pasted
    }

    fn row(name: &str) -> Left {
        Left::Row(name.to_owned())
    }
}

const FIRST: &str = "operating_revenue:2025";

/// What stands in one cell is no block, and a sheet's last line break makes no second one.
#[test]
fn one_cell_is_left_to_the_field() {
    let desk = Desk::new();
    for text in ["3200", "3200\r\n", "\t3200\t\r\n", "\"3200\r\n\"\r\n", "", "3200 3100"] {
        let at = desk.key(FIRST);
        assert_eq!(Pasted::read(&desk.rules.vocabulary, &desk.said, &desk.grid, at, desk.unit, &cells(text)), None, "{text:?}");
    }
}

#[test]
fn without_names_and_years_the_order_counts_and_is_told() {
    let desk = Desk::new();
    let row = desk.pastes(
        FIRST,
        "8,236.45\t7,012.30\t6,105.88\r\n",
        &["operating_revenue:2025 8,236.45", "operating_revenue:2024 7,012.30", "operating_revenue:2023 6,105.88"],
    );
    assert!(row.rows_by_order);
    assert_eq!((row.years, row.units, row.left), (Years::Order, Units::Size, vec![]));
    let column =
        desk.pastes("main_business_revenue:2024", "6701.50\r\n\r\n322\r\n", &["main_business_revenue:2024 6701.50", "net_profit:2024 322"]);
    assert_eq!(column.left, []);
    // What hangs over the edge of the grid is told.
    let over = desk.pastes("equity_financing:2023", "1\t2\r\n3\t\r\n", &["equity_financing:2023 1"]);
    assert_eq!(over.left, [Left::Beyond("2".to_owned()), Left::Beyond("3".to_owned())]);
}

/// A profit statement as the accounting standards for enterprises have it, from Excel, in 元.
#[test]
fn a_profit_statement() {
    let text = "利润表\t\t\t\r\n编制单位：南昌恒立液压件有限公司\t2025年度\t\t单位：元\r\n项　　目\t附注\t本期金额\t上期金额\r\n\
        一、营业收入\t五、30\t 82,364,500.00 \t 70,123,000.00 \r\n  减：营业成本\t五、30\t 60,100,000.00 \t 51,000,000.00 \r\n\
        \u{3000}\u{3000}研发费用\t\t 4,682,000.00 \t 3,857,000.00 \r\n二、营业利润（亏损以“－”号填列）\t\t 5,000,000.00 \t (1,200,000.00)\r\n\
        四、净利润（净亏损以“－”号填列）\t\t 4,310,000.55 \t (1,350,000.00)\r\n";
    let desk = Desk::new();
    let pasted = desk.pastes(
        FIRST,
        text,
        &[
            "operating_revenue:2025 82,364,500.00元",
            "operating_revenue:2024 70,123,000.00元",
            "net_profit:2025 4,310,000.55元",
            "net_profit:2024 (1,350,000.00元)",
            "rd_expense:2025 4,682,000.00元",
            "rd_expense:2024 3,857,000.00元",
        ],
    );
    assert_eq!((pasted.units, pasted.years, pasted.rows_by_order), (Units::Stated, Years::Named, false));
    assert_eq!(pasted.left, [Desk::row("减：营业成本"), Desk::row("二、营业利润（亏损以“－”号填列）")]);
    // Every one of them can be taken.
    for figure in &pasted.figures {
        let fact = desk.rules.vocabulary.fact(figure.key.fact);
        assert!(matches!(fact.read_typed(&figure.typed(fact)), Ok(Some(_))), "{figure:?}");
    }
}

/// The statement of a small enterprise has the month beside the year, and nothing says which year that is.
#[test]
fn the_month_is_not_the_year() {
    let text = "项目\t行次\t本年累计金额\t本月金额\r\n一、营业收入\t1\t8236.45\t700.10\r\n三、净利润\t32\t431\t-\r\n";
    let pasted = Desk::new().pastes(FIRST, text, &["operating_revenue:2025 8236.45", "net_profit:2025 431"]);
    assert_eq!(pasted.years, Years::Assumed(2025));
    assert_eq!(pasted.left, [Left::Column("本月金额".to_owned())]);
}

/// A balance sheet has two sides, each with its headings.
#[test]
fn a_balance_sheet_of_two_sides() {
    let text = "资产负债表\t\t\t\t\t\r\n\t\t2025年12月31日\t\t\t单位：千元\r\n\
        资　产\t期末余额\t年初余额\t负债和所有者权益\t期末余额\t年初余额\r\n流动资产：\t\t\t流动负债：\t\t\r\n\
        货币资金\t12,000.10\t9,000\t短期借款\t8,000\t7,000\r\n非流动资产合计\t40,000\t38,000\t负债合计\t41,209\t40,000\r\n\
        资产总计\t98,456\t91,000\t负债和所有者权益总计\t98,456\t91,000\r\n";
    let desk = Desk::new();
    let pasted = desk.pastes(
        "total_assets:2025",
        text,
        &[
            "total_assets:2025 98,456千元",
            "total_assets:2024 91,000千元",
            "total_liabilities:2025 41,209千元",
            "total_liabilities:2024 40,000千元",
        ],
    );
    assert_eq!(pasted.units, Units::Stated);
    assert_eq!(pasted.left, ["货币资金", "短期借款", "非流动资产合计", "负债和所有者权益总计"].map(Desk::row));
}

/// Years by their names go where they belong, whichever way they run, and those that are not asked for are told.
#[test]
fn years_run_either_way() {
    let goes =
        ["operating_revenue:2025 3", "operating_revenue:2024 2", "operating_revenue:2023 1", "net_profit:2025 6", "net_profit:2024 5"];
    for text in [
        "项目\t2022年\t2023年\t2024年\t2025年\r\n营业收入\t0.5\t1\t2\t3\r\n净利润\t4\t-\t5\t6\r\n",
        "\t2022\t2023\t2024\t2025\r\n营业收入\t0.5\t1\t2\t3\r\n净利润\t4\t-\t5\t6\r\n",
        "\tFY2025\tFY2024\tFY2023\tFY2022\nRevenue\t3\t2\t1\t0.5\nNet profit\t6\t5\t-\t4\n",
        "项目\t2025/12/31\t2024/12/31\t2023/12/31\t2022/12/31\r\n营业收入\t3\t2\t1\t0.5\r\n净利润\t6\t5\t-\t4\r\n",
        // As a sheet holds days.
        "项目\t46022\t45657\t45291\t44926\r\n营业收入\t3\t2\t1\t0.5\r\n净利润\t6\t5\t-\t4\r\n",
        // The other way about.
        "年度\t营业收入\t净利润\r\n2022年\t0.5\t4\r\n2023年\t1\t-\r\n2024年\t2\t5\r\n2025年\t3\t6\r\n",
        "\t营业收入\t净利润\r\n2025\t3\t6\r\n2024\t2\t5\r\n2023\t1\t-\r\n2022\t0.5\t4\r\n",
    ] {
        let desk = Desk::new();
        let pasted = desk.pastes("operating_revenue:2024", text, &goes);
        assert_eq!(pasted.years, Years::Named, "{text}");
        assert_eq!(pasted.left.len(), 2, "{text}: {:?}", pasted.left);
        assert!(pasted.left.contains(&Left::Dash(desk.key("net_profit:2023"))), "{text}");
        assert!(pasted.left.iter().any(|left| matches!(left, Left::Column(_))), "{text}");
    }
    // With years alone, rows go by their order; with names alone, columns do.
    let desk = Desk::new();
    desk.pastes("rd_expense:2025", "2024年\t2025年\r\n385.70\t468.20\r\n", &["rd_expense:2025 468.20", "rd_expense:2024 385.70"]);
    let named = desk.pastes(
        FIRST,
        "资产总计\t9845.6\t9100\r\n研发费用\t468.2\t385.7\r\n",
        &["total_assets:2025 9845.6", "total_assets:2024 9100", "rd_expense:2025 468.2", "rd_expense:2024 385.7"],
    );
    assert_eq!((named.years, named.rows_by_order), (Years::Order, false));
}

/// A figure that happens to look like a year is one.
#[test]
fn figures_that_look_like_years_are_figures() {
    let desk = Desk::new();
    desk.pastes(
        FIRST,
        "营业收入\t2100\t1950\r\n净利润\t2012\t2011\r\n",
        &["operating_revenue:2025 2100", "operating_revenue:2024 1950", "net_profit:2025 2012", "net_profit:2024 2011"],
    );
    let other =
        desk.pastes(FIRST, "营业收入\t2100\r\n应收账款\t2012\r\n净利润\t80\r\n", &["operating_revenue:2025 2100", "net_profit:2025 80"]);
    assert_eq!(other.left, [Desk::row("应收账款")]);
}

#[test]
fn the_unit_is_stated_or_taken_from_what_is_there_or_from_the_size() {
    let first = |desk: &Desk, text: &str| {
        let pasted = desk.read(FIRST, &cells(text));
        (desk.told(&pasted)[0].clone(), pasted.units)
    };
    let says = |typed: &str, units| (format!("operating_revenue:2025 {typed}"), units);
    let desk = Desk::new();
    assert_eq!(first(&desk, "82364500\t70123000"), says("82364500元", Units::Size));
    assert_eq!(first(&desk, "8236.45\t7012.3"), says("8236.45", Units::Size));
    assert_eq!(first(&desk, "营业收入（千元）\t82364.5"), says("82364.5千元", Units::Stated));
    assert_eq!(first(&desk, "\t2025年（万元）\n营业收入\t8236.45"), says("8236.45", Units::Stated));
    // With its own unit a figure keeps it.
    assert_eq!(first(&desk, "8236.45万元\t70123000"), says("8236.45万元", Units::Size));
    let mixed = desk.read(FIRST, &cells("营业收入（万元）\t8236.45\n净利润（元）\t4310000\n"));
    assert_eq!(desk.told(&mixed), ["operating_revenue:2025 8236.45", "net_profit:2025 4310000元"]);
    assert_eq!(mixed.units, Units::Mixed);
    // The answers there are decide before the size does.
    let known = Desk::with(json!({ "operating_revenue": { "2024": 70 } }));
    assert_eq!(first(&known, "823645\t700000"), says("823645元", Units::Compared));
    let known = Desk::with(json!({ "operating_revenue": { "2025": 8236.45 } }));
    assert_eq!(first(&known, "82364.5\t70123"), says("82364.5千元", Units::Compared));
    // Then what one counts in.
    let in_yuan = Desk { unit: MoneyUnit::Yuan, ..Desk::new() };
    assert_eq!(first(&in_yuan, "823645\t701230"), says("823645元", Units::Kept));
    // The person has the last word.
    let pasted = desk.read(FIRST, &cells("82364500\t70123000")).in_unit(MoneyUnit::ThousandYuan);
    assert_eq!(desk.told(&pasted)[0], "operating_revenue:2025 82364500千元");
}

/// A cell that cannot be read is handed on as it is, for the field says why; of two figures for one question the first counts.
#[test]
fn what_cannot_be_read_or_stands_twice_is_told() {
    let desk = Desk::new();
    let pasted = desk.pastes(
        FIRST,
        "\t2025年\t2024年\r\n营业收入\t见附注\t#REF!\r\n净利润\t6\t5\r\n",
        &["operating_revenue:2025 见附注", "operating_revenue:2024 #REF!", "net_profit:2025 6", "net_profit:2024 5"],
    );
    assert_eq!(pasted.left, []);
    let twice = desk.pastes(FIRST, "营业收入\t3\r\n其中：营业收入\t2\r\n一、营业收入\t3\r\n", &["operating_revenue:2025 3"]);
    assert_eq!(twice.left, [Left::Again(desk.key(FIRST), "2".to_owned())]);
    let unknown = desk.pastes(FIRST, "产品甲\t3\t4\r\n产品乙\t2\t1\r\n营业外收入\t1\t1\r\n", &[]);
    assert_eq!(unknown.left, ["产品甲", "产品乙", "营业外收入"].map(Desk::row));
    // What is not asked now is kept all the same, if it is of a year that may be asked for.
    let mut few = Desk::new();
    let profit = few.key("net_profit").fact;
    few.grid.retain(|key| key.fact != profit && key.year == Some(2025));
    let pasted = few.pastes(
        FIRST,
        "\t2025年\t2024年\t2020年\r\n净利润\t2\t—\t1\r\n营业收入\t3\t4\t5\r\n",
        &["operating_revenue:2025 3", "operating_revenue:2024 4", "net_profit:2025 2"],
    );
    assert_eq!(pasted.left, [Left::Column("2020年".to_owned())]);
}

#[test]
fn cells_are_taken_apart_as_sheets_put_them_together() {
    let rows = |text: &str| cells(text).into_iter().map(|row| row.join("|")).collect::<Vec<_>>();
    assert_eq!(rows("a\tb\r\nc\td\r\n"), ["a|b", "c|d", ""]);
    assert_eq!(rows("\"本年\r\n累计\"\t\"他说\"\"好\"\"\"\t\r\n1\t2\t"), ["本年\r\n累计|他说\"好\"|", "1|2|"]);
    assert_eq!(rows("5\"管\t1\n\n2"), ["5\"管|1", "", "2"]);
}

/// The table that Excel puts beside the text, with what it puts around it.
#[test]
fn html_gives_the_same_cells() {
    let excel = "<html xmlns:o=\"urn:schemas-microsoft-com:office:office\">\r\n<head><meta charset=utf-8><style>\r\n<!--table\r\n\t{mso-displayed-decimal-separator:\"\\.\";}\r\ntd > p {x:y}-->\r\n</style></head>\r\n\
        <body link=\"#0563C1\">\r\n<table border=0 cellpadding=0 width=288 style='border-collapse:\r\n collapse'>\r\n<!--StartFragment-->\r\n <col width=72 span=4>\r\n\
        <tr height=19>\r\n  <td colspan=3 class=xl65 title=\"a>b\">利润表<br>\r\n    2025年度</td>\r\n  <td>单位：元</td>\r\n </tr>\r\n\
        <tr style='display:none'><td>x</td><td>1</td></tr>\r\n\
        <tr><td rowspan=2>项&nbsp;目</td><td colspan=2>金额</td><td style='display:none'>藏</td><td>&#27880;</td></tr>\r\n\
        <tr><td>本期金额<td>上期金额<td>A&amp;B\r\n <tr><td>一、营业收入</td><td align=right x:num=\"82364500\"><span style='mso-spacerun:yes'>&nbsp;</span>82,364,500.00<span> </span></td><td>70,123,000.00</td><td></td></tr>\r\n\
        <!--EndFragment-->\r\n</table>\r\n</body></html>";
    let rows: Vec<String> = html_cells(excel).expect("a table").into_iter().map(|row| row.join("|")).collect();
    assert_eq!(
        rows,
        ["利润表 2025年度|||单位：元", "项 目|金额||注", "|本期金额|上期金额|A&B", "一、营业收入|82,364,500.00|70,123,000.00|",]
    );
    let desk = Desk::new();
    let pasted = desk.read(FIRST, &html_cells(excel).unwrap());
    assert_eq!(desk.told(&pasted), ["operating_revenue:2025 82,364,500.00元", "operating_revenue:2024 70,123,000.00元"]);
    for none in ["", "<p>82</p>", "82 < 90", "<td", "<style>"] {
        assert_eq!(html_cells(none), None, "{none}");
    }
}

/// What lines are called is data: it names facts there are, and no name is that of two.
#[test]
fn the_names_of_lines_are_checked() {
    let mut vocabulary = tidu_tests::small::vocabulary();
    let line = |fact: &str| json!([{ "id": "s", "name": "表", "lines": [{ "fact": fact, "names": ["行"] }] }]);
    for (fact, is_good) in [("y", true), ("nobody", false)] {
        vocabulary["statements"] = line(fact);
        assert_eq!(tidu_core::packs::load([("facts", vocabulary.to_string().as_str())]).is_ok(), is_good, "{fact}");
    }
    let rules = rules();
    let mut names: Vec<(&str, u16)> = Vec::new();
    for (fact, lines) in rules.vocabulary.statements.iter().flat_map(|statement| &statement.lines) {
        names.extend(lines.iter().map(|name| (name.as_str(), fact.0)));
    }
    for (name, fact) in &names {
        assert!(names.iter().all(|(other, of)| other != name || of == fact), "{name}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    /// Whatever is pasted, nothing stops, and a figure goes to a question that is asked, at most one to each.
    #[test]
    fn whatever_is_pasted_has_a_place_or_is_told(
        parts in proptest::collection::vec(
            prop::sample::select(vec![
                "营业收入", "净利润", "2025年", "上年数", "2024", "-", "(3.5)", "82364500", "单位：元", "\t", "\t", "\r\n", "\"", "<table>",
                "<tr>", "<td colspan=3>", "<td rowspan=2>", "</td>", "<!--", "-->", "&nbsp;", "&#x", "<", ">", "项目", "０", "…",
            ]),
            0..40,
        )
    ) {
        let (desk, text) = (Desk::new(), parts.concat());
        let (vocabulary, at) = (&desk.rules.vocabulary, desk.key(FIRST));
        for block in [Some(cells(&text)), html_cells(&text)].into_iter().flatten() {
            let Some(pasted) = Pasted::read(vocabulary, &desk.said, &desk.grid, at, desk.unit, &block) else { continue };
            for (place, figure) in pasted.figures.iter().enumerate() {
                prop_assert!(desk.grid.contains(&figure.key));
                prop_assert!(pasted.figures[..place].iter().all(|other| other.key != figure.key));
            }
        }
    }
}
