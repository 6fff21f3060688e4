//! Figures in as many bits as they need, one after the other.

/// Bits that are put together, the first of a byte first.
#[derive(Default)]
pub(super) struct Writer {
    bytes: Vec<u8>,
    /// How many bits of the last byte are still free.
    free: u32,
}

impl Writer {
    /// The last so many bits of a number.
    pub fn bits(&mut self, value: u64, count: u32) {
        for at in (0..count).rev() {
            if self.free == 0 {
                self.bytes.push(0);
                self.free = 8;
            }
            self.free -= 1;
            if let Some(last) = self.bytes.last_mut().filter(|_| value >> at & 1 == 1) {
                *last |= 1 << self.free;
            }
        }
    }

    /// A number of any size: five bits at a time, the last first, each after a bit that says whether more follow.
    pub fn number(&mut self, mut value: u64) {
        loop {
            let more = value >> 5 != 0;
            self.bits(u64::from(more), 1);
            self.bits(value, 5);
            if !more {
                return;
            }
            value >>= 5;
        }
    }

    /// A text, after the number of its bytes.
    pub fn text(&mut self, text: &str) {
        self.number(text.len() as u64);
        text.bytes().for_each(|byte| self.bits(byte.into(), 8));
    }

    /// The bytes; what is left of the last is 0.
    pub fn done(self) -> Vec<u8> {
        self.bytes
    }
}

/// What a [`Writer`] put together, read in the same order; none past the end, and where it is nothing that was written.
pub(super) struct Reader<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl Reader<'_> {
    /// From the first bit on.
    pub fn new(bytes: &[u8]) -> Reader<'_> {
        Reader { bytes, at: 0 }
    }

    /// So many bits, at most 64.
    pub fn bits(&mut self, count: u32) -> Option<u64> {
        let mut value = 0;
        for _ in 0..count {
            let byte = *self.bytes.get(self.at / 8)?;
            value = value << 1 | u64::from(byte >> (7 - self.at % 8) & 1);
            self.at += 1;
        }
        Some(value)
    }

    /// A number of any size.
    pub fn number(&mut self) -> Option<u64> {
        let mut value = 0;
        for group in 0..13 {
            let more = self.bits(1)? == 1;
            let five = self.bits(5)?;
            // What does not come back when it is pushed out again went over the end.
            let shifted = five << (5 * group);
            if shifted >> (5 * group) != five {
                return None;
            }
            value |= shifted;
            if !more {
                return Some(value);
            }
        }
        None
    }

    /// A number of things that take at least so many bits each, so that there can be no more of them than there are bits.
    pub fn count(&mut self, bits: usize) -> Option<usize> {
        let count = usize::try_from(self.number()?).ok()?;
        (count <= (self.bytes.len() * 8 - self.at) / bits).then_some(count)
    }

    /// A text.
    pub fn text(&mut self) -> Option<String> {
        let bytes = (0..self.count(8)?).map(|_| u8::try_from(self.bits(8)?).ok()).collect::<Option<_>>()?;
        String::from_utf8(bytes).ok()
    }
}
