//! The C functions of `csrc/glue.cpp` behind a type that closes itself. Belongs here: all that is unsafe about the decoder.
//! Does not: what a stream may be.
//!
//! What C++ does with a hostile stream is not Rust's to prove. In the browser the instance's own memory is the wall, and
//! its worker is ended with it; the host build is for tests.

#![allow(unsafe_code, reason = "C++ is called here")]

use std::ptr::NonNull;

/// As `csrc/glue.cpp` declares it.
#[repr(C)]
struct RawPicture {
    planes: [*const u8; 3],
    strides: [i32; 2],
    width: i32,
    height: i32,
}

#[repr(C)]
struct RawDecoder {
    _opaque: [u8; 0],
}

unsafe extern "C" {
    fn ward_new() -> *mut RawDecoder;
    fn ward_free(decoder: *mut RawDecoder);
    fn ward_decode(decoder: *mut RawDecoder, unit: *const u8, size: i32, picture: *mut RawPicture) -> i32;
}

/// A decoded picture, 4:2:0, in the decoder's memory.
pub(crate) struct Planes<'a> {
    /// Y, Cb, Cr; each from its first sample to its last, rows `stride` apart.
    pub(crate) planes: [&'a [u8]; 3],
    /// Bytes from row to row.
    pub(crate) strides: [usize; 3],
    pub(crate) width: usize,
    pub(crate) height: usize,
}

/// OpenH264's decoder of one stream.
pub(crate) struct Handle(NonNull<RawDecoder>);

impl Handle {
    /// `None` where there is no memory.
    pub(crate) fn new() -> Option<Self> {
        // SAFETY: it takes nothing, and gives null or a decoder that is ours.
        NonNull::new(unsafe { ward_new() }).map(Self)
    }

    /// One access unit of Annex B; the error is the decoder's own code.
    pub(crate) fn decode(&mut self, unit: &[u8]) -> Result<Option<Planes<'_>>, i32> {
        const TOO_LONG: i32 = 0x1000; // its own code for arguments that it cannot take
        let size = i32::try_from(unit.len()).map_err(|_| TOO_LONG)?;
        let mut raw = RawPicture { planes: [std::ptr::null(); 3], strides: [0; 2], width: 0, height: 0 };
        // SAFETY: the decoder is alive and nobody else has it (`&mut self`), `unit` holds `size` bytes, which are only read
        // during the call, and `raw` is the struct that the function fills.
        match unsafe { ward_decode(self.0.as_ptr(), unit.as_ptr(), size, &raw mut raw) } {
            state if state < 0 => Err(state.wrapping_neg()),
            0 => Ok(None),
            // SAFETY: the function has just said that it filled `raw`.
            _ => Ok(unsafe { planes(&raw) }),
        }
    }
}

/// Puts slices around a picture; `None` where its numbers make none.
///
/// # Safety
///
/// `raw` must be as `ward_decode` fills it: planes of its width and height, rows their stride apart. They live until the
/// decoder is used again, which is to bound `'a`.
unsafe fn planes<'a>(raw: &RawPicture) -> Option<Planes<'a>> {
    let size = |number: i32| usize::try_from(number).ok().filter(|size| *size > 0);
    let (width, height) = (size(raw.width)?, size(raw.height)?);
    let (luma, chroma) = (size(raw.strides[0])?, size(raw.strides[1])?);
    let plane = |plane: *const u8, stride: usize, width: usize, height: usize| {
        let length = stride.checked_mul(height - 1)?.checked_add(width)?;
        // SAFETY: the plane has `height` rows `stride` apart, of which the last one has `width` samples (see above).
        (stride >= width && !plane.is_null()).then(|| unsafe { std::slice::from_raw_parts(plane, length) })
    };
    let half = (width.div_ceil(2), height.div_ceil(2));
    Some(Planes {
        planes: [
            plane(raw.planes[0], luma, width, height)?,
            plane(raw.planes[1], chroma, half.0, half.1)?,
            plane(raw.planes[2], chroma, half.0, half.1)?,
        ],
        strides: [luma, chroma, chroma],
        width,
        height,
    })
}

impl Drop for Handle {
    fn drop(&mut self) {
        // SAFETY: it is ours, and nobody uses it again.
        unsafe { ward_free(self.0.as_ptr()) }
    }
}
