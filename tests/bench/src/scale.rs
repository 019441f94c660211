//! What grows with the number of employers and with the length of a reply.

mod employers;
mod fit;
mod page;
mod replies;

use std::error::Error;

/// The numbers of employers.
const EMPLOYERS: [usize; 4] = [1, 100, 10_000, 100_000];

/// Measures all, up to `most` employers, and gives the page.
pub(crate) fn page(most: usize) -> Result<String, Box<dyn Error>> {
    let key = employers::key_file();
    let counts = EMPLOYERS.into_iter().filter(|count| *count <= most);
    let fleets = counts.map(|count| employers::measure(&key, count)).collect::<Result<Vec<_>, _>>()?;
    Ok(page::write(&fleets, &replies::measure()?, replies::refresh()?))
}
