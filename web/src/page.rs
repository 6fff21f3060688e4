//! What every part of the page sees.

use crate::assessed::Assessed;
use crate::state::{Action, State};
use std::rc::Rc;
use tidu_core::text::Lang;
use yew::prelude::*;

/// What every part of the page sees: the state, what follows from it, and the way to change it.
#[derive(Clone)]
pub struct Page {
    /// The state.
    pub state: Rc<State>,
    /// What follows from it.
    pub assessed: Rc<Assessed>,
    /// The way to change it.
    pub dispatcher: UseReducerDispatcher<State>,
}

impl PartialEq for Page {
    fn eq(&self, other: &Page) -> bool {
        // It is reckoned anew whenever the state is another.
        Rc::ptr_eq(&self.assessed, &other.assessed)
    }
}

impl Page {
    /// A callback that dispatches an action, whatever the event.
    pub fn on<E: 'static>(&self, action: impl Fn(E) -> Action + 'static) -> Callback<E> {
        let dispatcher = self.dispatcher.clone();
        Callback::from(move |event| dispatcher.dispatch(action(event)))
    }

    /// A callback that dispatches this action, whatever the event: of one kind for all buttons, where [`Page::on`] is written
    /// out for each.
    pub fn press<E: 'static>(&self, action: Action) -> Callback<E> {
        self.on(move |_| action.clone())
    }

    /// The language.
    pub fn lang(&self) -> Lang {
        self.state.lang
    }
}

/// The page a component stands on.
#[hook]
pub fn use_page() -> Page {
    use_context::<Page>().unwrap_or_else(|| unreachable!("every component stands below App"))
}
