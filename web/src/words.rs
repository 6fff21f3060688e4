//! Every word of the interface, in both languages, in the order of the screens. What speaks of rules and figures is
//! generated in the core (`sentence/`); what speaks of questions stands in `facts.json`.

use crate::host::element::Receiver;
use tidu_core::text::{Lang, Text};

macro_rules! words {
    ($($name:ident: $zh:literal, $en:literal;)*) => {
        $(
            #[doc = $zh]
            pub fn $name(lang: Lang) -> &'static str {
                lang.pick($zh, $en)
            }
        )*
    };
}

words! {
    // Head and foot.
    product: "梯度自评", "Tidu self-assessment";
    page_title: "梯度自评 · Tidu", "Tidu self-assessment";
    other_language: "English", "中文";
    screens: "页面", "Pages";
    stays_here: "所填内容只留在本机，不上传。", "What you enter stays on this device; nothing is sent.";
    no_official_decision: "本页为自评参考，最终以主管部门评价、认定结果为准。", "This is a self-assessment; what counts is the decision of the authorities.";

    // Start.
    start_title: "企业在梯度的哪一级，离下一级还差什么", "Where your enterprise stands, and what it lacks for the next rung";
    start_lead: "对照国家现行文件，逐条评估科技和创新型、专精特新、专精特新“小巨人”三级条件。知道多少填多少，结论随填随出；没有填的，不作推断。", "Every criterion of the three rungs, by the documents in force. Answer what you know; the result moves as you type, and nothing is inferred from what you leave out.";
    at_hand: "手边备好这些，约十分钟", "At hand, and about ten minutes";
    at_hand_1: "营业执照", "Business licence";
    at_hand_2: "近三年审计报告或财务报表", "Audit reports or annual accounts of the last three years";
    at_hand_3: "研发费用辅助账、知识产权证书清单", "R&D ledger and a list of IP certificates";
    at_hand_4: "已获称号的有效期", "Validity dates of titles held";
    enterprise_name: "企业名称（选填，用于打印和保存）", "Enterprise (optional, for printing and keeping)";
    as_of: "评估基准日", "Day of assessment";
    as_of_help: "适用哪份文件由这一天决定。", "This day decides which document applies.";
    as_of_wrong: "这不是日期。请写成 2026-11-23 这样的年-月-日；改正前仍按上一个有效日期评估。", "This is no date. Write year-month-day such as 2026-11-23; until then the last valid day is used.";
    begin: "开始填写", "Begin";
    go_on: "继续填写", "Continue";
    start_over: "清空重填", "Clear and start over";
    examples: "先看示例企业", "Or look at an example";
    examples_help: "均为虚构。打开示例不影响已填内容，可随时撤销返回。", "All invented. What you have entered stays kept; one click brings it back.";

    // Questions.
    sections: "主题", "Themes";
    yes: "是", "Yes";
    no: "否", "No";
    not_held: "没有", "Not held";
    held_until: "有，有效期至", "Held, valid until";
    date_hint: "如 2028-05-31", "e.g. 2028-05-31";
    unsure: "不清楚", "Not sure";
    none_of_these: "以上均无", "None of these";
    choose: "请选择", "Choose";
    scope: "口径", "What counts";
    renew: "按复核评估（该称号到期前办理复核）", "Assess for renewal of this title";
    nothing_needed: "按目前的回答，本部分没有需要填写的内容。", "By your answers so far, nothing in this section is needed.";
    next_section: "下一部分", "Next section";
    see_result: "查看结论", "See the result";
    see_policies: "查看政策", "See the policies";
    next_question: "下一个最有用的问题", "The most useful question now";
    go_answer: "去回答", "Answer it";
    all_answered: "需要回答的都已回答。", "Everything that is needed has been answered.";
    number_hint: "不确切时可填范围，如 110~130", "If not exact, a range: 110~130";
    figure: "项目", "Figure";
    read_as: "读作", "Read as";
    unfinished: "还没写完", "Not finished";
    range: "填范围", "Range";
    exact: "精确值", "Exactly";
    change_to: "改为", "Change to";
    at_least: "至少", "at least";
    at_most: "至多", "at most";

    // Lookup costs.
    by_heart: "凭记忆可答", "known by heart";
    accounts: "查年度报表", "from the annual accounts";
    specialist: "需专人核对", "needs a specialist";

    // Ladder.
    ladder: "梯度", "The ladder";
    holds_until: "已持有，有效期至", "held, valid until";
    is_held: "已持有", "held";
    score: "评分", "Score";

    // Result.
    result_title: "自评结论", "Result";
    by_document: "依据", "By";
    no_rule: "这一天没有适用的文件。", "No document is in force on this day.";
    titles_first: "须先取得的称号", "Titles needed first";
    criteria: "条件", "Criteria";
    required: "要求", "Required";
    yours: "贵企业", "Your enterprise";
    gap: "差距", "Margin";
    verdict: "结论", "Verdict";
    article: "条文与依据", "Article and source";
    parts_and_article: "分项、条文与依据", "Parts, article and source";
    waiver: "免除情形", "Waiver";
    score_sheet: "评分表", "Score sheet";
    next_band: "下一档", "Next band";
    full_marks: "满分", "full marks";
    checked_on: "核对日期", "checked on";
    no_quote: "未见条文原文。", "The wording was not seen.";
    not_copied: "此处未录全文，以官方页面为准。", "The full wording is not copied here; see the official page.";
    official_page: "官方页面", "Official page";
    problems: "填写中的问题", "Problems with the answers";
    print: "打印或存为 PDF", "Print or save as PDF";
    size: "企业规模", "Size class";
    size_unknown: "尚不能划型", "not yet known";
    agent_warning: "申报不收费，任何中介不得收费包过；请勿相信“代办包过”。", "Filing is free of charge, and no agency may be paid to guarantee it; trust nobody who sells a guaranteed pass.";
    notes: "关于本文件，尚未核实的事项", "What is not verified about this document";

    // Policies and actions.
    policies_title: "适合贵企业的政策与行动", "Policies and actions for your enterprise";
    views: "查看方式", "Views";
    by_use: "按能否办理", "By what can be done";
    by_part: "按方案行动", "By the plan's chapters";
    actions: "行动清单", "To do";
    all: "全部", "All";
    benefit_kind: "类别", "Kind";
    authority: "责任单位", "Office";
    usable_state: "状态", "State";
    need: "需求", "Need";
    gives: "给什么", "What it gives";
    amount: "金额", "Amount";
    amount_not_verified: "以主管部门当年通知为准（金额未核实）。", "As announced by the authority for the year (amount not verified).";
    for_whom: "给谁", "For whom";
    how: "怎么办", "How";
    when: "何时", "When";
    bring: "带什么", "What to bring";
    days: "有效期", "In force";
    your_case: "贵企业", "Your enterprise";
    source: "出处", "Source";
    in_force: "有效", "in force";
    ended: "已期满", "ended";
    not_yet: "尚未施行", "not yet in force";
    unverified_days: "有效性未核实", "validity not verified";
    ask_service_bureau: "文件未写明，请向区中小企业服务局询问。", "Not named in the document; ask the district's SME service bureau (区中小企业服务局).";
    asks_more: "所填条件已符合；文件另有要求（见“给谁”），由责任单位审核。", "What was asked is satisfied; the document asks for more (see “for whom”), which the office checks.";
    office_judges: "另待责任单位审核", "the office has to judge";
    may_ask: "按所填内容，贵企业不在能够判断的对象之内，但也不能排除（见“给谁”），可向责任单位询问。", "By the answers given the enterprise is not among those this tool can tell, but it cannot be ruled out (see “for whom”). Ask the office.";
    answers_need: "对应所填需求", "a need you named";
    unverified_help: "是否仍然有效未能核实，请向责任单位确认。", "Whether these still run was not verified; ask the office in charge.";
    not_yet_help: "尚未施行。", "Not yet in force.";
    what_it_lacks: "还差什么", "What is lacking for it";
    your_needs: "当前需求", "Present needs";
    needs_open: "未填。填写后，相关政策排在前面。", "Not answered. Once answered, what helps with them comes first.";
    change: "修改", "Change";
    no_match: "没有符合筛选条件的政策。", "No policy passes the filters.";
    clear_filters: "清除筛选", "Clear the filters";
    cited: "所引文件", "Documents cited";
    nothing_to_do: "目前没有待办事项。", "There is nothing to do at present.";
    nothing_here: "所在地区没有这类文件。", "There is no such document for this region.";
    answer_why: "这一项最能推进结论。", "This answer would tell most.";
    not_asked: "还要看：", "Also looked at: ";
    more_is_looked_at: "还要看其他条件", "more is looked at";
    window_passed: "申报期已过", "the time for claims has passed";
    window_not_yet: "尚未开始受理", "claims not yet open";
    window_passed_help: "文件仍在有效期内，但申报或办理的时间已过；是否还有下一次，请向责任单位确认。", "The document is still in force, but the time for claims has passed; ask the office whether there will be another.";
    leads_title: "只见名称的政策", "Known by name only";
    leads_help: "这些政策只见名称或零星报道，内容没有核实，不能据此申报；有需要的，可以直接询问。", "Only names or scattered reports of these were seen, and nothing to rely on; who needs them may ask.";
    window: "办理时限", "To be done by";
    local_page: "当地页面", "Local page";
    ask_whom: "可询问", "Whom to ask";
    why_here: "排序理由", "Why it stands here";
    policy_questions_why: "下面的问题只用来匹配政策，不影响梯度结论。", "These questions serve policies only and do not touch the ladder.";
    place_first: "还没有填写注册地，只能显示国家政策；填写后显示省、市、区的政策和当地的受理单位。", "The place of registration is not answered: only national policies are shown, without local offices.";
    papers_title: "需要准备的材料", "What to prepare";
    papers_help: "每份材料只列一次，后附它用于哪些事项。", "Each paper once, with all that it serves.";

    // The laws of two days.
    laws_title: "新旧文件对照：对贵企业有何不同", "The laws compared: what is different for your enterprise";
    law_before: "先看这一天", "The day before";
    law_after: "再看这一天", "The day after";
    law_required_before: "旧要求", "Required before";
    law_required_after: "新要求", "Required now";
    law_means: "对贵企业", "For your enterprise";
    law_was: "此前", "before:";
    law_is: "现在", "now:";
    law_moved: "要求有变，结论相同", "required otherwise, same verdict";
    law_not_moved: "要求未变", "required as before";
    laws_same: "两日适用同一文件、结论相同：", "Same document and same verdict on both days: ";
}

/// A day to compare that is none.
pub fn law_day_wrong(lang: Lang, used: &str) -> String {
    lang.pick(
        format!("这不是日期。请写成 {used} 这样的年-月-日；改正前按 {used} 比较。"),
        format!("This is no date. Write year-month-day such as {used}; until then {used} is used."),
    )
}

// Keeping the answers.
words! {
    undo: "撤销", "Undo";
    open: "打开", "Open";
    done: "完成", "Done";
    rename: "改名", "Rename";
    remove: "删除", "Delete";
    nameless: "（未填名称）", "(no name)";
    is_open: "（当前）", " (open)";
    enterprises: "已存的企业", "Enterprises kept";
    kept_here: "填写的内容自动存在本浏览器里，下次打开还在；换电脑或清除浏览数据后就没有了，要留存请在页底另存。", "What you enter is kept in this browser until the next visit. It does not move to another computer and goes with the browsing data; to keep it, save it at the foot of the page.";
    not_kept_in_site: "填写的内容只在本页打开期间保留，不存入浏览器；离开前请在页底另存。", "What you enter stands here while this page is open and is not kept in the browser; save it at the foot before you leave.";
    implied: "已知：", "Known: ";
    prefilled: "由本网站预填，请核对；可以改。", "Filled in by this site; check it, and change it where it is wrong.";
    nothing_kept_here: "本浏览器没有保存任何内容。", "Nothing is kept in this browser.";
    another: "另填一家企业", "Another enterprise";
    open_file: "打开保存过的文件", "Open a saved file";
    other_window_removed: "另一个窗口删除了这家企业；本窗口的内容还在，但暂不保存。", "Another window deleted this enterprise. What stands here is still here, and is not being kept for now.";
    take_other: "改用另一份", "Take the other";
    keep_both: "两份都保留", "Keep both";
    let_it_go: "不再保留", "Let it go";
    keep_again: "重新保存", "Keep it again";
    is_secret: "这些答案有密码，不存入本浏览器；改动后请在页底另存，关闭窗口前不保存就会丢失。", "These answers came under a password and are not kept in this browser; after changes save a copy at the foot of the page, or they are lost with this window.";
    has_password: "本页带有加了密码的答案，请输入密码", "This page carries answers under a password";
    save_page: "保存带答案的页面", "Save the page with the answers";
    save_page_help: "下载一个网页文件，题目、规则和所填答案都在里面；拷到任何电脑上双击即可打开，不需联网。", "Downloads one file with questions, rules and answers inside; it opens on any computer by a double click, without a network.";
    save_page_now: "下载带答案的页面", "Download the page with the answers";
    save_answers: "保存答案", "Save the answers";
    save_answers_help: "下载一个只含答案的文件；以后可在首页“打开保存过的文件”，单文件版页面也能打开它。", "Downloads a file with the answers only; open it later on the start page, or in the single-file page.";
    save_answers_now: "下载答案文件", "Download the answers";
    no_file: "没有找到下载的文件？（在微信、QQ 等应用内打开时常见）", "No file to be found? (Common inside apps such as WeChat or QQ)";
    no_file_help: "全选并复制下面的文字，发给自己（如文件传输助手），或粘贴到记事本存成 .json 文件；以后可在首页“打开保存过的文件”。也可以用手机自带的浏览器打开本页再下载。", "Select and copy the text below and send it to yourself, or paste it into a text file named .json, which the start page opens later. Or open this page in the system's own browser and download again.";
    answers_as_text: "答案的文字内容", "The answers as text";
    stopped_before: "上次打开这家企业时程序停下了，这次没有自动打开；内容没有改动，仍在首页的列表里。", "The program stopped when this enterprise was opened last, so it was not opened by itself; nothing of it has changed, and it is in the list on the start page.";
    password: "密码（选填）", "Password (optional)";
    password_again: "再输一次密码", "Password again";
    password_help: "设了密码，文件中的答案是加密的；忘记密码就无法打开，没有人能找回。", "With a password the answers in the file are encrypted. Nobody can open them without it, and nobody can recover it.";
    passwords_differ: "两次输入的密码不同，没有保存。请重新输入。", "The two passwords differ; nothing was saved. Type them again.";
    rules_hash: "规则指纹 SHA-256：", "Rules, SHA-256: ";
    rules_differ: "本页所列的标准与程序内的规则不是同一版本，可能被改动过，请勿据此判断；请重新取得本页。", "The criteria written in this page are not those in its program; it may have been altered. Do not rely on it; get it again.";
}

fn named(lang: Lang, name: &str) -> String {
    match name.trim() {
        "" => lang.pick("原先所填内容".to_owned(), "what was entered before".to_owned()),
        name => lang.pick(format!("“{name}”的内容"), format!("the answers of “{name}”")),
    }
}

/// All answers were replaced.
pub fn was_replaced(lang: Lang, name: &str) -> String {
    let name = named(lang, name);
    lang.pick(format!("{name}已从本页移开。"), format!("This page no longer shows {name}."))
}

/// An enterprise was taken away.
pub fn was_removed(lang: Lang, name: &str) -> String {
    let name = named(lang, name);
    lang.pick(format!("{name}已从本浏览器删除。"), format!("Deleted from this browser: {name}."))
}

/// The label of a field for another name.
pub fn new_name(lang: Lang, name: &str) -> String {
    lang.pick(format!("{name}的新名称"), format!("New name of {name}"))
}

/// Another window has written the same enterprise.
pub fn other_window(lang: Lang, when: &str) -> String {
    lang.pick(
        format!("这家企业另有一份不同的内容（{when} 存入本浏览器）。本页显示的没有覆盖它，也暂不保存；请选择："),
        format!("There is another version of this enterprise (kept in this browser at {when}). What stands here has not been written over it and is not being kept for now; choose:"),
    )
}

/// The name of a second copy.
pub fn copy_of(lang: Lang, name: &str) -> String {
    lang.pick(format!("{name}（副本）"), format!("{name} (copy)"))
}

/// The store fails.
pub fn not_kept(lang: Lang, trouble: crate::host::store::Trouble, single: bool) -> String {
    use crate::host::store::Trouble::{Barred, Full};
    let (why_zh, why_en) = match trouble {
        Barred => (
            "本浏览器不允许保存数据（如无痕窗口，或从磁盘打开网页）",
            "This browser does not let the page keep anything (a private window, or a page opened from a disk)",
        ),
        Full => ("本浏览器的存储空间已满", "The browser's store is full"),
    };
    let (save_zh, save_en) =
        if single { (save_page(Lang::Zh), save_page(Lang::En)) } else { (save_answers(Lang::Zh), save_answers(Lang::En)) };
    lang.pick(
        format!("{why_zh}，所填内容只在这个窗口里，不会丢，但关闭前请在页底“{save_zh}”。"),
        format!("{why_en}. What you enter is safe in this window; before closing it use “{save_en}” at the foot of the page."),
    )
}

/// Something saved was not opened.
pub fn not_opened(lang: Lang, why: crate::storage::record::Refused) -> &'static str {
    use crate::storage::record::Refused::{Newer, Unreadable};
    match why {
        Newer => lang.pick(
            "这些答案由更新版本的程序保存，本版本看不懂，未作改动；请用新版本打开。",
            "These answers were saved by a later version of this program. They have been left as they are; open them with that version.",
        ),
        Unreadable => lang.pick(
            "这个文件里没有本程序保存的答案，或内容已损坏，没有打开；请选择由本页保存的 .html 或 .json 文件。",
            "There are no answers of this program in it, or they are damaged; nothing was opened. Choose an .html or .json file that this page saved.",
        ),
    }
}

/// A password did not open it.
pub fn not_unlocked(lang: Lang, why: crate::storage::password::Refused) -> &'static str {
    use crate::storage::password::Refused::{Altered, Unreadable, WrongPassword};
    match why {
        WrongPassword => lang.pick(
            "密码不对，没有打开；文件没有任何变化，请检查大小写和输入法后再试。",
            "The password is wrong; nothing was opened and nothing has changed. Mind capitals and the input method, and try again.",
        ),
        Altered => lang.pick(
            "密码正确，但文件内容被改动过或已损坏，没有打开；请使用原来的文件。",
            "The password is right, but the file was altered or damaged; nothing was opened. Use the original file.",
        ),
        Unreadable => lang.pick(
            "加密的内容已损坏，或由其他版本的程序保存，无法打开；请使用原来的文件。",
            "What is encrypted is damaged, or was saved by another version of this program; use the original file.",
        ),
    }
}

/// What was saved is not known here.
pub fn not_understood(lang: Lang, names: &str) -> String {
    lang.pick(
        format!("保存的内容中有本版本不认识的项目，没有参与评估，已原样保留并会一并保存：{names}。"),
        format!("Some of what was saved is not known to this version. It takes no part in the assessment, is kept as it is and saved along: {names}."),
    )
}

/// A figure and its year.
pub fn of_year(lang: Lang, label: &Text, year: Option<i32>) -> String {
    match year {
        None => label.get(lang).to_owned(),
        Some(year) => lang.tell(format_args!("{year} 年{}", label.zh), format_args!("{}, {year}", label.en)),
    }
}

/// Something stands more than once in what was opened.
pub fn written_twice(lang: Lang, names: &str) -> String {
    lang.tell(
        format_args!("打开的内容中，这些项目写了不止一次，不知以哪一个为准，未采用，请核对后重新填写：{names}。"),
        format_args!(
            "These are written more than once in what was opened, and none of them is used; check and answer them again: {names}."
        ),
    )
}

/// A copy was handed out.
pub fn copied(lang: Lang, copied: crate::storage::session::Copied) -> &'static str {
    use crate::storage::session::Copied::{Failed, Plain, Sealed};
    match copied {
        Plain => lang.pick(
            "已交给浏览器下载。文件没有密码，拿到的人都能看到答案。",
            "Handed to the browser as a download. It has no password: whoever has the file can read the answers.",
        ),
        Sealed => lang.pick(
            "已交给浏览器下载，答案已用密码加密。",
            "Handed to the browser as a download; the answers are encrypted with the password.",
        ),
        Failed => lang.pick(
            "浏览器没有接受下载，没有保存；请用浏览器自带的“保存网页”，或换一个浏览器。",
            "The browser did not take the download; nothing was saved. Use the browser's own “save page”, or another browser.",
        ),
    }
}

/// A document should have been looked at again.
pub fn overdue(lang: Lang, by: &str) -> String {
    lang.pick(
        format!("这份文件应在 {by} 前重新核对，至今没有；以下只能作参考，请先向主管部门确认是否有新规定。"),
        format!("This document was to be checked again by {by} and has not been; take what follows as a hint, and ask the authority first whether there are new rules."),
    )
}

/// How many documents should have been looked at again.
pub fn overdue_count(lang: Lang, count: usize) -> String {
    lang.pick(
        format!("{count} 份文件已过应重新核对的日期，相关结论只能作参考。"),
        format!("{count} documents are past the day by which they were to be checked again; what rests on them is a hint only."),
    )
}

/// The groups of policies.
pub fn group(lang: Lang, group: tidu_core::matching::Use) -> &'static str {
    use tidu_core::matching::Use::{AfterAnswers, AfterTitle, No, Now, ToConfirm};
    match group {
        Now => lang.pick("现在可办", "Can be done now"),
        AfterTitle => lang.pick("取得资格后", "After winning a title"),
        AfterAnswers => lang.pick("补充信息后可判断", "More answers decide"),
        ToConfirm => lang.pick("先向责任单位确认", "To be confirmed with the office first"),
        No => lang.pick("不适用", "Not for this enterprise"),
    }
}

/// Why what has ended is told all the same.
pub fn ended_help(lang: Lang, from: i32, to: i32) -> String {
    if from == to {
        return lang.tell(
            format_args!("实施期({to})已满，是否延续请向责任单位确认。"),
            format_args!("The term ({to}) is over; ask the office in charge whether it goes on."),
        );
    }
    lang.tell(
        format_args!("方案实施期({from}—{to})已满，是否延续请向责任单位确认。"),
        format_args!("The term of the plan ({from}–{to}) is over; ask the office in charge whether it goes on."),
    )
}

/// The day everything is told for.
pub fn told_for(lang: Lang, day: &str) -> String {
    lang.tell(format_args!("以下按评估基准日 {day} 判断。"), format_args!("Told for the assessment day {day}."))
}

/// A count behind a heading.
pub fn count(lang: Lang, count: usize) -> String {
    lang.tell(format_args!("（{count}）"), format_args!(" ({count})"))
}

/// What a policy commits to.
pub fn strength(lang: Lang, strength: tidu_core::written::Strength) -> &'static str {
    use tidu_core::written::Strength::{Encouragement, Entitlement, Mechanism, Service};
    match strength {
        Entitlement => lang.pick("给付", "entitlement"),
        Service => lang.pick("服务", "service"),
        Encouragement => lang.pick("引导", "encouragement"),
        Mechanism => lang.pick("机制", "mechanism"),
    }
}

/// The title that opens a policy.
pub fn opens_with(lang: Lang, title: &str) -> String {
    lang.tell(format_args!("取得{title}称号后可用。"), format_args!("Opens with the title of {title}."))
}

/// When something is due.
pub fn due_by(lang: Lang, day: &str) -> String {
    lang.tell(format_args!("{day} 前"), format_args!("by {day}"))
}

/// When something is due after a change.
pub fn within_months(lang: Lang, months: u32) -> String {
    lang.tell(format_args!("变化后 {months} 个月内"), format_args!("within {months} months of the change"))
}

/// Since when something is in force that names no last day.
pub fn from_day(lang: Lang, day: &str, state: &str) -> String {
    lang.tell(format_args!("自 {day} 起（{state}）"), format_args!("from {day} ({state})"))
}

/// How many questions serve policies alone.
pub fn policy_questions(lang: Lang, open: usize) -> String {
    lang.tell(format_args!("再答 {open} 题，能判断更多政策"), format_args!("Answer {open} more to tell more policies apart"))
}

/// Levels of government of which nothing is known.
pub fn not_covered(lang: Lang, levels: &[tidu_core::matching::Level]) -> String {
    use tidu_core::matching::Level::{City, District, Province};
    let name = |level: &tidu_core::matching::Level| match level {
        Province => lang.pick("省（自治区、直辖市）", "province"),
        City => lang.pick("市", "city"),
        District => lang.pick("县（市、区）", "county or district"),
    };
    let names = levels.iter().map(name).collect::<Vec<_>>().join(lang.pick("、", ", "));
    lang.pick(
        format!("本工具没有收录贵企业所在{names}的政策，不等于当地没有；请向当地中小企业主管部门询问。"),
        format!("Policies of the {names} where the enterprise is registered are not in this tool, which does not mean that there are none; ask the SME authority there."),
    )
}

/// Needs that no known policy answers.
pub fn no_policy_for(lang: Lang, needs: &str) -> String {
    lang.pick(
        format!("所填需求中，“{needs}”目前没有已知在办的政策；可向所在地中小企业服务机构询问。"),
        format!("Of the needs named, no policy now open is known for: {needs}. Ask the SME service body of the place."),
    )
}

/// A better policy told in the place of another.
pub fn yields_to(lang: Lang, better: &str) -> String {
    lang.pick(
        format!("贵企业可用更优惠的“{better}”，两者不能叠加。"),
        format!("The enterprise can use the better “{better}”; the two do not go together."),
    )
}

/// A measure that is over, and another that may go on.
pub fn goes_on_as(lang: Lang, other: &str) -> String {
    lang.pick(format!("本项已期满，请看“{other}”。"), format!("This is over; see “{other}”."))
}

/// A last day on which something can be claimed.
pub fn until(lang: Lang, day: &str) -> String {
    lang.pick(format!("须在 {day} 前办理"), format!("to be done by {day}"))
}

/// A round that is over, and when about the next begins.
pub fn reopens(lang: Lang, day: &str) -> String {
    lang.pick(format!("本轮已截止，下一轮约自 {day} 起"), format!("this round is over; the next begins about {day}"))
}

/// A window that is past.
pub fn past(lang: Lang, day: &str) -> String {
    lang.tell(format_args!("已于 {day} 截止"), format_args!("closed on {day}"))
}

/// A question as something to do.
pub fn answer_this(lang: Lang, label: &str) -> String {
    lang.tell(format_args!("补充：{label}"), format_args!("Answer: {label}"))
}

/// How a rung stands, and what is still asked for it: 达标 · 自评达标待评审 · 还有 N 题未答 · 差 N 项 · 已知 N 项不符，另有 M 题未答 ·
/// 不适用.
pub fn rung_state(lang: Lang, rung: &crate::assessed::Rung<'_>) -> (String, Option<String>) {
    use tidu_core::verdict::Verdict::{Unknown, Unmet};
    let (unmet, open) = (rung.counts.unmet, rung.waiting.unanswered);
    let also_open = (open > 0).then(|| lang.tell(format_args!("另有 {open} 题未答"), format_args!("{} also open", questions(open))));
    match rung.verdict {
        Unknown => (still_open(lang, rung.waiting), None),
        Unmet if unmet == 0 => (lang.pick("须先取得下一级称号".to_owned(), "a lower title comes first".to_owned()), also_open),
        // While questions are open nobody knows how many criteria will be missed in the end.
        Unmet if open > 0 => (lang.tell(format_args!("已知 {unmet} 项不符"), format_args!("{unmet} known not to be met")), also_open),
        Unmet => (lang.tell(format_args!("差 {unmet} 项"), format_args!("{unmet} not met")), None),
        verdict => (tidu_core::sentence::verdict(verdict, lang).to_owned(), None),
    }
}

/// What is still asked: `还有 3 题未答`, or, where all is answered and it is not enough, how many answers are not exact.
pub fn still_open(lang: Lang, waiting: crate::assessed::Waiting) -> String {
    match (waiting.unanswered, waiting.vague) {
        (0, 0) => tidu_core::sentence::verdict(tidu_core::verdict::Verdict::Unknown, lang).to_owned(),
        (0, 1) => lang.pick("有 1 题答得不确切".to_owned(), "1 answer is not exact".to_owned()),
        (0, vague) => lang.tell(format_args!("有 {vague} 题答得不确切"), format_args!("{vague} answers are not exact")),
        (open, _) => lang.tell(format_args!("还有 {open} 题未答"), format_args!("{} open", questions(open))),
    }
}

fn questions(count: usize) -> String {
    if count == 1 { "1 question".to_owned() } else { format!("{count} questions") }
}

/// `满足 9 / 14 项`.
pub fn satisfied(lang: Lang, satisfied: usize, all: usize) -> String {
    lang.tell(format_args!("满足 {satisfied} / {all} 项"), format_args!("{satisfied} of {all} satisfied"))
}

/// `须先取得：专精特新中小企业`.
pub fn needs_title(lang: Lang, title: &str) -> String {
    lang.tell(format_args!("须先取得：{title}称号"), format_args!("Needed first: title of {title}"))
}

/// How many questions of a section are still open.
pub fn open_count(lang: Lang, open: usize) -> String {
    lang.tell(format_args!("{open} 题待填"), format_args!("{open} open"))
}

/// The sentence that opens the result.
pub fn standing(lang: Lang, held: Option<(&str, String)>, reached: Option<(&str, bool)>) -> String {
    let has_title = held.is_some();
    let held = match held {
        Some((name, until)) => {
            lang.tell(format_args!("现持有{name}称号，有效期至 {until}。"), format_args!("Title held: {name}, valid until {until}. "))
        }
        None => lang.pick("目前没有填报任何有效称号。".to_owned(), "No valid title has been entered. ".to_owned()),
    };
    let reached = match reached {
        Some((name, true)) => lang.tell(
            format_args!("按所填内容，已达到{name}的全部条件。"),
            format_args!("By the answers given, every criterion of {name} is met."),
        ),
        Some((name, false)) => lang.tell(
            format_args!("按所填内容，已自评达到{name}的条件，其中部分须由主管部门评审。"),
            format_args!("By the answers given, the criteria of {name} are met; some are for the authority to judge."),
        ),
        None if has_title => String::new(),
        None => lang.pick(
            "按所填内容，尚不能确认达到任何一级的全部条件。".to_owned(),
            "By the answers given, no rung is confirmed yet.".to_owned(),
        ),
    };
    held + &reached
}

/// What an assessment is where a title of its rung is held: of which title, until when, and by which procedure what
/// follows is judged.
pub fn held_and_judged(lang: Lang, other: Option<&str>, until: &str, procedure: &str, renewable: bool) -> String {
    let held = match other {
        None => lang.tell(format_args!("已持有（至 {until}）"), format_args!("held until {until}")),
        Some(title) => {
            lang.tell(format_args!("本级已持有{title}称号（至 {until}）"), format_args!("{title} of this rung held until {until}"))
        }
    };
    let used = match renewable {
        true => lang.pick("，供复核参考", ", to prepare the renewal"),
        false => "",
    };
    lang.tell(
        format_args!("{held}，以下按{procedure}的条件自评{used}"),
        format_args!("{held}; what follows is by the criteria of a {procedure}{used}"),
    )
}

/// To the assessment of a title's renewal, and back to that of a first application.
pub fn judge_renewal(lang: Lang, title: &str, renewing: bool) -> String {
    match renewing {
        false => lang.tell(format_args!("按复核评估{title}"), format_args!("Assess the renewal of {title}")),
        true => lang.tell(format_args!("改按首次申报评估{title}"), format_args!("Assess {title} as a first application")),
    }
}

/// What is between the enterprise and the next rung.
pub fn next_rung(lang: Lang, name: &str, unmet: usize, waiting: crate::assessed::Waiting, title: Option<&str>) -> String {
    let mut parts = Vec::new();
    if let Some(title) = title {
        parts.push(lang.tell(format_args!("须先取得{title}称号"), format_args!("the title of {title} comes first")));
    }
    if unmet > 0 {
        parts.push(lang.pick(
            format!("有 {unmet} 项条件未达标"),
            if unmet == 1 { "one criterion is not met".to_owned() } else { format!("{unmet} criteria are not met") },
        ));
    }
    if waiting.unanswered > 0 || parts.is_empty() {
        parts.push(still_open(lang, waiting));
    }
    let parts = parts.join(lang.pick("，", ", "));
    lang.tell(format_args!("下一级：{name}。{parts}。"), format_args!("Next: {name}; {parts}."))
}

/// A road that cannot be told yet.
pub fn road_needs(lang: Lang, name: &str, waiting: crate::assessed::Waiting) -> String {
    let open = still_open(lang, waiting);
    lang.tell(
        format_args!("回答还不够，排不出到{name}的路径：{open}。"),
        format_args!("There is too little to tell the road to {name} by: {open}."),
    )
}

/// Since when a document governs.
pub fn since(lang: Lang, day: &str) -> String {
    lang.tell(format_args!("自 {day} 起适用"), format_args!("since {day}"))
}

/// `未填：研发费用总额、营业收入总额等 5 项`.
pub fn not_answered(lang: Lang, open: &[String]) -> String {
    let shown = open.iter().take(3).map(String::as_str).collect::<Vec<_>>().join(lang.pick("、", ", "));
    match open.len() {
        0..=3 => lang.tell(format_args!("未填：{shown}"), format_args!("not answered: {shown}")),
        all => lang.tell(format_args!("未填：{shown}等 {all} 项"), format_args!("not answered: {shown} and {} more", all - 3)),
    }
}

words! {
    // The road to the next rung, and trying figures out.
    road_title: "到下一层级的路怎么走", "The road to the next rung";
    road_lead: "已结束年度的数字不能再变；未结束年度先按最近一年沿用，再算出最少要改什么、改多少、何时改完。", "Figures of years that are over are final. Open years carry on as the last one; from there, the least that has to change, by how much and by when.";
    road_to: "目标", "Goal";
    ways: "可选方案", "Ways";
    this_year: "今年", "This year";
    next_year: "明年", "Next year";
    after_next_year: "后年", "The year after";
    nothing_to_change: "按目前的回答，无需再改变任何数字。", "By your answers, no figure has to change.";
    already_there: "目前已满足本层级条件，可按当年通知申报。", "The conditions of this rung are satisfied today; apply when the year’s notice opens.";
    no_way: "按目前的回答，五年内没有可行的方案。原因见下。", "By your answers there is no way within five years. The reasons are below.";
    later_text: "届时如有新文件，以新文件为准。", "Should a later document be issued by then, it takes the place of this one.";
    season_unknown: "申报时间以主管部门当年通知为准。", "The notice of the year says when to apply.";
    serves: "为满足", "For";
    follows: "随之变化", "With it";
    to_be_confirmed: "须由主管部门或平台确认，本页不作推断", "To be confirmed by the authority or the platform; nothing is inferred here";
    stays_open: "尚未填写、届时仍待补充", "Not answered, and still open by then";
    unlocks: "取得后可用的政策", "Policies that open with it";
    cannot_change: "这项不能或不愿改", "This cannot or shall not change";
    kept_title: "已排除的事项", "Left as they are";
    may_change: "可以改", "May change";
    why_not_earlier: "为什么不能更早", "Why not earlier";
    why_not: "受什么限制", "What stands in the way";
    today_row: "现在", "Now";
    by_day: "时点", "By";
    bars: "条件", "Criteria";
    because: "原因", "Reason";
    margins_title: "余量：数字变到多少就会失去", "Room: how far figures may move before it is lost";
    margins_help: "其他数字不变时，单独一项最多能变到哪里；余量最小的排在最前。", "How far each figure may move by itself, all else as it is; the most fragile first.";
    figure_of: "数字", "Figure";
    value_now: "现为", "Now";
    may_go_to: "最多到", "May go to";
    room: "余量", "Room";
    renewal_on: "到期复核", "Renewal by";
    road_first_title: "先答这些", "Answer these first";
    ask_first_title: "先补充这些，最可能改变方案", "Answer these first; they could change the road most";
    try_title: "试一试", "Try figures out";
    try_help: "拖动或改写数字，方案和梯度随即更新。试填的数字不改动您的填报，可留用也可放弃。", "Drag or type: road and ladder answer at once. What you try leaves your answers as they are; keep it or drop it.";
    tried_mark: "试填", "tried";
    yours_is: "原为", "yours";
    keep_tried: "留用试填的数字", "Keep what was tried";
    drop_tried: "放弃试填", "Drop it";
    drop_one: "还原", "Put back";
    money_means: "资金", "money";
    people_means: "人员", "people";
    ip_means: "知识产权", "intellectual property";
    market_means: "经营", "business";
    management_means: "管理", "management";
}

/// A way by its number and what it takes.
pub fn way(lang: Lang, n: usize, means: &[&str]) -> String {
    match means.is_empty() {
        true => lang.tell(format_args!("方案{n}"), format_args!("Way {n}")),
        false => lang.tell(format_args!("方案{n}：{}", means.join("、")), format_args!("Way {n}: {}", means.join(", "))),
    }
}

/// When a standard can first be applied for.
pub fn first_round(lang: Lang, standard: &str, year: i32, renewal: bool) -> String {
    match renewal {
        true => lang.tell(format_args!("{year} 年：办理{standard}复核"), format_args!("{year}: renewal of {standard}")),
        false => lang.tell(format_args!("{year} 年：申报{standard}"), format_args!("{year}: apply for {standard}")),
    }
}

/// In one sentence, how soon and by how many changes.
pub fn in_short(lang: Lang, standard: &str, year: i32, changes: usize) -> String {
    lang.pick(
        match changes {
            0 => format!("最早可在 {year} 年申报{standard}。"),
            _ => format!("最早可在 {year} 年申报{standard}，此前须改变 {changes} 项。"),
        },
        match changes {
            0 => format!("{standard} can first be applied for in {year}."),
            1 => format!("{standard} can first be applied for in {year}; one thing has to change before."),
            _ => format!("{standard} can first be applied for in {year}; {changes} things have to change before."),
        },
    )
}

/// By when a change without a year must be done.
pub fn done_by(lang: Lang, day: &str) -> String {
    lang.tell(format_args!("{day} 前完成"), format_args!("done before {day}"))
}

/// How many figures are tried out.
pub fn trying_count(lang: Lang, n: usize) -> String {
    lang.pick(
        format!("正在试算：{n} 项数字为试填，您的填报没有改动。"),
        format!("Trying out: {n} of your figures; your answers are as they were."),
    )
}

/// How many policies there are in all.
pub fn in_all(lang: Lang, n: usize) -> String {
    lang.tell(format_args!("共 {n} 项"), format_args!("{n} in all"))
}

/// What a user should know of packs that the site added.
pub fn added_packs(lang: Lang, packs: usize, ruling: bool) -> String {
    match ruling {
        true => lang.pick(
            format!("另有本网站附加的规则 {packs} 份，由本网站负责；上面的指纹不包括它们。"),
            format!("This site has added rules of its own ({packs}) and answers for them; the fingerprint above does not cover them."),
        ),
        false => lang.pick(
            "本网站附加的规则有误，没有采用；结论只依据自带的规则。".to_owned(),
            "The rules that this site added are faulty and are not applied; results rest on the built-in rules alone.".to_owned(),
        ),
    }
}

fn to(lang: Lang, receiver: &Receiver) -> &str {
    match receiver {
        Receiver::Site(_) => lang.pick("本网站", "this site"),
        Receiver::Around(name) => name,
    }
}

/// Where the answers stay.
pub fn stays(lang: Lang, receiver: Option<&Receiver>) -> String {
    let Some(receiver) = receiver else { return stays_here(lang).to_owned() };
    let to = to(lang, receiver);
    // A site's own page says "this" of itself twice; another one is named.
    let it = if matches!(receiver, Receiver::Site(_)) { to } else { lang.pick("对方", "it") };
    lang.tell(
        format_args!("所填内容只留在本机；只有贵企业在结论页确认“交给{to}”后，{it}才得到。"),
        format_args!("What you enter stays on this device; {to} receives it only once you confirm “Hand over” on the result."),
    )
}

/// The way to hand over.
pub fn hand_over(lang: Lang, receiver: &Receiver) -> String {
    let to = to(lang, receiver);
    lang.tell(format_args!("交给{to}"), format_args!("Hand over to {to}"))
}

/// The last word on it.
pub fn hand_over_now(lang: Lang, receiver: &Receiver) -> String {
    let to = to(lang, receiver);
    lang.tell(format_args!("确认交给{to}"), format_args!("Confirm: hand over to {to}"))
}

/// What is handed over, and to whom.
pub fn hand_over_help(lang: Lang, site: &str) -> String {
    lang.pick(
        format!("到目前为止，{site} 没有得到所填的任何内容。确认后，企业名称、全部答案和自评结论会一次交给 {site} 的网页，由该网站处理；之后再改的内容不会自动交过去。"),
        format!("So far {site} has received nothing of what you entered. Once you confirm, the enterprise's name, all answers and the result go once to the page of {site}, which answers for what it does with them; later changes do not follow by themselves."),
    )
}

/// What became of handing over.
pub fn handed_over(lang: Lang, site: &str, at: &str) -> String {
    lang.pick(
        format!("已于 {at} 交给 {site} 的网页；是否收妥，以该网站的提示为准。"),
        format!("Handed to the page of {site} at {at}; whether it was taken in, that site will tell."),
    )
}
