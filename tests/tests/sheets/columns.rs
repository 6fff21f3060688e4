//! What headings mean, units and years stated or not, and what stands in cells.

use super::{of_text, said, told};
use tidu_core::money::MoneyUnit::*;
use tidu_core::text::Lang;
use tidu_sheets::Assumed;

#[test]
fn a_list_with_a_title_notes_and_totals() {
    let list = of_text(
        "东湖区企业名单（2026年11月）\n单位：万元\n\
         序号,企业名称,统一社会信用代码,镇街,行业,职工人数,2025年营业收入,2024年营业收入,专精特新有效期至,备注\n\
         1,恒立液压,91350100M000100Y43,墩子塘,工业,138,8236.45,\"7,012.30\",2027-12-31,\n\
         2,西湖刀具,,大院,工业,８５,56000000元,5100,2027年12月31日,\n\
         ,合计,,,,223,13836.45,12112.30,,\n\
         3,洪都食品,,,工业,33,980,1000,无,老户\n\
         注：以上数据来自企业填报\n",
    );
    assert_eq!(list.firms.iter().map(|firm| firm.name.as_str()).collect::<Vec<_>>(), ["恒立液压", "西湖刀具", "洪都食品"]);
    assert_eq!(list.skipped, [1, 2, 3, 6, 8]);
    let [a, b, c] = &list.firms[..] else { panic!() };
    assert_eq!((a.code.as_deref(), a.street.as_str(), a.row), (Some("91350100M000100Y43"), "墩子塘", 4));
    assert_eq!(
        ["staff", "operating_revenue:2025", "operating_revenue:2024", "title_srdi_sme", "industry"].map(|key| said(a, key)),
        ["138", "8236.45", "7012.3", "2027-12-31", "\"industry\""]
    );
    // A unit in the cell goes before that of the sheet.
    assert_eq!(["staff", "operating_revenue:2025", "title_srdi_sme"].map(|key| said(b, key)), ["85", "5600", "2027-12-31"]);
    assert_eq!(said(c, "title_srdi_sme"), "\"none\"");
    assert!(list.firms.iter().all(|firm| firm.faults.is_empty()));
    let unused: Vec<&str> =
        list.layout.columns.iter().filter(|column| column.meaning.is_none()).map(|column| column.heading.as_str()).collect();
    assert_eq!(unused, ["备注"]);
    // The title of the list says when it was made and not of which year figures are; the unit is stated.
    assert!(list.layout.columns.iter().all(|column| column.assumed.is_empty()));
}

/// 营业成本 is two letters from 营业收入.
#[test]
fn a_heading_that_is_like_another_is_not_taken_for_it() {
    let list = of_text("企业名称,营业成本(万元),主营业务成本(万元),营业收入增长率,研发人员费用,职工人数\n甲,1,2,3,4,5\n");
    assert_eq!(
        list.layout.columns.iter().filter(|column| column.meaning.is_some()).map(|column| column.heading.as_str()).collect::<Vec<_>>(),
        ["企业名称", "职工人数"]
    );
    assert_eq!(list.firms[0].answers.iter().count(), 1);
}

#[test]
fn headings_say_year_and_unit_in_many_ways() {
    for (heading, figure, key, value) in [
        ("2025年营业收入（万元）", "3200.5", "operating_revenue:2025", "3200.5"),
        ("营业收入(2024年)/元", "32005000", "operating_revenue:2024", "3200.5"),
        ("营业收入_2023", "3200.5万元", "operating_revenue:2023", "3200.5"),
        ("上年营业收入（千元）", "32005", "operating_revenue:2025", "3200.5"),
        ("2025年末资产总额（亿元）", "1.5", "total_assets:2025", "15000"),
        ("２０２５年度研发费用总额（万元）", "468.2", "rd_expense:2025", "468.2"),
        ("职工总数（人）", "138", "staff", "138"),
        ("是否列入经营异常名录", "否", "on_abnormal_list", "false"),
        ("Operating revenue 2025 (10,000 yuan)", "3200.5", "operating_revenue:2025", "3200.5"),
    ] {
        let list = of_text(&format!("企业名称,\"{heading}\"\n甲,{figure}\n"));
        assert_eq!(said(&list.firms[0], key), value, "{heading}");
        let quiet = list.firms[0].faults.is_empty()
            && list.layout.columns[1].assumed.iter().all(|one| matches!(one, Assumed::Year(_) | Assumed::Unit(TenThousandYuan)));
        assert!(quiet, "{heading}: {:?}", told(&list.firms[0]));
    }
}

#[test]
fn a_unit_that_nobody_says_is_told_or_nothing_is_taken() {
    // All in 元 by their size; what could be either is not taken.
    let list = of_text("企业名称,2025年营业收入,2025年研发费用,2025年净利润\n甲,82364500,4682000,310\n乙,9800000,120000,95\n");
    let assumed: Vec<_> = list.layout.columns.iter().map(|column| (column.unit, column.assumed.clone())).collect();
    assert_eq!(
        assumed[1..],
        [(Some(Yuan), vec![Assumed::Unit(Yuan)]), (Some(Yuan), vec![Assumed::Unit(Yuan)]), (None, vec![Assumed::NoUnit])]
    );
    assert_eq!(
        ["operating_revenue:2025", "rd_expense:2025", "net_profit:2025"].map(|key| said(&list.firms[0], key)),
        ["8236.45", "468.2", ""]
    );
    assert!(told(&list.firms[0])[0].1.starts_with("没有写单位，像是元也像是万元"));
    // 万元 by their size, and one among them that is not.
    let mut rows = "企业名称,2025年营业收入\n".to_owned();
    (0..300).for_each(|n| rows += &format!("企业{n},{}\n", 900 + n));
    let list = of_text(&rows);
    assert_eq!(list.layout.columns[1].assumed, [Assumed::Unit(TenThousandYuan)]);
}

/// 0.125 may be an eighth of a percent, or twelve and a half.
#[test]
fn a_share_that_could_be_two_is_not_taken() {
    let share = |heading: &str, figure: &str| {
        let list = of_text(&format!("企业名称,{heading}\n甲,{figure}\n"));
        (said(&list.firms[0], "market_share_national"), list.firms[0].faults.len())
    };
    assert_eq!(share("市场占有率", "12.5"), ("12.5".to_owned(), 0));
    assert_eq!(share("市场占有率", "12.5%"), ("12.5".to_owned(), 0));
    assert_eq!(share("市场占有率(%)", "0.125"), ("0.125".to_owned(), 0));
    assert_eq!(share("市场占有率", "0.125%"), ("0.125".to_owned(), 0));
    assert_eq!(share("市场占有率", "0.125"), (String::new(), 1));
    assert_eq!(share("市场占有率", "0"), ("0".to_owned(), 0));
}

#[test]
fn what_stands_in_cells() {
    for (heading, cell, key, value, tells) in [
        ("职工人数", "110~130", "staff", "110~130", None),
        ("职工人数", "约33", "staff", "", Some("不是确切的数字")),
        ("职工人数", "-", "staff", "", Some("没有当作 0")),
        ("职工人数", "12.5", "staff", "", Some("应为整数")),
        ("成立日期", "2016", "established_on", "2016", None),
        ("成立日期", "2016年5月", "established_on", "2016-05", None),
        ("成立日期", "42521", "established_on", "", Some("2016-05-31")),
        ("行业", "食品机械制造", "industry", "\"industry\"", Some("读作“工业”")),
        ("行业", "瑜伽", "industry", "", Some("不是可选的答案")),
        ("行业", "制造业", "industry", "\"industry\"", None),
        ("注册地", "江西省南昌市东湖区", "region", "360102", None),
        ("区县", "东湖区", "region", "360102", None),
        ("注册地", "360102", "region", "360102", None),
        ("注册地", "某某区", "region", "", Some("行政区划")),
        ("已有称号", "专精特新、高企", "titles_held", "[\"srdi_sme\",\"high_tech_enterprise\"]", None),
        ("已有称号", "无", "titles_held", "[]", None),
        ("已有称号", "专精特新、神奇企业", "titles_held", "", Some("“神奇企业”不是可选的答案")),
        ("是否小巨人", "否", "title_little_giant", "\"none\"", None),
        ("小巨人有效期至", "2028.6.30", "title_little_giant", "2028-06-30", None),
        ("统一社会信用代码", "91350100M000100Y44", "staff", "", Some("校验位不对")),
    ] {
        let list = of_text(&format!("企业名称,{heading}\n甲,{cell}\n"));
        let firm = &list.firms[0];
        assert_eq!(said(firm, key), value, "{heading} {cell}");
        let all = told(firm);
        match tells {
            None => assert_eq!(all, [], "{heading} {cell}"),
            Some(words) => assert!(all.len() == 1 && all[0].1.contains(words), "{heading} {cell}: {all:?}"),
        }
    }
    // Held, and nobody says until when.
    let list = of_text("企业名称,是否高企\n甲,是\n");
    let (case, _) = list.firms[0].case(&super::rules().vocabulary);
    let fact = super::rules().vocabulary.find("high_tech_enterprise").unwrap();
    assert!(case.span(super::rules().vocabulary.fact(fact).slot).lo >= super::today().number());
}

#[test]
fn two_rows_of_headings_and_a_year_in_each_row() {
    let list = of_text("企业名称,营业收入（万元）,,,职工人数\n,2025年,2024年,2023年,\n甲,3200,2800,2400,50\n");
    assert_eq!(
        ["operating_revenue:2025", "operating_revenue:2024", "operating_revenue:2023", "staff"].map(|key| said(&list.firms[0], key)),
        ["3200", "2800", "2400", "50"]
    );
    let list = of_text("企业名称,年份,营业收入（万元）,职工人数\n甲,2025,3200,50\n甲,2024年,2800,50\n乙,2025,900,20\n乙,,800,21\n");
    assert_eq!(list.firms.len(), 2);
    assert_eq!(["operating_revenue:2025", "operating_revenue:2024"].map(|key| said(&list.firms[0], key)), ["3200", "2800"]);
    let of_b: Vec<&str> = list.firms[1].faults.iter().map(|fault| fault.told.get(Lang::Zh)).collect();
    assert!(
        of_b.iter().any(|told| told.contains("看不出是哪一年")) && of_b.iter().any(|told| told.contains("与第 4 行同一企业的数不同")),
        "{of_b:?}"
    );
}

#[test]
fn a_column_that_comes_again_is_compared_and_not_taken() {
    let list = of_text("企业名称,职工人数,员工总数\n甲,50,50\n乙,50,60\n");
    assert_eq!(
        list.firms.iter().map(|firm| (said(firm, "staff"), firm.faults.len())).collect::<Vec<_>>(),
        [("50".to_owned(), 0), ("50".to_owned(), 1)]
    );
}

#[test]
fn without_headings_that_is_told() {
    let rows = super::text_rows("甲,50\n乙,60\n".as_bytes());
    assert!(matches!(tidu_sheets::Layout::find(&super::rules().vocabulary, &rows, super::today()), Err(tidu_sheets::Fault::NoHeadings)));
}
