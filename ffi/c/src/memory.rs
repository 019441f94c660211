//! Where the texts of a call's results go, and what became of the call.

use core::ffi::{CStr, c_char};
use core::ptr;

use gws_auth_core::Result;

use crate::pack::Packer;
use crate::pointer::{Place, Room, optional_text, put_text, required};
use crate::record::record;
use crate::status::{gws_status, number, sentence};
use crate::wrong::{self, Named as _, Wrong};

/// The memory for the texts and bytes of a call's results, and what became of the call. One may serve all calls, one after
/// the other: spans hold until the next call that it is given to. It holds secrets: `gws_wipe` it after use.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct gws_output {
    /// Its size: `GWS_INIT` sets it.
    pub size: u32,
    /// What the last call returned.
    pub status: gws_status,
    /// The memory: set it. NULL with a capacity of 0 asks for the size.
    pub bytes: *mut u8,
    /// How many bytes there are: set it. `GWS_ENOUGH` suffices for every call.
    pub capacity: usize,
    /// How many bytes the last call wrote; 0 after an error, which writes nothing.
    pub used: usize,
    /// Where the last call's error is: what `gws_status_position` says, such as an offset or the bytes needed; 0 after
    /// success.
    pub position: usize,
    /// Which argument, or field of one, the last call's error is about, such as `entropy`; NULL where it is about none. Static.
    pub argument: *const c_char,
}

record!(gws_output, before argument);

/// A call's access to a [`gws_output`].
pub(crate) struct Memory {
    room: Room,
    used: usize,
}

impl Memory {
    /// Lays out twice, to measure and to write, so that nothing is touched unless everything fits. By now everything that
    /// came in has been read: it may lie in the memory.
    pub(crate) fn write<T>(&mut self, lay_out: impl Fn(&mut Packer<'_>) -> T) -> Result<T> {
        let mut measure = Packer::new(&mut []);
        lay_out(&mut measure);
        let needed = measure.used();
        let laid_out = lay_out(&mut Packer::new(self.room.first(needed)?));
        self.used = needed;
        Ok(laid_out)
    }
}

impl gws_output {
    /// Calls with the memory that `output` names, and notes there what became of it.
    ///
    /// # Safety
    /// `output` is null, or can be read and written as far as its size says; its bytes are null, or `capacity` of them can
    /// be written.
    pub(crate) unsafe fn call(
        output: *mut Self,
        call: impl FnOnce(&mut Memory) -> wrong::Result<()>,
    ) -> gws_status {
        // SAFETY: the same promise.
        let opened = unsafe { required(output).and_then(|whole| Ok((whole, Place::new(output)?))) };
        let (mut whole, place) = match opened {
            Ok(opened) => opened,
            // There is no place to say where.
            Err(error) => return number(error.kind),
        };
        // SAFETY: the same promise.
        let room = unsafe { Room::new(whole.bytes, whole.capacity) }.named(c"out.bytes");
        let ended = room.map(|room| Memory { room, used: 0 }).and_then(|mut memory| {
            call(&mut memory)?;
            Ok(memory.used)
        });
        (whole.status, whole.used, whole.position, whole.argument) = match ended {
            Ok(used) => (0, used, 0, ptr::null()),
            Err(Wrong { error, argument }) => {
                let position = error.position().value().unwrap_or(0);
                (number(error.kind), 0, position, argument.map_or(ptr::null(), CStr::as_ptr))
            }
        };
        place.put(&whole);
        whole.status
    }
}

/// Writes what became of the last call as one line for people and logs: as `gws_status_sentence`, with the argument that it is about.
/// Gives back the length of the whole line, without its NUL: what does not fit is cut off.
///
/// `text`: NULL with a `capacity` of 0 asks for the length; `GWS_SENTENCE` suffices.
///
/// # Safety
/// `out` is NULL or whole, and no one writes to it meanwhile; `text` is NULL, or `capacity` bytes can be written there.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn gws_output_sentence(
    out: *const gws_output,
    text: *mut c_char,
    capacity: usize,
) -> usize {
    // SAFETY: the caller keeps to `# Safety`; the names of arguments are texts of ours, in a structure that a call filled.
    unsafe {
        let line = match required(out) {
            Ok(gws_output { status, position, argument, .. }) => {
                let about = optional_text(argument).ok().flatten().map(|name| format!("{name}: "));
                sentence(status, &about.unwrap_or_default(), position)
            }
            Err(error) => sentence(number(error.kind), "out: ", error.at),
        };
        put_text(&line, text, capacity)
    }
}
