//! The screens: a line each, in the order of the navigation. From the line follow the names in addresses and in what is
//! saved, the navigation, the page before the program runs, the types of the element and the view.

use tidu_core::text::Lang;

/// Hands every screen to a macro: its name, its id, its title among the words, its view among the screens.
macro_rules! every_screen {
    ($hand_to:ident) => {
        $hand_to! {
            Start "start" SCREEN_START start::Start;
            Guided "guided" SCREEN_GUIDED guided::Guided;
            Questions "questions" SCREEN_QUESTIONS questions::Questions;
            Result "result" SCREEN_RESULT result::Outcome;
            Road "road" SCREEN_ROAD road::Road;
            Policies "policies" SCREEN_POLICIES policies::Policies;
            Laws "laws" SCREEN_LAWS laws::Laws;
        }
    };
}

#[allow(unused_imports)] // The builder, which reads this file too, has no views.
pub(crate) use every_screen;

macro_rules! screens {
    ($($screen:ident $id:literal $title:ident $file:ident::$view:ident;)*) => {
        /// Which screen is shown.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub enum Screen {
            $(#[doc = $id] $screen,)*
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
                    $(Screen::$screen => tidu_core::messages::$title.say(lang),)*
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
