//! Where the texts of a call's results go, and what became of the call.

use gws_auth_core::Result;

use crate::pack::Packer;
use crate::pointer::{Place, Room, required};
use crate::record::record;
use crate::status::{gws_status, number};

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
}

record!(gws_output);

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
    pub(crate) unsafe fn call(output: *mut Self, call: impl FnOnce(&mut Memory) -> Result<()>) -> gws_status {
        // SAFETY: the same promise.
        let opened = unsafe { required(output).and_then(|whole| Ok((whole, Place::new(output)?))) };
        let (mut whole, place) = match opened {
            Ok(opened) => opened,
            // There is no place to say where.
            Err(error) => return number(error.kind),
        };
        // SAFETY: the same promise.
        let memory = unsafe { Room::new(whole.bytes, whole.capacity) }.map(|room| Memory { room, used: 0 });
        let ended = memory.and_then(|mut memory| call(&mut memory).map(|()| memory.used));
        (whole.status, whole.used, whole.position) = match ended {
            Ok(used) => (0, used, 0),
            Err(error) => (number(error.kind), 0, error.position().value().unwrap_or(0)),
        };
        place.put(&whole);
        whole.status
    }
}
