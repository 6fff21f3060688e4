// Every language, Chinese first: its name in Rust, its id, which is also its folder in `packs/texts`, and what browsers
// call it. A further language is a line here and a folder there.
languages! {
    Zh "zh" "zh-CN",
    En "en" "en",
}
