//! The screens: a line each, in the order of the navigation. From the line follow the names in addresses and in what is
//! saved, the navigation, the page before the program runs, the types of the element and the view.

use tidu_core::text::Lang;

/// Hands every screen to a macro: its name, its id, its title in Chinese and in English, its view among the screens.
macro_rules! every_screen {
    ($hand_to:ident) => {
        $hand_to! {
            Start "start" "首页" "Start" start::Start;
            Questions "questions" "填写" "Questions" questions::Questions;
            Result "result" "结论" "Result" result::Outcome;
            Road "road" "路径" "Road" road::Road;
            Policies "policies" "政策" "Policies" policies::Policies;
            Laws "laws" "新旧对照" "Laws compared" laws::Laws;
        }
    };
}

#[allow(unused_imports)] // The builder, which reads this file too, has no views.
pub(crate) use every_screen;

macro_rules! screens {
    ($($screen:ident $id:literal $zh:literal $en:literal $file:ident::$view:ident;)*) => {
        /// Which screen is shown.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub enum Screen {
            $(#[doc = $zh] $screen,)*
        }

        impl Screen {
            /// All of them, in the order of the navigation.
            pub const ALL: &[Screen] = &[$(Screen::$screen),*];

            /// Its name in addresses and in what is saved.
            pub fn id(self) -> &'static str {
                match self {
                    $(Screen::$screen => $id,)*
                }
            }

            /// Its name in the navigation.
            pub fn title(self, lang: Lang) -> &'static str {
                match self {
                    $(Screen::$screen => lang.pick($zh, $en),)*
                }
            }
        }
    };
}

every_screen!(screens);

impl Screen {
    /// The screen of a name.
    pub fn from_id(id: &str) -> Option<Screen> {
        Screen::ALL.iter().copied().find(|screen| screen.id() == id)
    }
}
