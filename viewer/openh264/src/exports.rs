//! What JavaScript calls. All numbers are 32 bits; pointers are offsets in the exported `memory`.

#![allow(unsafe_code, reason = "exports have names that the linker must keep")]

use openh264_wasm::{Decoder, Error, MAX_UNIT_BYTES};
use std::cell::RefCell;

/// OpenH264's licence asks to go with every copy of it: it is a section of the module.
#[unsafe(link_section = "license")]
#[used]
static LICENSE: [u8; include_bytes!(env!("OPENH264_LICENSE")).len()] = *include_bytes!(env!("OPENH264_LICENSE"));

/// No picture, a picture, an end; `reason` tells the last.
const NOTHING: i32 = 0;
const PICTURE: i32 = 1;
const FAILED: i32 = -1;

#[derive(Default)]
struct Instance {
    input: Vec<u8>,
    decoder: Option<Decoder>,
    picture: [u32; 9],
    reason: String,
}

impl Instance {
    fn fail(&mut self, error: &Error) -> i32 {
        self.decoder = None;
        self.reason = error.to_string();
        FAILED
    }

    fn open(&mut self, length: usize) -> i32 {
        match Decoder::open(&self.input[..length.min(self.input.len())]) {
            Ok(decoder) => {
                self.decoder = Some(decoder);
                NOTHING
            }
            Err(error) => self.fail(&error),
        }
    }

    fn decode(&mut self, length: usize) -> i32 {
        let end = length.min(self.input.len());
        let Some(decoder) = &mut self.decoder else { return FAILED };
        let error = match decoder.decode(&mut self.input[..end]) {
            Ok(None) => return NOTHING,
            Ok(Some(picture)) => {
                let ((width, height), [y, cb, cr]) = (picture.size(), picture.planes());
                let numbers =
                    [y.0.as_ptr() as usize, cb.0.as_ptr() as usize, cr.0.as_ptr() as usize, y.1, cb.1, width, height];
                for (to, number) in self.picture.iter_mut().zip(numbers) {
                    *to = number as u32;
                }
                self.picture[7] = picture.colour.bt709.into();
                self.picture[8] = picture.colour.full_range.into();
                return PICTURE;
            }
            Err(error) => error,
        };
        self.fail(&error)
    }
}

thread_local! {
    static INSTANCE: RefCell<Instance> = RefCell::default();
}

/// Where to write so many bytes before `open` or `decode`; 0 where there is no room for them.
#[unsafe(no_mangle)]
extern "C" fn input(length: usize) -> *mut u8 {
    INSTANCE.with_borrow_mut(|instance| {
        let input = &mut instance.input;
        let more = length.saturating_sub(input.len());
        if length > MAX_UNIT_BYTES || input.try_reserve_exact(more).is_err() {
            return std::ptr::null_mut();
        }
        input.resize(length.max(input.len()), 0);
        input.as_mut_ptr()
    })
}

/// Begins a stream: the input holds its AVCDecoderConfigurationRecord.
#[unsafe(no_mangle)]
extern "C" fn open(length: usize) -> i32 {
    INSTANCE.with_borrow_mut(|instance| instance.open(length))
}

/// Decodes the access unit in the input. 1: `picture` tells where the picture is, until the next call.
#[unsafe(no_mangle)]
extern "C" fn decode(length: usize) -> i32 {
    INSTANCE.with_borrow_mut(|instance| instance.decode(length))
}

/// Nine numbers: where Y, Cb and Cr begin, bytes from row to row of Y and of the others, width, height, whether its matrix is
/// BT.709's, whether its range is full.
#[unsafe(no_mangle)]
extern "C" fn picture() -> *const u32 {
    INSTANCE.with_borrow(|instance| instance.picture.as_ptr())
}

/// Why the last call failed, in UTF-8.
#[unsafe(no_mangle)]
extern "C" fn reason() -> *const u8 {
    INSTANCE.with_borrow(|instance| instance.reason.as_ptr())
}

/// Its length in bytes.
#[unsafe(no_mangle)]
extern "C" fn reason_length() -> usize {
    INSTANCE.with_borrow(|instance| instance.reason.len())
}
