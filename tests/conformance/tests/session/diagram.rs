//! The drawing in `core/SESSION.md` is the table of transitions in `core/src/session/machine.rs`.

const TABLE: &str = include_str!("../../../../core/src/session/machine.rs");
const PAGE: &str = include_str!("../../../../core/SESSION.md");
const PHASES: [&str; 4] = ["Idle", "InFlight", "Lost", "Ended"];

/// The phases that a cell names; `any` stands for all of them.
fn phases(cell: &str) -> Vec<&'static str> {
    let any = cell.split(|c: char| !c.is_alphanumeric()).any(|word| word == "any");
    PHASES.into_iter().filter(|phase| any || cell.contains(phase)).collect()
}

/// The drawing's lines: one for each phase that a row starts from.
fn drawn() -> Vec<String> {
    let rows = TABLE.lines().filter_map(|line| line.strip_prefix("//! | "));
    let cells = rows.map(|row| row.trim_end_matches(" |").split(" | ").collect::<Vec<_>>());
    let mut lines = Vec::new();
    for row in cells.skip_while(|row| row[0] != "phase").skip(1).take_while(|row| row[0] != "it waits for") {
        let [from, what, to] = row[..] else { panic!("{row:?}") };
        // "unchanged" is no arrow.
        let Some(to) = phases(to).first().copied() else { continue };
        for from in phases(from) {
            lines.push(format!("    {from} --> {to}: {what}"));
        }
    }
    lines
}

#[test]
fn the_drawing_is_the_table() {
    let drawn = drawn();
    assert!(drawn.len() > 10, "{drawn:?}");
    let page = PAGE.split("stateDiagram-v2\n").nth(1).expect("a drawing");
    let page: Vec<&str> = page.lines().take_while(|line| *line != "```").collect();
    assert_eq!(page, drawn, "write into core/SESSION.md:\n{}", drawn.join("\n"));
}
