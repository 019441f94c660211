//! How much of the stack was used: cortex-m-rt paints it before `main`.

use cortex_m_rt::STACK_PAINT_VALUE;

unsafe extern "C" {
    // Defined by cortex-m-rt's link.x: the highest and the lowest address of the stack.
    static _stack_start: u32;
    static _stack_end: u32;
}

/// The size of the stack in bytes.
pub(crate) fn size() -> usize {
    top().saturating_sub(bottom())
}

/// The most that was used in bytes, or nothing when not a single painted word is left.
pub(crate) fn used() -> Option<usize> {
    let words = size() / size_of::<u32>();
    let painted = (0..words).take_while(|index| {
        let word = bottom() + index * size_of::<u32>();
        // SAFETY: the word lies between the two ends of the stack, which is mapped and aligned; it is only read.
        let value = unsafe { (word as *const u32).read_volatile() };
        value == STACK_PAINT_VALUE
    });
    let unused = painted.count() * size_of::<u32>();
    (unused > 0).then(|| size() - unused)
}

fn top() -> usize {
    (&raw const _stack_start).addr()
}

fn bottom() -> usize {
    (&raw const _stack_end).addr()
}
