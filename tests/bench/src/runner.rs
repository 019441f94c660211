//! Measures all contenders of a row in turn, round after round: what disturbs one disturbs the others too.

use std::hint::black_box;
use std::time::{Duration, Instant};

use crate::allocations;

/// Somebody who does the work of a row.
pub(crate) struct Contender {
    pub(crate) who: String,
    /// For ours: the most that it may take, as a part of what the best peer takes.
    pub(crate) target: Option<f64>,
    pub(crate) ours: bool,
    work: Box<dyn FnMut()>,
}

/// The same work, done by several.
pub(crate) struct Row {
    pub(crate) name: String,
    pub(crate) contenders: Vec<Contender>,
}

/// What a contender took.
pub(crate) struct Measured {
    /// Nanoseconds, the median of all rounds.
    pub(crate) median: f64,
    /// From the tenth to the ninetieth hundredth, as a part of the median.
    pub(crate) spread: f64,
    pub(crate) allocations: usize,
    /// The median of the ratios to the best peer, each within its round.
    pub(crate) ratio: f64,
}

impl Row {
    pub(crate) fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), contenders: Vec::new() }
    }

    pub(crate) fn ours<T>(
        self,
        who: impl Into<String>,
        target: Option<f64>,
        work: impl FnMut() -> T + 'static,
    ) -> Self {
        self.with(who, target, true, work)
    }

    pub(crate) fn peer<T>(self, who: impl Into<String>, work: impl FnMut() -> T + 'static) -> Self {
        self.with(who, None, false, work)
    }

    fn with<T>(
        mut self,
        who: impl Into<String>,
        target: Option<f64>,
        ours: bool,
        mut work: impl FnMut() -> T + 'static,
    ) -> Self {
        let work = Box::new(move || _ = black_box(work()));
        self.contenders.push(Contender { who: who.into(), target, ours, work });
        self
    }

    /// Measures all, `rounds` times a batch that takes about `batch`.
    pub(crate) fn measure(&mut self, rounds: usize, batch: Duration) -> Vec<Measured> {
        let sizes: Vec<u32> = self.contenders.iter_mut().map(|c| size(&mut c.work, batch)).collect();
        let mut times = vec![Vec::with_capacity(rounds); self.contenders.len()];
        for _ in 0..rounds {
            for ((contender, size), times) in self.contenders.iter_mut().zip(&sizes).zip(&mut times) {
                times.push(timed(&mut contender.work, *size));
            }
        }
        let medians: Vec<f64> = times.iter().map(|times| quantile(times, 50)).collect();
        let peers = self.contenders.iter().zip(&medians).zip(&times).filter(|((c, _), _)| !c.ours);
        let best = peers.min_by(|((_, a), _), ((_, b), _)| a.total_cmp(b)).map(|(_, times)| times.clone());
        self.contenders
            .iter_mut()
            .zip(times)
            .map(|(contender, times)| {
                let best = best.as_ref().unwrap_or(&times);
                let ratios: Vec<f64> = times.iter().zip(best).map(|(ours, peer)| ours / peer).collect();
                let median = quantile(&times, 50);
                Measured {
                    median,
                    spread: (quantile(&times, 90) - quantile(&times, 10)) / median,
                    allocations: allocations::of(&mut contender.work),
                    ratio: quantile(&ratios, 50),
                }
            })
            .collect()
    }
}

/// How often the work fits into `batch`, in the best of some attempts.
fn size(work: &mut dyn FnMut(), batch: Duration) -> u32 {
    let attempt = |_| {
        let (start, mut done) = (Instant::now(), 0u32);
        while start.elapsed() < batch {
            work();
            done += 1;
        }
        done
    };
    (0..5).map(attempt).max().unwrap_or(1)
}

/// Nanoseconds for one.
fn timed(work: &mut dyn FnMut(), size: u32) -> f64 {
    let start = Instant::now();
    for _ in 0..size {
        work();
    }
    start.elapsed().as_nanos() as f64 / f64::from(size)
}

fn quantile(values: &[f64], hundredths: usize) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted[(sorted.len() - 1) * hundredths / 100]
}
