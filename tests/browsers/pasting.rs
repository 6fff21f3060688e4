//! That an accountant pastes a statement as it is, sees what was understood before it counts, and takes it back in one
//! step; and types in the unit of the books.

use serde_json::json;
use tidu_tests::browser::{Browser, Key, PHONE, button, field, radio, role, row};
use tidu_tests::server::Manners;

use crate::{element, narrow, widget};

/// A profit statement as Excel puts it on the clipboard: as text, and as what it makes of it for the web.
const TEXT: &str = "利润表\t\t\t\r\n编制单位：南昌恒立液压件有限公司\t2025年度\t\t单位：元\r\n项目\t附注\t本期金额\t上期金额\r\n\
    一、营业收入\t五、30\t 82,364,500.00 \t 70,123,000.00 \r\n减：营业成本\t\t 60,100,000.00 \t 51,000,000.00 \r\n\
    研发费用\t\t 4,682,000.00 \t 3,857,000.00 \r\n成本费用合计\t\t 75,600,000.50 \t-\r\n净利润\t\t (120,000.50)\t-\r\n";

fn html() -> String {
    let cell = |text: &str| format!("<td height=19 class=xl65><span style='mso-spacerun:yes'>&nbsp;</span>{}</td>", text.trim());
    let row = |line: &str| format!("<tr height=19>\r\n  {}</tr>\r\n", line.split('\t').map(cell).collect::<String>());
    let rows: String = TEXT.trim_end().split("\r\n").map(row).collect();
    format!(
        "<html><head><style><!--td {{padding:1px;}}--></style></head><body><table border=0><!--StartFragment-->{rows}<!--EndFragment--></table></body></html>"
    )
}

/// Puts text, and HTML if there is any, on the browser's own clipboard.
#[track_caller]
fn copy(browser: &Browser, text: &str, html: &str) {
    browser.devtools("Browser.grantPermissions", json!({"permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]}));
    browser.script(
        "const [text, html] = arguments;
         const kinds = { 'text/plain': text, ...(html && { 'text/html': html }) };
         const blobs = Object.entries(kinds).map(([type, what]) => [type, new Blob([what], { type })]);
         return navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);",
        vec![json!(text), json!(html)],
    );
}

/// Pastes with the keys for it, wherever the focus is.
#[track_caller]
fn paste(browser: &Browser) {
    for kind in ["keyDown", "keyUp"] {
        let commands = if kind == "keyDown" { json!(["paste"]) } else { json!([]) };
        let key = json!({"type": kind, "key": "v", "code": "KeyV", "windowsVirtualKeyCode": 86, "modifiers": 2, "commands": commands});
        browser.devtools("Input.dispatchKeyEvent", key);
    }
}

fn revenue() -> tidu_tests::browser::Wanted {
    field("2025 年营业收入总额")
}

const LADDER: &str = "return document.querySelector('.ladder').innerText";

#[test]
fn a_statement_is_pasted_looked_at_entered_and_taken_back() {
    let browser = widget::open();
    widget::begin(&browser);
    widget::section(&browser, "财务（三年）");
    browser.write(revenue(), "7000");
    let before = browser.script(LADDER, vec![]);

    for html in [html(), String::new()] {
        copy(&browser, TEXT, &html);
        browser.click(field("2024 年研发费用总额"));
        paste(&browser);
        browser.see("核对粘贴的数字");
        browser.wait_until("the keyboard is there", || browser.focus().starts_with("heading 核对粘贴的数字"));
        // Nothing counts yet.
        assert_eq!(browser.value_of(revenue()), "7000");
        assert_eq!(browser.script(LADDER, vec![]), before);
        for told in ["单位按表中所写", "8,236.45 万元", "原为 7,000 万元", "468.2 万元", "减：营业成本", "用到时计入：2025 年净利润"]
        {
            browser.see(told);
        }
        // The person has the last word on the unit.
        let units = || role("radiogroup", "金额单位").within(role("region", "核对粘贴的数字"));
        assert!(browser.is_checked(radio("元").within(units())));
        browser.click(radio("千元").within(units()));
        browser.see("8,236,450 万元");
        browser.click(radio("元").within(units()));
        browser.see_no_more("8,236,450 万元");

        browser.click(button("填入 6 个数字"));
        browser.see("已填入 6 个数字");
        assert_eq!(browser.value_of(revenue()), "82,364,500.00");
        browser.see("读作 8,236.45 万元");
        assert_eq!(browser.value_of(field("2025 年成本费用支出总额")), "75,600,000.50");
        browser.wait_until("the ladder knows", || browser.script(LADDER, vec![]) != before);
        // What follows stands below the figure, as exact as the rules have it.
        let share = browser.words_of(row("研发费用总额占营业收入总额的比重"));
        assert!(share.contains("5.68… %") && share.contains("5.50… %"), "{share}");
        assert!(browser.words_of(row("主营业务收入总额（元）")).contains("主营业务收入总额"));

        // One step back, and all is as it was.
        browser.click(button("撤销"));
        browser.see_no_more("已填入");
        assert_eq!(browser.value_of(revenue()), "7000");
        assert_eq!(browser.value_of(field("2025 年成本费用支出总额")), "");
        browser.wait_until("the ladder is as it was", || browser.script(LADDER, vec![]) == before);
    }

    // By keys alone.
    browser.click(revenue());
    paste(&browser);
    browser.wait_until("the keyboard is there", || browser.focus().starts_with("heading 核对粘贴的数字"));
    for _ in 0..4 {
        if !browser.focus().starts_with("button 填入") {
            browser.press(Key::Tab);
        }
    }
    browser.press(Key::Enter);
    browser.see("已填入 6 个数字");
    browser.wait_until("the keyboard is where it is said", || browser.focus().starts_with("status"));
    browser.press(Key::Tab);
    assert!(browser.focus().starts_with("button 撤销"), "{}", browser.focus());
    browser.press(Key::Enter);
    browser.wait_until("the figure is back", || browser.value_of(revenue()) == "7000");

    // Not entered, nothing has happened.
    browser.click(revenue());
    paste(&browser);
    browser.click(button("不填"));
    browser.see_no_more("核对粘贴的数字");
    assert_eq!(browser.value_of(revenue()), "7000");
    browser.wait_until("the keyboard is back", || browser.focus().starts_with("textbox 2025 年营业收入总额"));

    // One cell goes where it is pasted, as ever.
    browser.write(revenue(), "");
    copy(&browser, "3,200.5\r\n", "");
    paste(&browser);
    browser.wait_until("it is there", || browser.value_of(revenue()).starts_with("3,200.5"));
    assert_eq!(browser.count(button("不填")), 0);
    assert_eq!(browser.complaints(), [""; 0]);
}

#[test]
fn figures_are_typed_in_the_unit_of_the_books_and_stay_what_they_are() {
    let browser = widget::open_at(PHONE);
    widget::begin(&browser);
    widget::section(&browser, "财务（三年）");
    browser.write(field("2024 年营业收入总额"), "7012.3");
    browser.click(radio("元").within(role("radiogroup", "金额单位")));
    assert_eq!(browser.value_of(field("2024 年营业收入总额")), "7012.3万元");
    browser.write(revenue(), "82364500");
    assert_eq!(browser.value_of(revenue()), "82364500");
    browser.see("读作 8,236.45 万元");
    browser.click(revenue());
    browser.press(Key::End);
    browser.type_keys("0.5");
    assert_eq!(browser.value_of(revenue()), "823645000.5");
    for _ in 0..3 {
        browser.press(Key::Backspace);
    }
    browser.see("读作 8,236.45 万元");
    narrow::assert_fits(&browser, "the figures");
    browser.reload();
    browser.wait_until("it is kept", || browser.value_of(revenue()) == "82364500");
    browser.click(radio("万元").within(role("radiogroup", "金额单位")));
    assert_eq!(browser.value_of(revenue()), "82364500元");
    // What was forgotten is one tap away.
    browser.write(field("2025 年主营业务收入总额"), "78901200");
    browser.click(button("改为"));
    assert_eq!(browser.value_of(field("2025 年主营业务收入总额")), "78901200元");
    let share = browser.words_of(row("主营业务收入总额占营业收入总额的比重"));
    assert!(share.contains("95.79… %"), "{share}");
    narrow::assert_fits(&browser, "the figures, with what is said of them");
}

/// The same in somebody else's page, with what Excel hands over word for word: its own clipboard a test has not.
#[test]
fn the_element_takes_a_pasted_block_too() {
    let (browser, _portal) = element::ready("hosts/plain.html", Manners::default(), PHONE);
    widget::begin(&browser);
    widget::section(&browser, "财务（三年）");
    browser.click(revenue());
    browser.script(
        "const data = new DataTransfer();
         data.setData('text/plain', arguments[0]);
         data.setData('text/html', arguments[1]);
         let at = document.activeElement;
         while (at.shadowRoot) at = at.shadowRoot.activeElement;
         at.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, composed: true, cancelable: true }));",
        vec![json!(TEXT), json!(html())],
    );
    browser.see("核对粘贴的数字");
    browser.wait_until("the keyboard is there", || browser.focus().starts_with("heading 核对粘贴的数字"));
    browser.click(button("填入 6 个数字"));
    browser.see("已填入 6 个数字");
    assert_eq!(browser.value_of(revenue()), "82,364,500.00");
    browser.click(button("撤销"));
    browser.wait_until("it is gone", || browser.value_of(revenue()).is_empty());
}
