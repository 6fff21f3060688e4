//! Where texts are kept between visits: a trait, the browser's own store, and a twin in memory.

use std::{cell::RefCell, collections::BTreeMap};
use web_sys::{PerformanceNavigation, Storage};

/// Why something could not be kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Trouble {
    /// There is no store: private browsing, a policy, a page opened from a disk in some browsers.
    Barred,
    /// There is one, and it is full.
    Full,
}

/// Texts by key.
pub trait Store {
    /// Every key there is.
    fn keys(&self) -> Result<Vec<String>, Trouble>;
    /// The text of a key.
    fn get(&self, key: &str) -> Result<Option<String>, Trouble>;
    /// Writes a text.
    fn put(&self, key: &str, text: &str) -> Result<(), Trouble>;
    /// Takes a text away.
    fn remove(&self, key: &str) -> Result<(), Trouble>;
}

/// The browser's store of this site; it outlasts the page.
pub struct Browser;

impl Browser {
    /// Asked anew each time: a browser may allow it or bar it while the page stands.
    fn storage() -> Result<Storage, Trouble> {
        super::window().and_then(|window| window.local_storage().ok().flatten()).ok_or(Trouble::Barred)
    }
}

impl Store for Browser {
    fn keys(&self) -> Result<Vec<String>, Trouble> {
        let storage = Browser::storage()?;
        let length = storage.length().map_err(|_| Trouble::Barred)?;
        Ok((0..length).filter_map(|at| storage.key(at).ok().flatten()).collect())
    }

    fn get(&self, key: &str) -> Result<Option<String>, Trouble> {
        Browser::storage()?.get_item(key).map_err(|_| Trouble::Barred)
    }

    fn put(&self, key: &str, text: &str) -> Result<(), Trouble> {
        let storage = Browser::storage()?;
        storage.set_item(key, text).map_err(|error| {
            let name = js_sys::Reflect::get(&error, &"name".into()).ok().and_then(|name| name.as_string()).unwrap_or_default();
            if name.contains("Quota") || name.contains("QUOTA") { Trouble::Full } else { Trouble::Barred }
        })
    }

    fn remove(&self, key: &str) -> Result<(), Trouble> {
        Browser::storage()?.remove_item(key).map_err(|_| Trouble::Barred)
    }
}

/// Holds a text for as long as this tab is there, also while it is loaded anew; none takes away what is held. Says whether
/// that was done.
pub fn hold(text: Option<&str>) -> bool {
    let Some(storage) = super::window().and_then(|window| window.session_storage().ok().flatten()) else { return false };
    match text {
        Some(text) => storage.set_item(HELD, text).is_ok(),
        None => storage.remove_item(HELD).is_ok(),
    }
}

/// What is held, where the page was loaded anew; it is then held no longer: should it stop the program, it does so once.
pub fn take_held() -> Option<String> {
    let window = super::window()?;
    let storage = window.session_storage().ok().flatten()?;
    let text = storage.get_item(HELD).ok().flatten()?;
    let _ = storage.remove_item(HELD);
    // Who comes from elsewhere comes back to what is kept.
    (window.performance()?.navigation().type_() == PerformanceNavigation::TYPE_RELOAD).then_some(text)
}

const HELD: &str = "tidu/held";

/// The twin in memory, for tests, and where nothing may be kept between visits.
#[derive(Default)]
pub struct Memory {
    texts: RefCell<BTreeMap<String, String>>,
    /// What happens to whoever wants to write, where something does.
    #[cfg(test)]
    pub trouble: RefCell<Option<Trouble>>,
}

impl Store for Memory {
    fn keys(&self) -> Result<Vec<String>, Trouble> {
        Ok(self.texts.borrow().keys().cloned().collect())
    }

    fn get(&self, key: &str) -> Result<Option<String>, Trouble> {
        #[cfg(test)]
        if *self.trouble.borrow() == Some(Trouble::Barred) {
            return Err(Trouble::Barred);
        }
        Ok(self.texts.borrow().get(key).cloned())
    }

    fn put(&self, key: &str, text: &str) -> Result<(), Trouble> {
        #[cfg(test)]
        if let Some(trouble) = *self.trouble.borrow() {
            return Err(trouble);
        }
        self.texts.borrow_mut().insert(key.to_owned(), text.to_owned());
        Ok(())
    }

    fn remove(&self, key: &str) -> Result<(), Trouble> {
        self.texts.borrow_mut().remove(key);
        Ok(())
    }
}
