//! That a rung whose title is held says what its assessment is, and offers that of the renewal.

use tidu_tests::browser::{button, checkbox, role};

use crate::widget;

#[test]
fn a_held_rung_says_what_it_is_and_offers_the_renewal() {
    let browser = widget::open();
    widget::example(&browser, "赣东精密制造");
    let heads = || {
        let said = browser.script("return [...document.querySelectorAll('.standard > summary')].map((head) => head.textContent);", vec![]);
        serde_json::from_value::<Vec<String>>(said).expect("a list of heads")
    };
    let head = |name: &str| heads().into_iter().find(|head| head.starts_with(name)).unwrap_or_else(|| panic!("{name}: {:?}", heads()));
    let held = "已持有（至 2028-06-30），以下按首次申报的条件自评，供复核参考";
    assert!(head("专精特新中小企业").contains(held), "{:?}", heads());
    assert!(!head("专精特新“小巨人”企业").contains("已持有"), "{:?}", heads());
    // Of the rung's other standard it is told which title is held.
    let other = head("科技型中小企业");
    assert!(other.contains("本级已持有创新型中小企业称号（至 2027-08-31），以下按首次申报的条件自评"), "{other}");
    // From where the title stands to its renewal, and back.
    browser.see("现持有专精特新中小企业称号，有效期至 2028-06-30。");
    browser.click(button("逐条依据"));
    browser.click(button("按复核评估专精特新中小企业"));
    browser.see("已持有（至 2028-06-30），以下按复核的条件自评");
    let open = "return [...document.querySelectorAll('.standard')].find((one) => one.textContent.startsWith('专精特新中小企业')).open";
    assert_eq!(browser.script(open, vec![]), true, "what one has asked for stands open");
    browser.see("（复核，自 ");
    browser.click(button("改按首次申报评估专精特新中小企业"));
    browser.wait_until("it is a first application again", || head("专精特新中小企业").contains(held));
}

/// Who holds no title is offered no renewal.
#[test]
fn without_a_title_there_is_nothing_to_renew() {
    let browser = widget::open();
    widget::begin(&browser);
    widget::section(&browser, "已有称号");
    browser.click(checkbox("以上均无").within(tidu_tests::browser::group("现在持有的称号和资格")));
    widget::result(&browser);
    assert_eq!(browser.count(button("按复核评估")), 0);
    assert!(!browser.words_of(role("main", "")).contains("已持有"));
}
