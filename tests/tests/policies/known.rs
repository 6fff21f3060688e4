//! What is known is there: each measure as a policy or as a name to ask for, whom to ask, and official pages alone.

use tidu_core::text::Lang;
use tidu_tests::row::{Table, rules};

/// Every national measure that is known, and what is known of the province and the city, each by a policy of its own.
#[test]
fn every_measure_that_is_known_is_there() {
    let mut table = Table::default();
    for (known, ids) in [
        ("3.1 研发费用加计扣除", ["cn/mof-sta-2023-7/super_deduction"].as_slice()),
        ("3.2 集成电路、工业母机", &["cn/mof-sta-2023-44/super_deduction"]),
        ("3.3 小型微利", &["cn/mof-sta-2023-12/small_low_profit"]),
        ("3.4 六税两费", &["cn/mof-sta-2023-12/six_taxes_two_fees"]),
        ("3.5 高新技术企业", &["cn/most-2016-32/tax_rate", "cn/most-2016-32/recognition"]),
        ("3.6 技术先进型服务企业", &["cn/mof-2017-79/tax_rate", "cn/mof-2017-79/recognition"]),
        ("3.7 亏损结转", &["cn/mof-2018-76/loss_carry_forward"]),
        ("3.8 先进制造业加计抵减", &["cn/mof-sta-2023-43/vat_credit"]),
        ("3.9 小规模纳税人", &["cn/vat-small-scale/relief", "cn/mof-sta-2026-10/relief"]),
        ("3.10 重点“小巨人”", &["cn/mof-2024-148/key_little_giant"]),
        ("3.11 贷款贴息", &["cn/interest-subsidy-2026/interest_subsidy", "cn/interest-subsidy-2026/working_capital"]),
        ("3.13, 2.5 数字化转型试点", &["cn-jx-nc/digital-pilot-2024/retrofit_subsidy"]),
        ("3.14 新三板", &["cn/neeq-2023-regional-boards/green_channel", "cn/neeq-2023-regional-boards/public_review"]),
        ("3.15 首台套、首批次", &["cn/miit-2024-89/premium"]),
        ("3.16 政府采购", &["cn/mof-2020-46/reserved_share", "cn/mof-2020-46/price_deduction", "cn/mof-2020-46/consortium_deduction"]),
        ("3.17 专利收费减缴", &["cn/patent-fees/reduction"]),
        ("3.19 稳岗返还", &["cn/unemployment-refund-2025/refund", "cn-jx/unemployment-2025/refund"]),
        ("3.20 单项冠军", &["cn/miit-2023-138/champion"]),
        ("1.7 赣工信规字〔2023〕1号", &["cn-jx/iit-2023-1/recognition"]),
        ("1.10 专业化小巨人", &["cn-jx/iit-2020-3/recognition"]),
        ("1.13 映山红", &["cn-jx-nc/listing-2020/domestic_listing", "cn-jx-nc/listing-2020/overseas_listing"]),
        ("1.16 专精特新专板", &["cn-jx/srdi-board-2022/board"]),
        (
            "2.5 市级工业奖励",
            &[
                "cn-jx-nc/manufacturing-2023/first_above_size",
                "cn-jx-nc/manufacturing-2023/expansion",
                "cn-jx-nc/manufacturing-2023/management_innovation",
                "cn-jx-nc/manufacturing-2023/green_factory",
                "cn-jx-nc/manufacturing-2023/green_design",
                "cn-jx-nc/manufacturing-2023/new_material_first_batch",
                "cn-jx-nc/manufacturing-2023/service_manufacturing",
                "cn-jx-nc/manufacturing-2023/digital_standards",
                "cn-jx-nc/manufacturing-2023/dcmm",
                "cn-jx-nc/manufacturing-2023/integration_demo",
            ],
        ),
        ("2.4 东府办发〔2023〕14号", &["cn-jx-nc-donghu/2023-14/1-1", "cn-jx-nc-donghu/2023-14/1-2"]),
        ("M1 设备更新贷款贴息", &["cn/mof-2026-2/equipment_renewal_loan"]),
        ("M2 设备、器具一次性扣除", &["cn/mof-sta-2023-37/one_time_deduction"]),
        ("M3 民间投资专项担保", &["cn/mof-2026-6/guarantee"]),
        ("M4 服务业经营主体贷款贴息", &["cn/mof-2026-5/service_loan"]),
        ("M5 保障中小企业款项支付条例", &["cn/state-council-2025-802/payment_terms"]),
        ("M6 科贷通", &["cn-jx/science-credit/loan"]),
        ("M7 南昌知识产权专项", &["cn-jx-nc/ip-2025/patent_pledge", "cn-jx-nc/ip-2025/iso_56005", "cn-jx-nc/ip-2025/patent_transfer"]),
        ("M8 江西省工业发展专项", &["cn-jx/industry-fund-2025/projects"]),
        ("M11 省企业技术中心", &["cn-jx/technology-centre/recognition"]),
        ("残保金", &["cn/mof-2023-8/employment_fund_exemption"]),
    ] {
        for id in ids {
            let found = rules().policies.iter().find(|p| p.id == *id);
            table.row(format!("{known}: {id}"), found.is_some(), true);
            // What is not known of it is asked of somebody: how, and for whom, is always told.
            let Some(policy) = found else { continue };
            table.row(format!("{id}: for whom and how"), (policy.who_text.is_some(), policy.how.is_some()), (true, true));
            let way = !policy.authorities.is_empty() || policy.how.as_ref().is_some_and(|how| how.get(Lang::Zh).contains("询问"));
            table.row(format!("{id}: whom to ask"), way, true);
        }
    }
    // Of these nothing is known but the name, or nothing that an enterprise could claim: no policies, but names to ask for.
    for (known, id) in [
        ("3.12 一链一策一批", "cn/one-chain-one-policy/financing"),
        ("3.18 知识产权质押, 2015", "cn-jx/ip-pledge-2015/pledge_loan"),
        ("1.3 洪府办发〔2022〕118号", "cn-jx-nc/gov-2022-118/city_support"),
        ("1.13 映山红 of the province", "cn-jx/gov-2018-39/listing_support"),
        ("M12 软件产品即征即退", "cn/software-vat/refund"),
        ("M9 社保补贴", "cn-jx/names-only/social_insurance_subsidy"),
        ("M10 江西首台（套）", "cn-jx/names-only/first_set"),
    ] {
        table.row(format!("{known}: {id}"), rules().leads.iter().any(|lead| lead.id == id), true);
        table.row(format!("{known}: no policy"), rules().policies.iter().any(|policy| policy.id == id), false);
    }
    table.end("measures that are known");
}

/// Only pages of official hosts are linked.
#[test]
fn only_official_pages_are_linked() {
    let mut table = Table::default();
    for document in &rules().documents {
        let Some(url) = &document.head.source.url else { continue };
        let host = url.split_once("://").filter(|(scheme, _)| ["http", "https"].contains(scheme)).map(|(_, rest)| rest);
        let host = host.and_then(|rest| rest.split(['/', '?', '#', ':']).next()).unwrap_or_default();
        table.row(format!("{}: {url}", document.head.id), host.ends_with(".gov.cn") && !host.contains('@'), true);
    }
    for (policy, local) in rules().policies.iter().flat_map(|policy| policy.local.iter().map(move |local| (policy, local))) {
        let Some(url) = &local.url else { continue };
        let host = url.strip_prefix("https://").and_then(|rest| rest.split(['/', '?', '#', ':']).next()).unwrap_or_default();
        table.row(format!("{}: {url}", policy.id), host.ends_with(".gov.cn") && !host.contains('@'), true);
    }
    table.row("some page is linked", rules().documents.iter().any(|d| d.head.source.url.is_some()), true);
    table.end("official pages");
}
