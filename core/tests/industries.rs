//! The industry is found by what one types: names of the national classification, and everyday words.

use tidu_core::packs::built_in;
use tidu_core::vocabulary::Fact;

/// What is typed and the options it leads to, which have to be the first.
fn check(fact: &Fact, row: &str, first: usize) -> Option<String> {
    let (typed, wanted) = row.split_once('=').unwrap();
    let found: Vec<&str> = fact.find(typed).iter().map(|found| fact.options[found.option].id.as_str()).collect();
    let wanted: Vec<&str> = wanted.split(' ').collect();
    let told = found.get(..first.max(wanted.len())).unwrap_or(&found);
    (!wanted.iter().all(|id| told.contains(id))).then(|| format!("{typed}: {found:?}, not {wanted:?}"))
}

/// All sections and divisions of GB/T 4754—2017, and where the size standard puts them.
const DIVISIONS: [&str; 113] = [
    "农业=agriculture",
    "林业=agriculture",
    "畜牧业=agriculture",
    "渔业=agriculture",
    "农、林、牧、渔专业及辅助性活动=agriculture",
    "煤炭开采和洗选业=industry",
    "石油和天然气开采业=industry",
    "黑色金属矿采选业=industry",
    "有色金属矿采选业=industry",
    "非金属矿采选业=industry",
    "开采专业及辅助性活动=industry",
    "其他采矿业=industry",
    "农副食品加工业=industry",
    "食品制造业=industry",
    "酒、饮料和精制茶制造业=industry",
    "烟草制品业=industry",
    "纺织业=industry",
    "纺织服装、服饰业=industry",
    "皮革、毛皮、羽毛及其制品和制鞋业=industry",
    "木材加工和木、竹、藤、棕、草制品业=industry",
    "家具制造业=industry",
    "造纸和纸制品业=industry",
    "印刷和记录媒介复制业=industry",
    "文教、工美、体育和娱乐用品制造业=industry",
    "石油、煤炭及其他燃料加工业=industry",
    "化学原料和化学制品制造业=industry",
    "医药制造业=industry",
    "化学纤维制造业=industry",
    "橡胶和塑料制品业=industry",
    "非金属矿物制品业=industry",
    "黑色金属冶炼和压延加工业=industry",
    "有色金属冶炼和压延加工业=industry",
    "金属制品业=industry",
    "通用设备制造业=industry",
    "专用设备制造业=industry",
    "汽车制造业=industry",
    "铁路、船舶、航空航天和其他运输设备制造业=industry",
    "电气机械和器材制造业=industry",
    "计算机、通信和其他电子设备制造业=industry",
    "仪器仪表制造业=industry",
    "其他制造业=industry",
    "废弃资源综合利用业=industry",
    "金属制品、机械和设备修理业=industry",
    "电力、热力生产和供应业=industry",
    "燃气生产和供应业=industry",
    "水的生产和供应业=industry",
    "房屋建筑业=construction",
    "土木工程建筑业=construction",
    "建筑安装业=construction",
    "建筑装饰、装修和其他建筑业=construction",
    "批发业=wholesale",
    "零售业=retail",
    "铁路运输业=not_covered",
    "道路运输业=transport",
    "水上运输业=transport",
    "航空运输业=transport",
    "管道运输业=transport",
    "多式联运和运输代理业=transport",
    "装卸搬运和仓储业=transport warehousing",
    "邮政业=post",
    "住宿业=lodging",
    "餐饮业=catering",
    "电信、广播电视和卫星传输服务=information_transmission",
    "互联网和相关服务=information_transmission",
    "软件和信息技术服务业=software_it",
    "货币金融服务=not_covered",
    "资本市场服务=not_covered",
    "保险业=not_covered",
    "其他金融业=not_covered",
    "房地产业=real_estate_development property_management other_listed",
    "租赁业=leasing_business_services",
    "商务服务业=leasing_business_services",
    "研究和试验发展=other_listed",
    "专业技术服务业=other_listed",
    "科技推广和应用服务业=other_listed",
    "水利管理业=other_listed",
    "生态保护和环境治理业=other_listed",
    "公共设施管理业=other_listed",
    "土地管理业=other_listed",
    "居民服务业=other_listed",
    "机动车、电子产品和日用产品修理业=other_listed",
    "其他服务业=other_listed",
    "教育=not_covered",
    "卫生=not_covered",
    "社会工作=other_listed",
    "新闻和出版业=other_listed",
    "广播、电视、电影和录音制作业=other_listed",
    "文化艺术业=other_listed",
    "体育=other_listed",
    "娱乐业=other_listed",
    "中国共产党机关=not_covered",
    "国家机构=not_covered",
    "人民政协、民主党派=not_covered",
    "社会保障=not_covered",
    "群众团体、社会团体和其他成员组织=not_covered",
    "基层群众自治组织及其他组织=not_covered",
    "国际组织=not_covered",
    "农、林、牧、渔业=agriculture",
    "采矿业=industry",
    "制造业=industry",
    "电力、热力、燃气及水生产和供应业=industry",
    "建筑业=construction",
    "批发和零售业=wholesale retail",
    "交通运输、仓储和邮政业=transport warehousing post",
    "住宿和餐饮业=lodging catering",
    "信息传输、软件和信息技术服务业=information_transmission software_it",
    "金融业=not_covered",
    "租赁和商务服务业=leasing_business_services",
    "科学研究和技术服务业=other_listed",
    "水利、环境和公共设施管理业=other_listed",
    "居民服务、修理和其他服务业=other_listed",
    "文化、体育和娱乐业=other_listed",
    "公共管理、社会保障和社会组织=not_covered",
];

const PRODUCTS: [&str; 44] = [
    "液压件=industry",
    "做螺丝的=industry",
    "食品机械厂=industry",
    "数控刀具=industry",
    "汽车零部件制造=industry",
    "ＬＥＤ灯具=industry",
    "中药饮片=industry",
    "茶叶加工=industry",
    "污水处理=industry other_listed",
    "开饭馆=catering",
    "奶茶店=catering",
    "软件开发公司=software_it",
    "APP=software_it information_transmission",
    "电商=retail wholesale",
    "食品机械批发=wholesale",
    "钢材贸易有限公司=wholesale",
    "家装=construction",
    "装修公司=construction",
    "物流=transport warehousing",
    "物流软件=software_it",
    "冷链仓储=warehousing",
    "快递=post",
    "民宿=lodging",
    "汽车维修=other_listed",
    "汽车租赁=leasing_business_services",
    "汽车销售=retail",
    "劳务派遣=leasing_business_services",
    "检测=other_listed",
    "养猪场=agriculture",
    "物业公司=property_management",
    "楼盘=real_estate_development",
    "培训机构=not_covered",
    "铁路=not_covered",
    "无人机=industry",
    "房地产=real_estate_development",
    "Hydraulic parts=industry",
    "hydraulic pump=industry",
    "we run a restaurant=catering",
    "Software development=software_it",
    "trucking=transport",
    "car repair=other_listed",
    "car part=industry",
    "a school=not_covered",
    "Courier=post",
];

#[test]
fn every_division_and_product_leads_to_its_industry() {
    let rules = built_in().unwrap();
    let fact = rules.vocabulary.fact(rules.vocabulary.find("industry").unwrap());
    let divisions = DIVISIONS.iter().filter_map(|row| check(fact, row, 1));
    let products = PRODUCTS.iter().filter_map(|row| check(fact, row, 1));
    let wrong: Vec<String> = divisions.chain(products).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_being_typed_finds_more_and_more() {
    let rules = built_in().unwrap();
    let fact = rules.vocabulary.fact(rules.vocabulary.find("industry").unwrap());
    let words = |typed: &str| fact.find(typed).iter().map(|found| found.word).collect::<Vec<_>>();
    assert!(words("").is_empty());
    assert!(words(" 、").is_empty());
    assert!(words("xyz").is_empty());
    assert!(words("茶").len() > 3);
    assert_eq!(words("液压"), ["液压"]);
    assert_eq!(words("hydr"), ["hydraulic"]);
    // A word within another is no match: no car in "care", no bar in "embargo".
    assert!(words("care").iter().all(|word| !word.starts_with("car ")), "{:?}", words("care"));
    assert!(words("embargo").is_empty());
    // No word stands twice with an option.
    for option in &fact.options {
        for text in [tidu_core::text::Lang::Zh, tidu_core::text::Lang::En] {
            let words: Vec<&str> = option.words.as_ref().unwrap().get(text).split(';').collect();
            let mut once = words.clone();
            once.sort_unstable();
            once.dedup();
            assert_eq!(once.len(), words.len(), "{}", option.id);
            assert!(words.iter().all(|word| !word.trim().is_empty() && word.trim() == *word), "{}", option.id);
        }
    }
}
