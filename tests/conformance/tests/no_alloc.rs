//! The first tier never allocates: counted over every vector, with everything that the runner itself does.

use gws_auth_conformance::{BODY_LEN, Buffers, CODE_LEN, OUT_LEN, run_all};

#[test]
fn no_vector_allocates() {
    let (mut body, mut out, mut code) = (vec![0; BODY_LEN], vec![0; OUT_LEN], vec![0; CODE_LEN]);
    let mut buffers = Buffers { body: &mut body, out: &mut out, code: &mut code };
    let mut ran = 0;
    let counted = allocation_counter::measure(|| {
        run_all(&mut buffers, |_, _| ran += 1);
    });
    println!("{} allocations in {ran} vectors", counted.count_total);
    assert!(ran > 1_300, "only {ran} vectors ran");
    assert_eq!(counted.count_total, 0);
}

/// The counter counts.
#[test]
fn an_allocation_is_seen() {
    let counted = allocation_counter::measure(|| drop(std::hint::black_box(vec![0u8; 16])));
    assert_eq!(counted.count_total, 1);
}

/// Errors are shown without allocating too.
#[test]
fn errors_are_shown_without_allocating() {
    use gws_auth_core::{Error, ErrorKind};
    use std::fmt::Write;

    struct Count(usize);
    impl Write for Count {
        fn write_str(&mut self, text: &str) -> std::fmt::Result {
            self.0 += text.len();
            Ok(())
        }
    }
    let mut shown = Count(0);
    let counted = allocation_counter::measure(|| {
        for kind in ErrorKind::ALL {
            write!(shown, "{} {:?}", Error::new(*kind, 17), Error::new(*kind, 17)).expect("counts");
        }
    });
    assert_eq!(counted.count_total, 0);
    assert!(shown.0 > 1_000);
}
