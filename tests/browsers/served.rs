//! A web server that a test has to itself: it remembers what it was asked for, and can be let down.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use tidu_tests::server::{Answer, kind_of, serve};

/// A folder on a server.
pub struct Served {
    port: u16,
    asked: Arc<Mutex<Vec<String>>>,
    down: Arc<AtomicBool>,
}

impl Served {
    /// Serves a folder at an address of its own.
    pub fn start(folder: PathBuf) -> Self {
        let (asked, down) = (Arc::<Mutex<Vec<String>>>::default(), Arc::<AtomicBool>::default());
        let (log, let_down) = (Arc::clone(&asked), Arc::clone(&down));
        let port = serve(move |path| {
            log.lock().expect("nobody panics with it").push(path.to_owned());
            let name = if path == "/" { "index.html" } else { path.trim_start_matches('/') };
            let file = fs::read(folder.join(name)).ok().filter(|_| !let_down.load(Ordering::Relaxed));
            let status = if file.is_some() { "200 OK" } else { "503 Service Unavailable" };
            Answer { status, kind: kind_of(name), more: String::new(), body: file.unwrap_or_default() }
        });
        Self { port, asked, down }
    }

    /// Where a browser finds it.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }

    /// The paths asked for since the last call.
    pub fn take_asked(&self) -> Vec<String> {
        std::mem::take(&mut self.asked.lock().expect("nobody panics with it"))
    }

    /// From now on it has nothing for anybody.
    pub fn let_down(&self) {
        self.down.store(true, Ordering::Relaxed);
    }
}

/// The folder of the hosted page: it is built beside the single page.
pub fn site() -> PathBuf {
    crate::single::place().with_file_name("site")
}

/// A copy of the hosted page that a test may change.
pub fn copy(into: &Path) -> PathBuf {
    for file in fs::read_dir(site()).expect("run `cargo pkg build`").flatten() {
        fs::copy(file.path(), into.join(file.file_name())).expect("the page can be copied");
    }
    into.to_owned()
}
