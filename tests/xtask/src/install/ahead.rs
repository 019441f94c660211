//! What later suites need is installed while the first ones compile: packages and downloads leave the processors alone.
//!
//! Nothing hangs on it: what fails here is tried again, and reported, when its suite begins.

use std::sync::Mutex;
use std::thread::{self, JoinHandle};

use super::{Installer, Need};
use crate::toolchain::Preference;
use crate::transcript::Transcript;

/// An installation under way beside the suites.
#[derive(Default)]
pub(super) struct Ahead(Mutex<Option<JoinHandle<()>>>);

impl Ahead {
    /// Begins with the packages, all at once, and goes on with the tools and the wishes.
    pub(super) fn begin(&self, needs: Vec<Need>, preference: Preference) {
        let work = move || {
            let (installer, transcript) = (Installer::new(true, preference), Transcript::silent());
            let missing = || needs.iter().filter(|need| !need.is_met(preference));
            let mut packages: Vec<&str> = missing().flat_map(|need| need.packages()).copied().collect();
            packages.sort_unstable();
            packages.dedup();
            if !packages.is_empty() {
                let _ = installer.packages(&packages, &transcript);
            }
            for tool in missing().filter(|need| matches!(need, Need::Tool { .. })) {
                let _ = installer.ensure_one(tool, &transcript);
            }
            for need in &needs {
                if let Need::Wish(fetch) = need {
                    fetch();
                }
            }
        };
        *self.lock() = Some(thread::spawn(work));
    }

    /// Waits until it is done.
    pub(super) fn wait(&self) {
        let under_way = self.lock().take();
        if let Some(thread) = under_way {
            // A panic there is no more than an installation that was not made.
            let _ = thread.join();
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Option<JoinHandle<()>>> {
        self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicBool, Ordering};

    static WISHED: AtomicBool = AtomicBool::new(false);

    #[test]
    fn it_ends_whatever_it_could_not_install() {
        let ahead = Ahead::default();
        ahead.wait();
        let cargo = Need::Program { commands: &["cargo"], packages: &["no-such-package"] };
        ahead.begin(vec![cargo, Need::Wish(|| WISHED.store(true, Ordering::Relaxed))], Preference::Auto);
        ahead.wait();
        assert!(WISHED.load(Ordering::Relaxed));
        assert!(ahead.lock().is_none());
    }
}
