//! A straight line through measured points.

/// `y = per * x + fixed`, and how much of the variation of `y` it explains.
pub(crate) struct Line {
    pub(crate) per: f64,
    pub(crate) fixed: f64,
    pub(crate) explained: f64,
}

/// Least squares of the relative errors, so that the smallest point counts as much as the largest.
pub(crate) fn line(points: &[(f64, f64)]) -> Line {
    let weight = |y: f64| 1.0 / (y * y);
    let sum = |of: &dyn Fn(f64, f64) -> f64| points.iter().map(|(x, y)| weight(*y) * of(*x, *y)).sum::<f64>();
    let (all, x, y) = (sum(&|_, _| 1.0), sum(&|x, _| x), sum(&|_, y| y));
    let (xx, xy) = (sum(&|x, _| x * x), sum(&|x, y| x * y));
    let per = (all * xy - x * y) / (all * xx - x * x);
    let fixed = (y - per * x) / all;
    let mean = y / all;
    let missed = sum(&|x, y| (y - per * x - fixed).powi(2));
    let whole = sum(&|_, y| (y - mean).powi(2));
    Line { per, fixed, explained: 1.0 - missed / whole }
}
