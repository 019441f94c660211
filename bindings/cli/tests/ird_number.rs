//! `ird-number`: what passes, what does not and why.

use crate::support::gws;

#[test]
fn a_number_is_printed_without_its_separators() {
    for written in ["49091850", "49-091-850", "049 091 850"] {
        let passed = gws(&["ird-number", written]).run();
        assert_eq!((passed.status, passed.stdout.as_str()), (0, "49091850\n"), "{written}");
    }
}

#[test]
fn what_is_wrong_has_a_name() {
    let wrong = [
        ("136410133", "ird_number_check_digit"),
        ("9125568", "ird_number_short"),
        ("0049091850", "ird_number_long"),
        ("09125568", "ird_number_range"),
        ("49O91850", "ird_number_character"),
        ("-", "ird_number_short"),
    ];
    for (written, named) in wrong {
        let refused = gws(&["ird-number", written, "--json"]).json(1);
        assert_eq!(refused["error"]["code"], named, "{written}");
    }
}
