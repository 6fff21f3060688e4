//! One file a screen. Beside its file a screen has its line in `screen.rs`; here is only where Rust finds it.

pub mod start;
pub mod guided;
pub mod questions;
pub mod result;
pub mod road;
pub mod policies;
pub mod laws;

use crate::screen::{Screen, every_screen};
use yew::prelude::*;

macro_rules! views {
    ($($screen:ident $id:literal $title:ident $file:ident::$view:ident;)*) => {
        /// What a screen shows.
        pub fn view(screen: Screen) -> Html {
            match screen {
                $(Screen::$screen => html! { <$file::$view /> },)*
            }
        }
    };
}

every_screen!(views);
